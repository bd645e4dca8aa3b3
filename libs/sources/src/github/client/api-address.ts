import { SourceError } from '../../source.js';

export const GITHUB_API_URL = 'https://api.github.com';

/**
 * The address of GitHub's REST API, from whatever a person calls it: `https://github.com`, the web address of an Enterprise
 * Server, its API with or without `/api/v3` or `/api/graphql`. Plain http is for this machine only: a token would be readable.
 */
export function toApiUrl(text: string): string {
  const url = parseUrl(text.trim());
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw badAddress(text, 'it must begin with https:// (http:// is for this machine only)');
  if (url.username || url.password) throw badAddress('', 'leave the user and password out and give a token instead');
  if (/^(www\.)?github\.com$/.test(url.hostname)) return GITHUB_API_URL;
  return `${url.origin}${toApiPath(url)}`;
}

function toApiPath({ pathname, hostname }: URL): string {
  const path = pathname.replace(/\/+$/, '').replace(/\/api\/graphql$|\/api$/, '/api/v3');
  const isRoot = isLoopback(hostname) || hostname.startsWith('api.');
  return path === '' && !isRoot ? '/api/v3' : path;
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw badAddress(text, 'it is no address, such as https://github.example.com/api/v3');
  }
}

function badAddress(text: string, reason: string): SourceError {
  const which = text === '' ? '' : ` ${text}`;
  return new SourceError('BAD_SETTINGS', `The setting \`apiUrl\`${which} cannot be used: ${reason}.`, 'apiUrl');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** `https://github.com` for github.com, `https://acme.ghe.com` for `https://api.acme.ghe.com`, the server itself for an Enterprise Server. */
export function toWebUrl(apiUrl: string): string {
  const url = new URL(apiUrl);
  return url.protocol === 'https:' ? `https://${url.host.replace(/^api\./, '')}` : url.origin;
}

/** The host as people call it: `github.com`, `github.example.com:8443`. */
export function toHost(apiUrl: string): string {
  return new URL(toWebUrl(apiUrl)).host;
}
