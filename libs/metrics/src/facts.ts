import type {
  ChangeKind,
  ChangeState,
  ChangeType,
  CommitRecord,
  CoverageRecord,
  DeploymentRecord,
  DeploymentRule,
  DeploymentStatus,
  IncidentRecord,
  Instant,
  PullRequestRecord,
  RefRecord,
  RepositoryRecord,
} from './records.js';

/** Everything known of one repository: the whole input of a derivation. Several sources are already merged, see `mergeRecords`. */
export interface RepositoryHistory {
  repository: RepositoryRecord;
  commits: CommitRecord[];
  refs: RefRecord[];
  pullRequests: PullRequestRecord[];
  deployments: DeploymentRecord[];
  /** Those that belong to this repository, see `assignIncidents`. */
  incidents: IncidentRecord[];
  coverage: CoverageRecord[];
  /** The rule chosen when the first sync was complete; null until then. */
  fixedRule: DeploymentRule | null;
}

export type Stage = 'CODING' | 'PICKUP' | 'REVIEW' | 'MERGE' | 'DEPLOY' | 'RELEASE';
export type Basis = 'FIRST_COMMIT' | 'OPENED' | 'MERGED';
export type EmptyReason =
  | 'NOT_COVERED'
  | 'NO_SOURCE'
  | 'NO_DEPLOYMENTS'
  | 'NO_EARLIER_DEPLOYMENT'
  | 'NOT_DEPLOYED_YET'
  | 'NO_CHANGES'
  | 'NO_REVIEW'
  | 'REVIEWS_UNKNOWN'
  | 'NO_FAILURES'
  | 'STILL_OPEN'
  | 'COMMITS_UNKNOWN'
  | 'OUT_OF_ORDER'
  | 'ALL_EXCLUDED'
  | 'TOO_FEW';
export type LeftOutReason =
  | 'BOT'
  | 'DRAFT'
  | 'EXCLUDED_BY_RULE'
  | 'COMMITS_UNKNOWN'
  | 'REVIEWS_UNKNOWN'
  | 'OUT_OF_ORDER'
  | 'NO_EARLIER_DEPLOYMENT'
  | 'NOT_DEPLOYED_YET'
  | 'STILL_OPEN';
export type ContentAttribution = 'EXACT' | 'TIME' | 'NONE';
export type IncidentAttribution = 'EXPLICIT' | 'MANUAL' | 'TIME' | 'NONE';
export type FailureReason = 'INCIDENT' | 'ROLLBACK' | 'REVERT' | 'HOTFIX' | 'ROLLOUT';

/** Seconds of one stage, or why there are none. */
export interface StageDuration {
  seconds: number | null;
  emptyReason: EmptyReason | null;
}

/**
 * One change, whole: open, merged or closed unmerged. Its moments are those of metrics.md; `deployedAt` is production's
 * without further qualification. Qualified ones (service, environment) are `DeliveryFact`s.
 */
export interface ChangeFact {
  /** `#123` or `@<merge sha>`; unique within the repository. */
  key: string;
  kind: ChangeKind;
  number: number | null;
  title: string;
  url: string | null;
  mergeSha: string | null;
  author: string | null;
  authorIsBot: boolean;
  state: ChangeState;
  isDraft: boolean;
  openedAt: Instant | null;
  firstCommitAt: Instant | null;
  readyAt: Instant | null;
  firstReviewAt: Instant | null;
  approvedAt: Instant | null;
  mergedAt: Instant | null;
  closedAt: Instant | null;
  deployedAt: Instant | null;
  /** Why `deployedAt` is null for a merged change: NO_DEPLOYMENTS, NO_EARLIER_DEPLOYMENT or NOT_DEPLOYED_YET. */
  deployedEmptyReason: EmptyReason | null;
  releasedAt: Instant | null;
  additions: number | null;
  deletions: number | null;
  changedFiles: number | null;
  labels: string[];
  type: ChangeType;
  aiAssisted: boolean;
  aiTools: string[];
  reviewsKnown: boolean;
  /** Human, not the author's, up to the merge; null when reviews were not read. A file may state only that there was one. */
  reviewCount: number | null;
  reviewed: boolean | null;
  /** A later change deployed or merged within 30 days reverts it. */
  reverted: boolean;
  /** The stage it is in now (open or undeployed), else null. */
  inStage: Stage | null;
  stages: Record<Stage, StageDuration>;
  /** False when CODING was counted from `opened` because the first commit is unknown or later (CODING_TIME leaves it out). */
  codingFromFirstCommit: boolean;
  cycleSeconds: StageDuration;
  openToMergeSeconds: StageDuration;
  /** deployed − first commit, else − opened, else − merged. */
  leadSeconds: StageDuration;
  leadBasis: Basis | null;
  releaseLeadSeconds: StageDuration;
  /** Why it is in no cohort up to this stage although it ended there; null = it is in the cohort (or has not got there). */
  cohortLeftOut: Record<'MERGE' | 'DEPLOY' | 'RELEASE', LeftOutReason | null>;
  /** Latest instant of anything known of it. */
  lastAt: Instant;
}

