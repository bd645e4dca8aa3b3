import { parseVersionTag } from '@weir/metrics';
import { absolutePath } from '../absolute-path.js';
import { SourceError } from '../source.js';
import type { PathInspection } from '../path-inspection.js';
import { openClone } from './git-clone.js';
import { surveyWalk } from './git-commits.js';
import { describeRepository } from './describe-repository.js';
import { GitFailure, GitProcess } from './git-process.js';
import { readRefs } from './git-refs.js';

/** What a clone holds, before it becomes a source; what is wrong with it is said, not thrown. */
export async function inspectGit(path: string, branch: string | null = null): Promise<PathInspection> {
  const nothing = { ...EMPTY, path: absolutePath(path), name: absolutePath(path) };
  try {
    return { ...nothing, ...(await inspectClone(path, branch)) };
  } catch (error) {
    if (error instanceof SourceError || error instanceof GitFailure) return { ...nothing, problem: error.message };
    throw error;
  }
}

const EMPTY: Omit<PathInspection, 'path' | 'name'> = {
  kind: 'GIT',
  branch: null,
  commits: null,
  versionTags: null,
  fileKind: null,
  columns: [],
  map: null,
  time: null,
  rows: null,
  sample: [],
  problem: null,
};

async function inspectClone(path: string, branch: string | null): Promise<Partial<PathInspection>> {
  const clone = await openClone(path);
  const git = new GitProcess(clone.path);
  const { name, remote } = await describeRepository(git, clone, null);
  const { refs, defaultBranch } = await readRefs(git, { remote, branch });
  const heads = [...new Set(refs.map((ref) => ref.sha))];
  const { total } = await surveyWalk(git, { heads, known: [] });
  const versionTags = refs.filter((ref) => ref.kind === 'TAG' && parseVersionTag(ref.name) !== null).length;
  return { name, branch: defaultBranch, commits: total, versionTags };
}
