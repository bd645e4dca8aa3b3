import type { RepositoryRecord } from '@weir/metrics';

type NameAndUrl = Pick<RepositoryRecord, 'name' | 'url'>;

/** Hosts whose ssh addresses have a page of the same path. */
const HOSTS_WITH_PAGES = /^(?:www\.)?(?:github|gitlab|bitbucket|codeberg|gitea|sr)\b[\w.-]*$|^git\.[\w.-]+$/i;

/**
 * Name and page of a repository from a remote's address: `git@github.com:o/n.git`, `ssh://…`, `https://…` give `o/n`; a path
 * gives its last folder or the name of a bundle. Users and passwords in the address are dropped. Null when nothing is left.
 */
export function toNameAndUrl(remote: string): NameAndUrl | null {
  const { host, path, scheme } = parseRemote(remote.trim());
  if (host === null) return fromPath(path);
  const name = stripEnding(path);
  if (!name) return null;
  const hasPage = scheme === 'http' || scheme === 'https' || HOSTS_WITH_PAGES.test(host);
  return { name, url: hasPage ? `${scheme === 'http' ? 'http' : 'https'}://${host}/${name}` : null };
}

interface Remote {
  scheme: string | null;
  host: string | null;
  path: string;
}

function parseRemote(remote: string): Remote {
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?([^/]*)\/(.*)$/i.exec(remote);
  if (url) {
    const scheme = (url[1] ?? '').toLowerCase();
    if (scheme === 'file') return { scheme: null, host: null, path: url[3] ?? '' };
    return {
      scheme,
      host: scheme.startsWith('http') ? (url[2] ?? '') : hostWithoutPort(url[2] ?? ''),
      path: url[3] ?? '',
    };
  }
  const scp = /^(?:[^/@:]+@)?([^/:]{2,}):(?!\\)(.+)$/.exec(remote);
  if (scp) return { scheme: 'ssh', host: scp[1] ?? '', path: scp[2] ?? '' };
  return { scheme: null, host: null, path: remote };
}

function hostWithoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function stripEnding(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/^[/~]+|\/+$/g, '')
    .replace(/\.git$/, '');
}

function fromPath(path: string): NameAndUrl | null {
  const parts = path.split(/[/\\]/).filter((part) => part && part !== '.' && part !== '..');
  if (parts.at(-1) === '.git') parts.pop();
  const name = (parts.at(-1) ?? '').replace(/\.(?:git|bundle)$/, '');
  return name ? { name, url: null } : null;
}
