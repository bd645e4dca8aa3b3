import type { CoverageRecord, Instant, Subject } from '@weir/metrics';
import { type GitClone, lastFetchedAt } from './git-clone.js';
import { readLineDates } from './git-commits.js';
import type { GitProcess } from './git-process.js';
import type { ClonedRefs } from './git-refs.js';

export interface Covered {
  from: Instant;
  to: Instant;
}

export interface CoverageQuestion {
  refs: ClonedRefs;
  hasRemote: boolean;
  now: Instant;
  /** The start as found earlier, when no ref has moved since; null = look for it. */
  knownFrom: Instant | null;
}

/** git counts in seconds: the first instant that surely is past a commit or tag. */
const SECOND = 1000;
/** A clone tells changes and commits, and deployments by its tags or merges; it knows no reviews and no incidents. */
const SUBJECTS: Subject[] = ['CHANGES', 'COMMITS', 'DEPLOYMENTS'];

/**
 * From the first commit of the production branch (a shallow clone: after its oldest, whose own content is cut off) to the last
 * fetch, or to now where there is nothing to fetch from. Null when that is no range, as with dates in the future.
 */
export async function readCovered(
  git: GitProcess,
  clone: GitClone,
  { refs, hasRemote, now, knownFrom }: CoverageQuestion,
): Promise<Covered | null> {
  const from = knownFrom ?? (await coveredFrom(git, clone, refs.head));
  const to = hasRemote ? await lastHeardAt(clone, refs, now) : now;
  return from !== null && to !== null && from < to ? { from, to } : null;
}

async function coveredFrom(git: GitProcess, clone: GitClone, head: string): Promise<Instant | null> {
  let earliest: Instant | null = null;
  let oldest: Instant | null = null;
  for await (const at of readLineDates(git, head)) {
    oldest = at;
    earliest = earliest === null ? at : Math.min(earliest, at);
  }
  return clone.isShallow && oldest !== null ? oldest + SECOND : earliest;
}

async function lastHeardAt(clone: GitClone, refs: ClonedRefs, now: Instant): Promise<Instant | null> {
  const fetchedAt = await lastFetchedAt(clone);
  const newest = refs.newestAt === null ? null : refs.newestAt + SECOND;
  const known = [fetchedAt, newest].filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(now, Math.max(...known));
}

/** The same range for every subject that a clone speaks for. */
export function toCoverage(repository: string, covered: Covered | null): CoverageRecord[] {
  return covered === null ? [] : SUBJECTS.map((subject) => ({ repository, subject, ...covered }));
}
