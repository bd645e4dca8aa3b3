import type { RepositoryRecord } from '../../records.js';

/** Where a change can be read on the web, guessed from the repository's address; null when that is no web address. */
export function makeChangeUrl(repository: RepositoryRecord, number: number | null, sha: string): string | null {
  const base = repository.url?.replace(/\.git$/, '').replace(/\/$/, '') ?? '';
  if (!/^https?:\/\//.test(base)) return null;
  const isGitLab = /^https?:\/\/[^/]*gitlab/.test(base);
  if (number === null) return `${base}${isGitLab ? '/-' : ''}/commit/${sha}`;
  return isGitLab ? `${base}/-/merge_requests/${number}` : `${base}/pull/${number}`;
}
