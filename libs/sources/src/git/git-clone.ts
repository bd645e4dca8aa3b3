import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { absolutePath } from '../absolute-path.js';
import { SourceError } from '../source.js';
import { GitFailure, GitProcess } from './git-process.js';

/** Where a repository lies: a working tree, a linked one, or a bare folder. */
export interface GitClone {
  /** As named, made absolute. */
  path: string;
  gitDir: string;
  /** The folder that linked working trees share; what a clone is known by. */
  commonDir: string;
  isShallow: boolean;
}

/** Finds the repository at a path, or says why there is none. */
export async function openClone(named: string, signal?: AbortSignal): Promise<GitClone> {
  const path = absolutePath(named);
  await assertFolder(path);
  const git = new GitProcess(path, signal);
  const [gitDir, commonDir, isShallow, insideGitDir, prefix] = await locate(git);
  const root = await realpath(path);
  if (prefix) throw inside(path, await git.find(['rev-parse', '--show-toplevel']));
  if (insideGitDir === 'true' && root !== (await realpath(gitDir))) throw inside(path, gitDir);
  return { path, gitDir, commonDir: await realpath(resolve(path, commonDir)), isShallow: isShallow === 'true' };
}

async function assertFolder(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return;
  } catch (error) {
    throw missing(path, (error as NodeJS.ErrnoException).code);
  }
  throw new SourceError(
    'NOT_FOUND',
    `${path} is a file, not a clone. A bundle is cloned first: git clone ${path}`,
    'path',
  );
}

function missing(path: string, code: string | undefined): SourceError {
  if (code === 'EACCES' || code === 'EPERM')
    return new SourceError('UNREADABLE', `${path} may not be read by this user: give it read permission.`, 'path');
  return new SourceError('NOT_FOUND', `There is no folder ${path}: check the path of the clone.`, 'path');
}

type Location = [gitDir: string, commonDir: string, isShallow: string, insideGitDir: string, prefix: string];

async function locate(git: GitProcess): Promise<Location> {
  const questions = [
    '--absolute-git-dir',
    '--git-common-dir',
    '--is-shallow-repository',
    '--is-inside-git-dir',
    '--show-prefix',
  ];
  try {
    const [gitDir = '', commonDir = '', isShallow = '', insideGitDir = '', prefix = ''] = (
      await git.read(['rev-parse', ...questions])
    ).split('\n');
    return [gitDir, commonDir, isShallow, insideGitDir, prefix];
  } catch (error) {
    if (error instanceof GitFailure) throw notARepository(git.path, error);
    throw error;
  }
}

function notARepository(path: string, failure: GitFailure): SourceError {
  if (/permission denied/i.test(failure.stderr))
    return new SourceError('UNREADABLE', `${path} may not be read by this user: give it read permission.`, 'path');
  if (/not a git repository/i.test(failure.stderr))
    return new SourceError(
      'NOT_FOUND',
      `${path} is not a git repository: name the folder that git clone made.`,
      'path',
    );
  return new SourceError('UNREADABLE', `git cannot read ${path}: ${failure.message}`, 'path');
}

function inside(path: string, repository: string | null): SourceError {
  return new SourceError('NOT_FOUND', `${path} is a folder inside the clone ${repository}: name that instead.`, 'path');
}

/** Changes when a shallow clone is deepened, because then known commits gain parents. Null for a whole clone. */
export async function shallowDigest(clone: GitClone): Promise<string | null> {
  if (!clone.isShallow) return null;
  const boundary = await readFile(join(clone.commonDir, 'shallow'));
  return createHash('sha256').update(boundary).digest('hex');
}

/** When git last heard from a remote: the newest fetch of any working tree, else the clone's own making. Null = not known. */
export async function lastFetchedAt(clone: GitClone): Promise<number | null> {
  const fetches = await Promise.all([
    modifiedAt(clone.gitDir, 'FETCH_HEAD'),
    modifiedAt(clone.commonDir, 'FETCH_HEAD'),
  ]);
  const fetched = fetches.filter((at) => at !== null);
  return fetched.length > 0 ? Math.max(...fetched) : modifiedAt(clone.commonDir, 'packed-refs');
}

async function modifiedAt(folder: string, file: string): Promise<number | null> {
  try {
    return Math.floor((await stat(join(folder, file))).mtimeMs);
  } catch {
    return null;
  }
}
