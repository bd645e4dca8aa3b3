import type { CommitRecord, Instant } from '@weir/metrics';
import { z } from 'zod';
import type { CommitPage } from './pages.js';

export const commitWalk = z.object({
  head: z.string(),
  /** The start of the window. */
  since: z.number(),
  after: z.string().nullable(),
  /** Parents that were named and not yet met; the walk ends when there are none. */
  wanted: z.array(z.string()),
});

/** A walk from a commit back to known history. It is pinned to its commit, so what is pushed meanwhile cannot move its pages. */
export type CommitWalk = z.infer<typeof commitWalk>;

/** So much of a sha tells commits of one repository apart (one in 10^12 of 100,000 does not). */
const SHORT = 12;

export const shortSha = (sha: string): string => sha.slice(0, SHORT);

export function beginCommitWalk(head: string, since: Instant): CommitWalk {
  return { head, since, after: null, wanted: [shortSha(head)] };
}

/** A walk over known history too, to the start of the window: more of the past is wanted. */
export function beginDeeperWalk(head: string, since: Instant): CommitWalk {
  return { head, since, after: null, wanted: [NEVER_MET] };
}

const NEVER_MET = 'root';

/**
 * Takes one page, newest first. `known` are the commits that were read; the new ones are added. The walk ends when every named
 * parent is known or the window has ended; commits of known history between are passed over.
 */
export function takeCommits(
  known: Set<string>,
  walk: CommitWalk,
  { commits, hasNextPage, endCursor }: CommitPage,
): { fresh: CommitRecord[]; walk: CommitWalk | null } {
  const wanted = new Set(walk.wanted);
  const fresh: CommitRecord[] = [];
  for (const commit of commits) {
    const sha = shortSha(commit.sha);
    wanted.delete(sha);
    if (known.has(sha)) continue;
    known.add(sha);
    fresh.push(commit);
    for (const parent of commit.parents) if (!known.has(shortSha(parent))) wanted.add(shortSha(parent));
  }
  for (const sha of wanted) if (known.has(sha)) wanted.delete(sha);
  const hasEnded = wanted.size === 0 || !hasNextPage || endCursor === null;
  return { fresh, walk: hasEnded ? null : { ...walk, after: endCursor, wanted: [...wanted] } };
}
