import type { CommitRecord, DeploymentRecord, Instant, IssueRecord, PullRequestRecord, RefRecord } from '@weir/metrics';
import type { ListItem, ListPage } from './list-walk.js';

/** A thing as a record, and what is needed to keep account of it. */
export interface Item<Record> extends ListItem {
  nodeId: string;
  createdAt: Instant;
  updatedAt: Instant;
  record: Record;
}

export interface ReleaseItem {
  id: number;
  createdAt: Instant;
  /** Null for drafts and pre-releases. */
  record: DeploymentRecord | null;
}

export interface CommitPage {
  /** Newest first. */
  commits: CommitRecord[];
  hasNextPage: boolean;
  endCursor: string | null;
}

interface ListAsk {
  size: number;
  after: string | null;
  /** Things older than this are not wanted, and need not be complete. */
  until: Instant;
}

export interface CommitAsk {
  head: string;
  since: Instant;
  after: string | null;
}

/** The next page of each part of a repository that is still being read. */
export interface PageAsk {
  pullRequests?: ListAsk;
  issues?: ListAsk;
  deployments?: ListAsk;
  releases?: { after: string | null };
  branches?: boolean;
  tags?: { after: string | null };
  commits?: CommitAsk;
}

export interface PageAnswer {
  pullRequests?: ListPage<Item<PullRequestRecord>>;
  issues?: ListPage<Item<IssueRecord>>;
  deployments?: ListPage<Item<DeploymentRecord>>;
  releases?: { items: ReleaseItem[]; endCursor: string | null };
  branches?: { refs: RefRecord[] };
  /** By the date of their commits, newest first. */
  tags?: { refs: RefRecord[]; oldestCommittedAt: Instant | null; endCursor: string | null };
  /** Null where the commit is not there (any more). */
  commits?: CommitPage | null;
  /** What was asked for and may not be read: a sentence for a person. */
  refused?: Partial<Record<keyof PageAsk, string>>;
}

/** Who is asked for, by id for ever and by the name it has now. */
export interface RepositoryKey {
  id: string;
  name: string;
}

export interface PageOptions {
  /** False when less cannot be asked for. */
  canShrink: boolean;
}

/** How pages of a repository are got: by GraphQL all in one request, by REST one request each. */
export interface RepositoryPages {
  read(repository: RepositoryKey, ask: PageAsk, options: PageOptions): Promise<PageAnswer>;
  /** The newest few commits of several commits; null for those that are not there, null for all where they may not be read. */
  readHeads(repository: RepositoryKey, heads: string[], since: Instant): Promise<(CommitPage | null)[] | null>;
  /**
   * Pull requests, issues and deployments by their node ids; null for those that are gone. `seen` says of each how it was last
   * seen, where that is known: what is still so may be left out as REFUSED.
   */
  readThings(ids: string[], seen?: readonly SeenThing[]): Promise<(Thing | null)[]>;
  /** Ids and times of everything in the window; null where that cannot be told for sure. */
  listThings(repository: RepositoryKey, from: Instant, kinds: ThingKind[]): Promise<ListedThings | null>;
}

export interface SeenThing {
  updatedAt: Instant | null;
  /** Whether it may still change without saying so. */
  isOpen: boolean;
}

export type ThingKind = 'pullRequests' | 'issues' | 'deployments';

/** One thing as GitHub lists it: enough to see whether it is known as it is. */
export interface ListedThing {
  nodeId: string;
  id: number;
  createdAt: Instant;
  updatedAt: Instant;
}

export type ListedThings = Record<ThingKind, ListedThing[]>;

export type Thing =
  | { kind: 'PULL_REQUEST'; item: Item<PullRequestRecord> }
  | { kind: 'ISSUE'; item: Item<IssueRecord> }
  | { kind: 'DEPLOYMENT'; item: Item<DeploymentRecord> }
  /** It is there, and may not be read. */
  | { kind: 'REFUSED' };
