import { basename, dirname } from 'node:path';
import type { RepositoryRecord } from '@weir/metrics';
import type { GitClone } from './git-clone.js';
import type { GitProcess } from './git-process.js';
import { toNameAndUrl } from './remote-name.js';

export type DescribedRepository = Pick<RepositoryRecord, 'name' | 'url'> & {
  /** The remote whose branches count: `origin`, else the first; null without any. */
  remote: string | null;
};

/** Name and page: as a person set it, else from the remote's address, else the folder's name. */
export async function describeRepository(
  git: GitProcess,
  clone: GitClone,
  givenName: string | null,
): Promise<DescribedRepository> {
  const remotes = await listRemotes(git);
  const remote = remotes.has('origin') ? 'origin' : ([...remotes.keys()].sort()[0] ?? null);
  const described = remote === null ? null : toNameAndUrl(remotes.get(remote) ?? '');
  return {
    name: givenName ?? described?.name ?? folderName(clone.commonDir),
    url: described?.url ?? null,
    remote,
  };
}

async function listRemotes(git: GitProcess): Promise<Map<string, string>> {
  const output = (await git.find(['config', '-z', '--get-regexp', '^remote\\..*\\.url$'])) ?? '';
  const remotes = new Map<string, string>();
  for (const entry of output.split('\0').filter(Boolean)) {
    const [key = '', url = ''] = entry.split('\n');
    const name = key.slice('remote.'.length, -'.url'.length);
    if (!remotes.has(name)) remotes.set(name, url);
  }
  return remotes;
}

function folderName(commonDir: string): string {
  const folder = basename(commonDir) === '.git' ? dirname(commonDir) : commonDir;
  return basename(folder).replace(/\.git$/, '') || 'repository';
}
