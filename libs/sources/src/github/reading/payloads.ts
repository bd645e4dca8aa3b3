/** What GitHub's GraphQL answers to the questions in `queries/`: as it comes, nothing interpreted. Times are ISO-8601. */

export interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** GitHub may leave single nodes out (null) where it cannot or may not show them. */
export interface Listed<T> {
  nodes: (T | null)[] | null;
  pageInfo: PageInfo;
  totalCount?: number;
}

export interface Actor {
  __typename: string;
  login: string;
}

export interface OwnCommitPayload {
  commit: { oid: string; authoredDate: string; message: string; parents: { totalCount: number } };
}

export interface ReviewPayload {
  state: string;
  submittedAt: string | null;
  author: Actor | null;
}

/** A person, or a team, which has no login. */
interface Addressee {
  __typename: string;
  login?: string;
}

export interface EventPayload {
  __typename: string;
  createdAt?: string;
  label?: { name: string };
  assignee?: Addressee | null;
  requestedReviewer?: Addressee | null;
}

export interface PullRequestPayload {
  id: string;
  number: number;
  title: string;
  body: string | null;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  isDraft: boolean;
  createdAt: string;
  updatedAt: string;
  mergedAt: string | null;
  closedAt: string | null;
  author: Actor | null;
  mergeCommit: { oid: string } | null;
  baseRefName: string | null;
  headRefName: string | null;
  isCrossRepository: boolean;
  additions: number;
  deletions: number;
  changedFiles: number;
  labels: Listed<{ name: string }> | null;
  commits: Listed<OwnCommitPayload>;
  reviews: Listed<ReviewPayload> | null;
  timelineItems: Listed<EventPayload>;
  closingIssuesReferences: Listed<{ number: number; repository: { nameWithOwner: string } }> | null;
}

export interface IssuePayload {
  id: string;
  number: number;
  title: string;
  body: string | null;
  url: string;
  closed: boolean;
  stateReason: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | 'REOPENED' | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  author: Actor | null;
  labels: Listed<{ name: string }> | null;
  assignees: Listed<{ login: string }>;
  timelineItems: Listed<EventPayload>;
}

export interface StatusPayload {
  state: string;
  createdAt: string;
  logUrl: string | null;
  environmentUrl: string | null;
}

export interface DeploymentPayload {
  id: string;
  databaseId: number | null;
  createdAt: string;
  updatedAt: string;
  environment: string | null;
  latestEnvironment: string | null;
  commitOid: string;
  payload: string | null;
  ref: { name: string } | null;
  statuses: Listed<StatusPayload> | null;
}

export interface ReleasePayload {
  id: string;
  databaseId: number | null;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  isDraft: boolean;
  isPrerelease: boolean;
  tagName: string;
  url: string;
  tagCommit: { oid: string } | null;
}

export interface CommitPayload {
  oid: string;
  authoredDate: string;
  committedDate: string;
  message: string;
  author: { name: string | null; email: string | null } | null;
  parents: { nodes: ({ oid: string } | null)[] | null };
}

export interface BranchPayload {
  name: string;
  target: { oid: string } | null;
}

export interface TagTarget {
  __typename: string;
  oid: string;
  committedDate?: string;
  tagger?: { date: string | null } | null;
  target?: TagTarget;
}

export interface TagPayload {
  name: string;
  target: TagTarget | null;
}

type Newest<T> = { totalCount: number; nodes: (T | null)[] | null };

export interface HeadPayload {
  id: string;
  nameWithOwner: string;
  url: string;
  isFork: boolean;
  isArchived: boolean;
  isEmpty: boolean;
  isLocked: boolean;
  hasIssuesEnabled: boolean;
  pushedAt: string | null;
  /** Absent, as the others below: it may not be read. Null = there is none. */
  defaultBranchRef?: BranchPayload | null;
  pullRequests?: Newest<{ updatedAt: string }>;
  issues?: Newest<{ updatedAt: string }>;
  deployments?: Newest<{ createdAt: string }>;
  releases?: Newest<{ updatedAt: string }>;
}

export interface TeamPayload {
  id: string;
  slug: string;
  name: string;
  members: Listed<{ login: string }>;
}

/** The things themselves. */
export function nodesOf<T>(list: { nodes: (T | null)[] | null } | null | undefined): T[] {
  return (list?.nodes ?? []).filter((node) => node !== null);
}
