import { SourceError } from '../source.js';
import { toApiUrl, toHost } from './client/api-address.js';

interface NamedOwner {
  owner: string;
  /** When one of its repositories was named. */
  repository: string | null;
  /** When an address said which GitHub it is on. */
  apiUrl: string | null;
}

const OWNER = /^[A-Za-z0-9][\w-]{0,99}$/;
const REPOSITORY = /^[\w.-]{1,100}$/;

/** `acme`, `acme/shop`, or an address of either (https, ssh, or copied without its beginning). */
export function parseOwner(text: string, apiUrl: string | null): NamedOwner {
  const { host, path } = splitAddress(text);
  const [owner = '', repository = null, ...more] = path
    .replace(/\.git$/, '')
    .split('/')
    .filter(Boolean);
  const isUnderstood = OWNER.test(owner) && (repository === null || REPOSITORY.test(repository));
  if (!isUnderstood || (host === null && more.length > 0)) throw notUnderstood(text);
  return { owner, repository, apiUrl: host === null ? null : apiUrlOf(host, apiUrl) };
}

/** `host` with its scheme; null for a bare name. */
function splitAddress(text: string): { host: string | null; path: string } {
  const url = /^(?:(https?):\/\/)?([^/@\s]+\.[^/@\s]+|localhost(?::\d+)?)\/([^?#]*)/.exec(text);
  if (url) return { host: `${url[1] ?? 'https'}://${url[2]}`, path: url[3] ?? '' };
  const ssh = /^(?:ssh:\/\/)?[\w.-]+@([^/:\s]+)(?::\d+\/|[/:])(.+)$/.exec(text);
  return ssh ? { host: `https://${ssh[1]}`, path: ssh[2] ?? '' } : { host: null, path: text };
}

/** An address that was set says more than a host; but they must be the same GitHub. */
function apiUrlOf(host: string, apiUrl: string | null): string {
  const named = toApiUrl(host);
  if (apiUrl === null) return named;
  if (toHost(toApiUrl(apiUrl)) === toHost(named)) return toApiUrl(apiUrl);
  const what = `it is on ${toHost(named)}, but \`apiUrl\` says ${apiUrl}. Leave one of them out`;
  throw new SourceError('BAD_SETTINGS', `The setting \`owner\` cannot be used: ${what}.`, 'owner');
}

function notUnderstood(text: string): SourceError {
  const what = `${text} is no owner. Give a user or an organisation, such as \`acme\`, or a repository, such as \`acme/shop\``;
  return new SourceError('BAD_SETTINGS', `The setting \`owner\` cannot be used: ${what}.`, 'owner');
}
