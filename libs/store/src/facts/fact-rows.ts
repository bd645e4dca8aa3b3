import type {
  ChangeFact,
  CoverageFact,
  DeliveryFact,
  DeploymentFact,
  IncidentFact,
  ReleaseFact,
  RepositoryFacts,
} from '@weir/metrics';
import type { RowView } from '../database/bulk.js';

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

type Reader<Fact> = (fact: Fact) => unknown;

export interface FactViews {
  changes: RowView<ChangeFact>;
  deliveries: RowView<DeliveryFact>;
  releases: RowView<ReleaseFact>;
  deployments: RowView<DeploymentFact>;
  incidents: RowView<IncidentFact>;
}

const MAX_NAME = 250;

/** Facts as rows, with the ids they are stored and asked for under. Ids are readable, and the same after every derivation. */
export function viewFacts(repositoryId: number, facts: RepositoryFacts): FactViews {
  const owner = () => repositoryId;
  const toRelease = (key: string | null) => (key === null ? null : `${repositoryId}:r:${key}`);
  const toDeployment = (key: string | null) => (key === null ? null : `${repositoryId}:${key}`);
  const toChange = (key: string) => `${repositoryId}${key}`;
  const references = {
    repositoryId: owner,
    deploymentId: (fact: { deploymentKey: string | null }) => toDeployment(fact.deploymentKey),
    releaseId: (fact: { releaseKey: string | null }) => toRelease(fact.releaseKey),
  };
  return {
    changes: view(facts.changes, {
      ...DURATIONS,
      repositoryId: owner,
      id: ({ key }) => toChange(key),
      // An index holds it, and no more than 2.7 KB: a commit can be written with any name.
      author: ({ author }) => author?.slice(0, MAX_NAME) ?? null,
    }),
    deliveries: view(facts.deliveries, {
      ...references,
      id: (fact) =>
        [toChange(fact.changeKey), fact.service, fact.environment].filter((part) => part !== null).join('|'),
      changeId: (fact) => toChange(fact.changeKey),
    }),
    releases: view(facts.releases, { repositoryId: owner, id: ({ key }) => toRelease(key) }),
    deployments: view(facts.deployments, {
      repositoryId: owner,
      releaseId: references.releaseId,
      id: ({ key }) => toDeployment(key),
    }),
    // Incident keys are unique in the workspace already: the loader puts the source before them.
    incidents: view(facts.incidents, { ...references, id: ({ key }) => key }),
  };
}

/** Columns are the fact's properties, but for those that are computed. */
function view<Fact>(facts: readonly Fact[], computed: Record<string, Reader<Fact>>): RowView<Fact> {
  const toReader = (property: string) => computed[property] ?? ((fact: Fact) => fact[property as keyof Fact]);
  return { items: facts, toReader };
}

const DURATIONS: Record<string, Reader<ChangeFact>> = {
  codingSeconds: ({ stages }) => stages.CODING.seconds,
  codingEmpty: ({ stages }) => stages.CODING.emptyReason,
  pickupSeconds: ({ stages }) => stages.PICKUP.seconds,
  pickupEmpty: ({ stages }) => stages.PICKUP.emptyReason,
  reviewSeconds: ({ stages }) => stages.REVIEW.seconds,
  reviewEmpty: ({ stages }) => stages.REVIEW.emptyReason,
  mergeSeconds: ({ stages }) => stages.MERGE.seconds,
  mergeEmpty: ({ stages }) => stages.MERGE.emptyReason,
  deploySeconds: ({ stages }) => stages.DEPLOY.seconds,
  deployEmpty: ({ stages }) => stages.DEPLOY.emptyReason,
  releaseSeconds: ({ stages }) => stages.RELEASE.seconds,
  releaseEmpty: ({ stages }) => stages.RELEASE.emptyReason,
  cycleSeconds: ({ cycleSeconds }) => cycleSeconds.seconds,
  cycleEmpty: ({ cycleSeconds }) => cycleSeconds.emptyReason,
  openToMergeSeconds: ({ openToMergeSeconds }) => openToMergeSeconds.seconds,
  openToMergeEmpty: ({ openToMergeSeconds }) => openToMergeSeconds.emptyReason,
  leadSeconds: ({ leadSeconds }) => leadSeconds.seconds,
  leadEmpty: ({ leadSeconds }) => leadSeconds.emptyReason,
  releaseLeadSeconds: ({ releaseLeadSeconds }) => releaseLeadSeconds.seconds,
  releaseLeadEmpty: ({ releaseLeadSeconds }) => releaseLeadSeconds.emptyReason,
  mergeLeftOut: ({ cohortLeftOut }) => cohortLeftOut.MERGE,
  deployLeftOut: ({ cohortLeftOut }) => cohortLeftOut.DEPLOY,
  releaseLeftOut: ({ cohortLeftOut }) => cohortLeftOut.RELEASE,
};
