import type {
  ChangeFact,
  CoverageFact,
  DeliveryFact,
  DeploymentFact,
  IncidentFact,
  ReleaseFact,
  RepositoryFacts,
  StageDuration,
} from '@weir/metrics';

interface Identity {
  id: string;
  repositoryId: number;
}

type Durations =
  'coding' | 'pickup' | 'review' | 'merge' | 'deploy' | 'release' | 'cycle' | 'openToMerge' | 'lead' | 'releaseLead';
type Nested = 'stages' | 'cohortLeftOut' | 'cycleSeconds' | 'openToMergeSeconds' | 'leadSeconds' | 'releaseLeadSeconds';

/** A change as a flat row: each duration is a pair of seconds and the reason why there are none. */
export type ChangeFactRow = Identity &
  Omit<ChangeFact, Nested> &
  Record<`${Durations}Seconds`, number | null> &
  Record<`${Durations}Empty`, string | null> &
  Record<'mergeLeftOut' | 'deployLeftOut' | 'releaseLeftOut', string | null>;

export type DeliveryFactRow = Identity &
  Omit<DeliveryFact, 'changeKey' | 'deploymentKey' | 'releaseKey'> & {
    changeId: string;
    deploymentId: string | null;
    releaseId: string | null;
  };
export type ReleaseFactRow = Identity & ReleaseFact;
export type DeploymentFactRow = Identity & Omit<DeploymentFact, 'releaseKey'> & { releaseId: string | null };
export type IncidentFactRow = { id: string; repositoryId: number | null } & Omit<
  IncidentFact,
  'deploymentKey' | 'releaseKey'
> & { deploymentId: string | null; releaseId: string | null };
export type CoverageFactRow = { repositoryId: number } & CoverageFact;

export interface FactRows {
  changes: ChangeFactRow[];
  deliveries: DeliveryFactRow[];
  releases: ReleaseFactRow[];
  deployments: DeploymentFactRow[];
  incidents: IncidentFactRow[];
  coverage: CoverageFactRow;
}

/** Facts with the ids they are stored and asked for under. They are readable, and the same after every derivation. */
export function toFactRows(repositoryId: number, facts: RepositoryFacts): FactRows {
  const ids = new FactIds(repositoryId);
  return {
    changes: facts.changes.map((change) => toChangeRow(ids, change)),
    deliveries: facts.deliveries.map((delivery) => toDeliveryRow(ids, delivery)),
    releases: facts.releases.map((release) => ({ ...release, id: ids.release(release.key), repositoryId })),
    deployments: facts.deployments.map((deployment) => toDeploymentRow(ids, deployment)),
    incidents: facts.incidents.map((incident) => toIncidentRow(ids, incident)),
    coverage: { ...facts.coverage, repositoryId },
  };
}

class FactIds {
  constructor(readonly repositoryId: number) {}

  change(key: string): string {
    return `${this.repositoryId}${key}`;
  }

  release(key: string): string;
  release(key: string | null): string | null;
  release(key: string | null): string | null {
    return key === null ? null : `${this.repositoryId}:r:${key}`;
  }

  deployment(key: string): string;
  deployment(key: string | null): string | null;
  deployment(key: string | null): string | null {
    return key === null ? null : `${this.repositoryId}:${key}`;
  }
}

function toChangeRow(ids: FactIds, change: ChangeFact): ChangeFactRow {
  const { stages, cohortLeftOut, cycleSeconds, openToMergeSeconds, leadSeconds, releaseLeadSeconds, ...flat } = change;
  return {
    ...flat,
    id: ids.change(change.key),
    repositoryId: ids.repositoryId,
    ...pair('coding', stages.CODING),
    ...pair('pickup', stages.PICKUP),
    ...pair('review', stages.REVIEW),
    ...pair('merge', stages.MERGE),
    ...pair('deploy', stages.DEPLOY),
    ...pair('release', stages.RELEASE),
    ...pair('cycle', cycleSeconds),
    ...pair('openToMerge', openToMergeSeconds),
    ...pair('lead', leadSeconds),
    ...pair('releaseLead', releaseLeadSeconds),
    mergeLeftOut: cohortLeftOut.MERGE,
    deployLeftOut: cohortLeftOut.DEPLOY,
    releaseLeftOut: cohortLeftOut.RELEASE,
  };
}

type Pair<Name extends string> = Record<`${Name}Seconds`, number | null> & Record<`${Name}Empty`, string | null>;

function pair<Name extends Durations>(name: Name, duration: StageDuration): Pair<Name> {
  return { [`${name}Seconds`]: duration.seconds, [`${name}Empty`]: duration.emptyReason } as Pair<Name>;
}

function toDeliveryRow(ids: FactIds, delivery: DeliveryFact): DeliveryFactRow {
  const { changeKey, deploymentKey, releaseKey, ...rest } = delivery;
  const changeId = ids.change(changeKey);
  return {
    ...rest,
    id: [changeId, rest.service, ...(rest.environment === null ? [] : [rest.environment])].join('|'),
    repositoryId: ids.repositoryId,
    changeId,
    deploymentId: ids.deployment(deploymentKey),
    releaseId: ids.release(releaseKey),
  };
}

function toDeploymentRow(ids: FactIds, deployment: DeploymentFact): DeploymentFactRow {
  const { releaseKey, ...rest } = deployment;
  const releaseId = ids.release(releaseKey);
  return { ...rest, id: ids.deployment(rest.key), repositoryId: ids.repositoryId, releaseId };
}

/** Incident keys are unique in the workspace already: the loader puts the source before them. */
function toIncidentRow(ids: FactIds, incident: IncidentFact): IncidentFactRow {
  const { deploymentKey, releaseKey, ...rest } = incident;
  return {
    ...rest,
    id: incident.key,
    repositoryId: ids.repositoryId,
    deploymentId: ids.deployment(deploymentKey),
    releaseId: ids.release(releaseKey),
  };
}
