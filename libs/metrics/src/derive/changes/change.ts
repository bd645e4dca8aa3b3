import type { ChangeKind, ChangeState, DraftEvent, Instant, ReviewRecord, StatedMoments } from '../../records.js';

/** A commit message and the commit it belongs to, where reverts and tools are named. */
export interface Message {
  sha: string;
  text: string;
}

/** A change before its moments: what the records say of it, and where its merge sits in the graph. */
export interface Change {
  key: string;
  kind: ChangeKind;
  number: number | null;
  title: string;
  body: string | null;
  url: string | null;
  author: string | null;
  authorIsBot: boolean;
  state: ChangeState;
  isDraft: boolean;
  baseBranch: string | null;
  headBranch: string | null;
  openedAt: Instant | null;
  mergedAt: Instant | null;
  closedAt: Instant | null;
  firstCommitAt: Instant | null;
  mergeSha: string | null;
  /** Index of the merge commit in the graph, null when unmerged or not in it. */
  position: number | null;
  /** When it reached the production branch as far as dates tell; what TIME attribution goes by. Null when unmerged. */
  arrivedAt: Instant | null;
  /** It was merged into the production branch or has reached it: what "merged to that branch" means without the graph. */
  isOnProductionBranch: boolean;
  /** Its merge commit's and its own commits' messages. */
  messages: Message[];
  /** The issues that its source says it closes, `owner/name#N`; its texts may name more. */
  closingIssues: string[];
  additions: number | null;
  deletions: number | null;
  changedFiles: number | null;
  labels: string[];
  reviews: ReviewRecord[] | null;
  draftEvents: DraftEvent[] | null;
  stated: StatedMoments;
}
