import type {
  ChangeFact,
  CoverageFact,
  DeliveryFact,
  DeploymentFact,
  IncidentFact,
  ReleaseFact,
  RepositoryFacts,
  Stage,
  StageDuration,
} from '@weir/metrics';

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const UNKNOWN: StageDuration = { seconds: null, emptyReason: 'COMMITS_UNKNOWN' };
const NO_OUTCOME = { failed: false, failureReasons: [], isRework: false, failureStartAt: null, recoveredAt: null };

/** A merged and deployed pull request, for tests of what becomes of facts; `more` says what the test is about. */
export function buildChangeFact(number: number, more: Partial<ChangeFact> = {}): ChangeFact {
  const openedAt = START + number * HOUR;
  const stages = Object.fromEntries(
    (['CODING', 'PICKUP', 'REVIEW', 'MERGE', 'DEPLOY', 'RELEASE'] as Stage[]).map((stage) => [stage, UNKNOWN]),
  ) as Record<Stage, StageDuration>;
  return {
    ...{ key: `#${number}`, kind: 'PULL_REQUEST', number, title: `Change ${number}`, url: null, mergeSha: null },
    ...{ author: 'ada', authorIsBot: false, state: 'MERGED', isDraft: false, openedAt, firstCommitAt: null },
    ...{ readyAt: openedAt, firstReviewAt: null, approvedAt: null, mergedAt: openedAt + HOUR, closedAt: null },
    ...{ deployedAt: openedAt + 2 * HOUR, deployedEmptyReason: null, releasedAt: null },
    ...{ additions: number, deletions: 0, changedFiles: 1, labels: [], type: 'OTHER', aiAssisted: false, aiTools: [] },
    ...{ reviewsKnown: false, reviewCount: null, reviewed: null, reverted: false, inStage: null, stages },
    ...{
      codingFromFirstCommit: false,
      cycleSeconds: UNKNOWN,
      openToMergeSeconds: { seconds: 3600, emptyReason: null },
    },
    ...{ leadSeconds: { seconds: 7200, emptyReason: null }, leadBasis: 'OPENED', releaseLeadSeconds: UNKNOWN },
    ...{ cohortLeftOut: { MERGE: null, DEPLOY: null, RELEASE: null }, lastAt: openedAt + 2 * HOUR },
    ...more,
  };
}

/** The delivery of a change to the service's production as a whole; name an `environment` for one of those. */
export function buildDeliveryFact(changeKey: string, more: Partial<DeliveryFact> = {}): DeliveryFact {
  return {
    ...{ changeKey, service: 'shop', environment: null, isProduction: true, deployedAt: START, emptyReason: null },
    ...{ attribution: 'EXACT', deploymentKey: null, releaseKey: null, deploySeconds: 60, leadSeconds: 120 },
    ...{ leadBasis: 'OPENED' },
    ...more,
  };
}

export function buildReleaseFact(key: string, more: Partial<ReleaseFact> = {}): ReleaseFact {
  return {
    ...{ key, service: 'shop', sha: null, ref: null, finishedAt: START, isFirst: false, attribution: 'EXACT' },
    ...{ changeCount: 1, ...NO_OUTCOME },
    ...more,
  };
}

export function buildDeploymentFact(key: string, more: Partial<DeploymentFact> = {}): DeploymentFact {
  return {
    ...{ key, externalId: null, service: 'shop', environment: 'production', isProduction: true, sha: null, ref: null },
    ...{ url: null, rule: 'PUSHED', status: 'SUCCEEDED', createdAt: START, finishedAt: START, isFirst: false },
    ...{ releaseKey: null, attribution: 'EXACT', changeCount: 1, ...NO_OUTCOME },
    ...more,
  };
}

export function buildIncidentFact(key: string, more: Partial<IncidentFact> = {}): IncidentFact {
  return {
    ...{ key, externalId: null, title: key, url: null, service: null, severity: null, startedAt: START },
    ...{ resolvedAt: null, deploymentKey: null, releaseKey: null, attribution: 'NONE' },
    ...more,
  };
}

const NO_COVERAGE: CoverageFact = {
  ...{ deploymentRule: 'PUSHED', deploymentRuleReason: 'A file says so.', mergedChanges: 0, withCommits: 0 },
  ...{ withReviews: 0, withDeployment: 0, exactAttribution: 0, waiting: 0, deployments: 0, incidents: 0 },
  ...{ incidentsLinked: 0, firstAt: null, lastAt: null, warnings: [] },
};

export function buildFacts(more: Partial<RepositoryFacts> = {}): RepositoryFacts {
  return { changes: [], deliveries: [], releases: [], deployments: [], incidents: [], coverage: NO_COVERAGE, ...more };
}
