/**
 * Records: what the sources report, normalised and kept. Nothing here is computed; null means "the source did not say".
 * Everything Weir shows is derived from these (see `derive/`), so a rule can change without reading a source again.
 */

/** Milliseconds since the Unix epoch, UTC. */
export type Instant = number;

export type ChangeKind = 'PULL_REQUEST' | 'MERGE_COMMIT' | 'SQUASH' | 'DIRECT_PUSH';
export type ChangeState = 'OPEN' | 'MERGED' | 'CLOSED';
export type ChangeType = 'FEATURE' | 'DEFECT' | 'RISK' | 'DEBT' | 'OTHER';
export type DeploymentStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED';
export type DeploymentRule =
  'GITHUB_DEPLOYMENTS' | 'WORKFLOW_RUNS' | 'RELEASES' | 'VERSION_TAGS' | 'MERGES' | 'PUSHED' | 'NONE';

export interface RepositoryRecord {
  /** `owner/name`, or a bare name for a clone without a remote. */
  name: string;
  url: string | null;
  defaultBranch: string | null;
  /**
   * What the source calls it for ever, whatever its name becomes (GitHub's node id). A known id under another name is a
   * rename: the repository keeps its records, facts and number. Absent or null = the source has none.
   */
  externalId?: string | null;
}

/** One commit of the graph. `message` is the whole message, cut at 16 KiB. */
export interface CommitRecord {
  sha: string;
  parents: string[];
  authorName: string;
  authorEmail: string;
  authoredAt: Instant;
  committedAt: Instant;
  message: string;
}

