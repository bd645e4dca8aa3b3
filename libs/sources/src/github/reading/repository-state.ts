import type { Instant } from '@weir/metrics';
import { z } from 'zod';
import type { Json } from '../../source.js';
import { KnownCommits } from './known-commits.js';
import { KnownRuns } from './known-runs.js';
import { byNumber, byWeek, KnownThings, type Parts } from './known-things.js';
import { UNREAD } from './list-walk.js';
import type { RepositoryKey } from './pages.js';
import type { HeadPayload } from './payloads.js';
import { parsePart, type RepositoryPart } from './repository-part.js';
import { SidePart } from './side-part.js';
import { WatchedDeployments } from './watched-deployments.js';

const releases = z.array(z.tuple([z.number(), z.number(), z.string()]));

/** A release as it was last seen: id, creation, digest. */
export type KnownRelease = z.infer<typeof releases>[number];

/** Everything that is remembered of one repository, from parts of the cursor that are rewritten only where they change. */
export class RepositoryState {
  readonly part: RepositoryPart;
  readonly pullRequests: KnownThings;
  readonly issues: KnownThings;
  readonly deployments: KnownThings;
  readonly commits: KnownCommits;
  readonly releases: SidePart<KnownRelease[]>;
  readonly watched: WatchedDeployments;
  readonly runs: KnownRuns;
  private last: string;

  constructor(
    readonly id: string,
    cursors: Readonly<Record<string, Json>>,
  ) {
    this.part = parsePart(cursors[id]);
    this.last = JSON.stringify(this.part);
    const own = Object.fromEntries(Object.entries(cursors).filter(([key]) => key.startsWith(`${id}/`)));
    this.pullRequests = new KnownThings(`${id}/pulls/`, own, byNumber);
    this.issues = new KnownThings(`${id}/issues/`, own, byNumber);
    this.deployments = new KnownThings(`${id}/deployments/`, own, byWeek);
    this.commits = new KnownCommits(`${id}/commits/`, own);
    this.releases = new SidePart(`${id}/releases`, own, (stored) => releases.safeParse(stored).data ?? null, []);
    this.watched = new WatchedDeployments(id, own);
    this.runs = new KnownRuns(id, own);
  }

  /** Nothing of a turn that failed is kept, only why; and the name, where it was never told. */
  keepOnly(problems: string[], now: NonNullable<RepositoryPart['told']>): Parts {
    const kept = parsePart(JSON.parse(this.last) as Json);
    const part: RepositoryPart = { ...kept, namedAs: this.part.namedAs, told: kept.told ?? now, problems };
    return { [this.id]: JSON.parse(JSON.stringify(part)) as Json };
  }

  /** What is to be kept with the next batch. */
  takeChanged(): Parts {
    const parts = [
      this.pullRequests,
      this.issues,
      this.deployments,
      this.commits,
      this.releases,
      this.watched,
      this.runs,
    ].map((one) => one.takeChanged());
    const now = JSON.stringify(this.part);
    const own: Parts = now === this.last ? {} : { [this.id]: JSON.parse(now) as Json };
    this.last = now;
    return Object.assign(own, ...parts) as Parts;
  }
}

/** What a turn of reading a repository goes by. */
export interface Situation {
  key: RepositoryKey;
  head: HeadPayload;
  state: RepositoryState;
  /** The start of the window, and the clock when the sync began. */
  from: Instant;
  now: Instant;
}

/** What a repository calls itself now. */
export function toldOf({ nameWithOwner, url, defaultBranchRef }: HeadPayload): NonNullable<RepositoryPart['told']> {
  return { name: nameWithOwner, url, defaultBranch: defaultBranchRef?.name ?? null };
}

/** Addresses, and the issues that pull requests close, hold the repository's name: under a new one everything is read anew. */
export function forgetOtherName({ key, state }: Situation): void {
  const { part } = state;
  if (part.told === null || part.told.name === key.name) return;
  Object.assign(part, { pullRequests: UNREAD, issues: UNREAD, deployments: UNREAD, covered: {} });
  part.runs = null;
  part.releases = { mark: null, readAt: null };
  part.refs = { mark: null, readAt: null, digest: null };
  state.releases.value = [];
  state.watched.forgetAll();
}
