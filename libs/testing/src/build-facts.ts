import type {
  ChangeFact,
  DeploymentFact,
  EmptyReason,
  Instant,
  ReleaseFact,
  RepositoryFacts,
  Stage,
  StageDuration,
} from '@weir/metrics';

const unknown = (emptyReason: EmptyReason): StageDuration => ({ seconds: null, emptyReason });
const known = (seconds: number): StageDuration => ({ seconds, emptyReason: null });

/** A merged and deployed pull request by a human, told by what matters to a test. */
export interface BuiltChange extends Partial<Omit<ChangeFact, 'stages'>> {
  key: string;
  mergedAt: Instant;
  /** Seconds of the stages it went through. */
  stages?: Partial<Record<Stage, number>>;
}

/** A change whose cycle and lead time are the sums of its stages. */
export function buildChange({ stages = {}, ...told }: BuiltChange): ChangeFact {
  const { CODING = 0, PICKUP = 0, REVIEW = 0, MERGE = 0, DEPLOY = 0 } = stages;
  const deployedAt = 'deployedAt' in told ? (told.deployedAt ?? null) : told.mergedAt + DEPLOY * 1000;
  const deployedEmptyReason = deployedAt === null ? 'NOT_DEPLOYED_YET' : null;
  const open = PICKUP + REVIEW + MERGE;
  const stage = (name: Stage, reason: EmptyReason) =>
    stages[name] === undefined ? unknown(reason) : known(stages[name]);
  return {
    kind: 'PULL_REQUEST',
    number: Number(told.key.slice(1)),
    title: `Change ${told.key}`,
    url: null,
    mergeSha: null,
    author: 'ada',
    authorIsBot: false,
    state: 'MERGED',
    isDraft: false,
    openedAt: told.mergedAt - open * 1000,
    firstCommitAt: told.mergedAt - (open + CODING) * 1000,
    readyAt: told.mergedAt - open * 1000,
    firstReviewAt: stages.REVIEW === undefined ? null : told.mergedAt - (REVIEW + MERGE) * 1000,
    approvedAt: stages.REVIEW === undefined ? null : told.mergedAt - MERGE * 1000,
    closedAt: told.mergedAt,
    deployedAt,
    deployedEmptyReason,
    releasedAt: null,
    additions: 1,
    deletions: 1,
    changedFiles: 1,
    labels: [],
    type: 'FEATURE',
    aiAssisted: false,
    aiTools: [],
    reviewsKnown: true,
    reviewCount: stages.REVIEW === undefined ? 0 : 1,
    reviewed: stages.REVIEW !== undefined,
    reverted: false,
    inStage: deployedAt === null ? 'DEPLOY' : null,
    stages: {
      CODING: stage('CODING', 'COMMITS_UNKNOWN'),
      PICKUP: stage('PICKUP', 'NO_REVIEW'),
      REVIEW: stage('REVIEW', 'NO_REVIEW'),
      MERGE: stage('MERGE', 'NO_REVIEW'),
      DEPLOY: deployedEmptyReason === null ? known(DEPLOY) : unknown(deployedEmptyReason),
      RELEASE: unknown('NO_SOURCE'),
    },
    codingFromFirstCommit: stages.CODING !== undefined,
    cycleSeconds: known(CODING + open),
    openToMergeSeconds: known(open),
    leadSeconds: deployedEmptyReason === null ? known(CODING + open + DEPLOY) : unknown(deployedEmptyReason),
    leadBasis: deployedEmptyReason === null ? 'FIRST_COMMIT' : null,
    releaseLeadSeconds: unknown('NO_SOURCE'),
    cohortLeftOut: { MERGE: null, DEPLOY: null, RELEASE: null },
    lastAt: deployedAt ?? told.mergedAt,
    ...told,
  };
}

/** A successful release of `acme/shop` that did not fail. */
export function buildRelease(told: Partial<ReleaseFact> & { key: string; finishedAt: Instant }): ReleaseFact {
  return {
    service: 'acme/shop',
    sha: null,
    ref: null,
    isFirst: false,
    attribution: 'EXACT',
    changeCount: 0,
    failed: false,
    failureReasons: [],
    isRework: false,
    failureStartAt: null,
    recoveredAt: null,
    ...told,
  };
}

/** A successful deployment of `acme/shop` to production. */
export function buildDeployment(told: Partial<DeploymentFact> & { key: string; finishedAt: Instant }): DeploymentFact {
  return {
    externalId: null,
    service: 'acme/shop',
    environment: 'production',
    isProduction: true,
    sha: null,
    ref: null,
    url: null,
    rule: 'PUSHED',
    status: 'SUCCEEDED',
    createdAt: told.finishedAt,
    isFirst: false,
    releaseKey: null,
    attribution: 'EXACT',
    changeCount: 0,
    failed: false,
    failureReasons: [],
    isRework: false,
    failureStartAt: null,
    recoveredAt: null,
    ...told,
  };
}

/** The facts of one repository; what is not told of is not there. */
export function buildFacts(told: Partial<RepositoryFacts>): RepositoryFacts {
  return {
    changes: [],
    deliveries: [],
    releases: [],
    deployments: [],
    incidents: [],
    coverage: {
      deploymentRule: 'PUSHED',
      deploymentRuleReason: 'told by a test',
      mergedChanges: 0,
      withCommits: 0,
      withReviews: 0,
      withDeployment: 0,
      exactAttribution: 0,
      waiting: 0,
      deployments: 0,
      incidents: 0,
      incidentsLinked: 0,
      firstAt: null,
      lastAt: null,
      warnings: [],
    },
    ...told,
  };
}