/** A branch head or a tag, peeled to its commit. `taggedAt` is the tagger's date of an annotated tag, else null. */
export interface RefRecord {
  kind: 'BRANCH' | 'TAG';
  name: string;
  sha: string;
  taggedAt: Instant | null;
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

export interface ReviewRecord {
  author: string | null;
  authorIsBot: boolean;
  state: ReviewState;
  submittedAt: Instant;
}

/** `READY` = marked ready for review, `DRAFT` = converted back to a draft. */
export interface DraftEvent {
  kind: 'READY' | 'DRAFT';
  at: Instant;
}

/** What happened to a pull request or an issue, besides reviews and drafts. `label` names the label, `person` the login asked or assigned. */
export interface ThingEvent {
  kind:
    | 'CLOSED'
    | 'REOPENED'
    | 'LABELED'
    | 'UNLABELED'
    | 'REVIEW_REQUESTED'
    | 'REVIEW_REQUEST_REMOVED'
    | 'ASSIGNED'
    | 'UNASSIGNED';
  at: Instant;
  label?: string;
  person?: string;
}

/** A commit of a pull request's own branch. */
export interface OwnCommit {
  sha: string;
  authoredAt: Instant;
  isMerge: boolean;
  message: string;
}

/**
 * Moments (and labels of meaning) that a file states outright. A key that is absent was not in the file (not read);
 * a key with null was, and says that it did not happen.
 */
export interface StatedMoments {
  firstCommitAt?: Instant | null;
  readyAt?: Instant | null;
  firstReviewAt?: Instant | null;
  approvedAt?: Instant | null;
  deployedAt?: Instant | null;
  releasedAt?: Instant | null;
  type?: ChangeType;
  aiAssisted?: boolean;
  aiTools?: string[];
}

/** A pull request (or a file row that stands for one). A clone has none: its changes are derived from the commits. */
export interface PullRequestRecord {
  number: number;
  title: string;
  body: string | null;
  url: string | null;
  author: string | null;
  /** What the source knows of the account's type; null = unknown, the login decides. */
  authorIsBot: boolean | null;
  state: ChangeState;
  isDraft: boolean;
  openedAt: Instant | null;
  mergedAt: Instant | null;
  closedAt: Instant | null;
  mergeSha: string | null;
  baseBranch: string | null;
  headBranch: string | null;
  /** False when the head is in a fork; null = unknown. */
  headIsSameRepository: boolean | null;
  additions: number | null;
  deletions: number | null;
  changedFiles: number | null;
  labels: string[];
  /** Null = not read. */
  commits: OwnCommit[] | null;
  /** Null = not read. */
  reviews: ReviewRecord[] | null;
  /** Null = not read. */
  draftEvents: DraftEvent[] | null;
  /** In the order of time. Absent or null = not read. */
  events?: ThingEvent[] | null;
  /** The issues it closes, `owner/name#N`. Absent or null = not read. */
  closingIssues?: string[] | null;
  stated: StatedMoments;
}

/** An issue of a tracker. Which issues are incidents, and of what type the others are, rules decide later. */
export interface IssueRecord {
  number: number;
  title: string;
  body: string | null;
  url: string | null;
  author: string | null;
  authorIsBot: boolean | null;
  state: 'OPEN' | 'CLOSED';
  /** Why it was closed, where the source says. */
  stateReason: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | 'REOPENED' | null;
  labels: string[];
  assignees: string[];
  createdAt: Instant;
  closedAt: Instant | null;
  /** In the order of time. Null = not read. */
  events: ThingEvent[] | null;
}

/** A team and its members' logins, of an organisation. */
export interface TeamRecord {
  /** Unique within its source: `owner/slug`. */
  key: string;
  name: string;
  members: string[];
}

/** One attempt to bring a commit to an environment, as its source reports it. */
export interface DeploymentRecord {
  /** Unique within its source and repository; the stable id in GraphQL is made of it. */
  key: string;
  /** Which way of finding deployments this record belongs to. */
  rule: Exclude<DeploymentRule, 'NONE' | 'MERGES' | 'VERSION_TAGS'>;
  externalId: string | null;
  service: string | null;
  environment: string;
  sha: string | null;
  /** Shas of the sources that a configuration repository's deployment brings (GitOps). */
  sourceShas: string[];
  ref: string | null;
  url: string | null;
  status: DeploymentStatus;
  createdAt: Instant;
  /** First success, or the end of an attempt that never succeeded. */
  finishedAt: Instant | null;
  /** The workflow run it came from. */
  runId: string | null;
  /** The rollout it says it belongs to, by its key. Absent or null = it says none. */
  rollout?: string | null;
  /** Which source reported it; set by `mergeRecords`, so that two sources' reports of one deployment are told apart. */
  source?: string;
}

export interface IncidentRecord {
  /** Unique within its source. */
  key: string;
  externalId: string | null;
  title: string;
  body: string | null;
  url: string | null;
  service: string | null;
  /** `owner/name`, or null when the source does not say. */
  repository: string | null;
  severity: string | null;
  startedAt: Instant;
  resolvedAt: Instant | null;
  /** The deployment it names as its cause: an id, external id, URL, sha, or `owner/name#N`. */
  deployment: string | null;
  /** The deployment or change it names as its remedy, in the same forms. */
  remediedBy: string | null;
  notFromDeployment: boolean;
  /** The rollout it says it came from, by its key. Absent or null = it says none. */
  rollout?: string | null;
}

/** What kinds of record a source speaks for, for coverage. */
export type Subject = 'CHANGES' | 'COMMITS' | 'REVIEWS' | 'DEPLOYMENTS' | 'INCIDENTS';

/** `[from, to)`: a source has everything of this subject that happened in it. */
export interface CoverageRecord {
  repository: string;
  subject: Subject;
  from: Instant;
  to: Instant;
}

/** What one repository gains with a batch. Lists are upserted by identity; `refs`, when present, replaces the whole set. */
export interface RepositoryBatch {
  repository: RepositoryRecord;
  commits?: CommitRecord[];
  refs?: RefRecord[];
  pullRequests?: PullRequestRecord[];
  deployments?: DeploymentRecord[];
  issues?: IssueRecord[];
  /** Known earlier and found deleted: numbers of pull requests and issues, keys of deployments. */
  gone?: { pullRequests?: number[]; deployments?: string[]; issues?: number[] };
  /** What a person should know of reading this repository, each with what to do; replaces what this source said of it before. */
  problems?: string[];
  /** What the source speaks for now; replaces this source's coverage of the same repository and subject. */
  coverage?: CoverageRecord[];
}