/**
 * A merged change × service × environment. `environment` null stands for the service's production as a whole: the release.
 * `deployedAt` null says why (NO_EARLIER_DEPLOYMENT, NOT_DEPLOYED_YET).
 */
export interface DeliveryFact {
  changeKey: string;
  service: string;
  environment: string | null;
  isProduction: boolean;
  deployedAt: Instant | null;
  emptyReason: EmptyReason | null;
  attribution: ContentAttribution;
  /** The deployment that first brought it there (`DeploymentFact.key`). */
  deploymentKey: string | null;
  /** The release it came with (`ReleaseFact.key`), for production. */
  releaseKey: string | null;
  deploySeconds: number | null;
  leadSeconds: number | null;
  leadBasis: Basis | null;
}

/** What makes a delivery failed, rework and recovered; the same for a release and for one environment's deployment. */
export interface Outcome {
  failed: boolean;
  failureReasons: FailureReason[];
  isRework: boolean;
  /** Start of the recovery time; null unless failed. */
  failureStartAt: Instant | null;
  /** Null while open. */
  recoveredAt: Instant | null;
}

/** One delivery of a sha to a service's production environments. Only successful ones exist. */
export interface ReleaseFact extends Outcome {
  key: string;
  service: string;
  sha: string | null;
  ref: string | null;
  finishedAt: Instant;
  /** The service's first known one: it says nothing about what its changes waited for. */
  isFirst: boolean;
  attribution: ContentAttribution;
  changeCount: number;
}

/** One attempt (deduplicated over sources). Failure and rework are told of successful production attempts. */
export interface DeploymentFact extends Outcome {
  key: string;
  externalId: string | null;
  service: string;
  environment: string;
  isProduction: boolean;
  sha: string | null;
  ref: string | null;
  url: string | null;
  rule: DeploymentRule;
  status: DeploymentStatus;
  createdAt: Instant;
  finishedAt: Instant | null;
  /** The service's first known success in this environment. */
  isFirst: boolean;
  releaseKey: string | null;
  attribution: ContentAttribution;
  changeCount: number;
}

export interface IncidentFact {
  key: string;
  externalId: string | null;
  title: string;
  url: string | null;
  service: string | null;
  severity: string | null;
  startedAt: Instant;
  resolvedAt: Instant | null;
  deploymentKey: string | null;
  releaseKey: string | null;
  attribution: IncidentAttribution;
}

/** How far one repository can be trusted: the counts behind `coverage` in GraphQL. */
export interface CoverageFact {
  deploymentRule: DeploymentRule;
  deploymentRuleReason: string;
  mergedChanges: number;
  withCommits: number;
  withReviews: number;
  withDeployment: number;
  exactAttribution: number;
  waiting: number;
  deployments: number;
  incidents: number;
  incidentsLinked: number;
  firstAt: Instant | null;
  lastAt: Instant | null;
  warnings: string[];
}

export interface RepositoryFacts {
  changes: ChangeFact[];
  deliveries: DeliveryFact[];
  releases: ReleaseFact[];
  deployments: DeploymentFact[];
  incidents: IncidentFact[];
  coverage: CoverageFact;
}
