import type { MetricKey } from '../catalogue/keys.js';
import type { ChangeFact, DeploymentFact, IncidentFact, ReleaseFact, RepositoryFacts } from '../facts.js';
import type { Dimension, MetricFilter } from '../query/query.js';
import {
  asksForNothing,
  distinct,
  isUnwantedBot,
  listSuccesses,
  listTeams,
  matchesChange,
  matchesPlace,
  type ReferenceRepository,
  type ReferenceRow,
  type ReferenceRows,
} from './reference-world.js';

type Delivered = ReleaseFact | DeploymentFact;
type Row = Omit<ReferenceRow, 'groups'>;
type ReadRelease = (release: Delivered, contents: ChangeFact[]) => Row | null;

const NOTHING = { reason: null, value: null, numerator: null, basis: null } as const;
const share = (isCounted: boolean) => ({ ...NOTHING, numerator: isCounted ? 1 : 0 });

/** Each metric of releases in words of its own. Null: the release is none of its business. */
export const RELEASE_FIGURES: Partial<Record<MetricKey, ReadRelease>> = {
  DEPLOYMENT_FREQUENCY: ({ finishedAt }) => ({ ...NOTHING, at: finishedAt }),
  CHANGE_FAIL_RATE: ({ finishedAt, failed }) => ({ ...share(failed), at: finishedAt }),
  DEPLOYMENT_REWORK_RATE: ({ finishedAt, isRework }) => ({ ...share(isRework), at: finishedAt }),
  FAILED_DEPLOYMENT_RECOVERY_TIME: ({ failed, failureStartAt, recoveredAt }) => {
    if (!failed) return null;
    if (recoveredAt === null) return { ...NOTHING, at: failureStartAt, reason: 'STILL_OPEN' };
    if (failureStartAt === null || recoveredAt < failureStartAt)
      return { ...NOTHING, at: recoveredAt, reason: 'OUT_OF_ORDER' };
    return { ...NOTHING, at: recoveredAt, value: (recoveredAt - failureStartAt) / 1000 };
  },
  CHANGES_PER_DEPLOYMENT: ({ finishedAt, isFirst }, contents) =>
    isFirst
      ? { ...NOTHING, at: finishedAt, reason: 'NO_EARLIER_DEPLOYMENT' }
      : { ...NOTHING, at: finishedAt, numerator: contents.length },
};

/** What is asked of the releases of a world. */
export interface ReleaseRequest {
  read: ReadRelease;
  filter: MetricFilter;
  groupBy: Dimension | null;
}

/** The rows of a metric of releases. */
export function listReleaseRows(world: readonly ReferenceRepository[], request: ReleaseRequest): ReferenceRows {
  if (asksForNothing(request.filter)) return { overall: [], grouped: [] };
  const isByEnvironment = request.filter.environments !== undefined;
  const overall = world.flatMap((repository) => listRows(repository, request, isByEnvironment));
  if (request.groupBy !== 'ENVIRONMENT' || isByEnvironment) return { overall, grouped: overall };
  return { overall, grouped: world.flatMap((repository) => listRows(repository, request, true)) };
}

function listRows(
  repository: ReferenceRepository,
  { read, filter, groupBy }: ReleaseRequest,
  isByEnvironment: boolean,
): ReferenceRow[] {
  const { facts } = repository;
  const releases: Delivered[] = isByEnvironment
    ? listSuccesses(facts, filter)
    : facts.releases.filter((release) => matchesPlace(release, filter));
  const asksForChanges = [filter.teams, filter.authors, filter.labels, filter.changeTypes, filter.aiAssisted].some(
    (part) => part !== undefined,
  );
  return releases.flatMap((release) => {
    const contents = listContents(facts, release).filter((change) => !isUnwantedBot(change, filter));
    const matching = contents.filter((change) => matchesChange(repository, change, filter));
    const row = asksForChanges && matching.length === 0 ? null : read(release, contents);
    return row === null ? [] : [{ ...row, groups: listGroups(repository, release, { matching, groupBy }) }];
  });
}

function listContents(facts: RepositoryFacts, release: Delivered): ChangeFact[] {
  const isDeployment = 'environment' in release;
  const keys = facts.deliveries
    .filter((delivery) =>
      isDeployment
        ? delivery.environment !== null && delivery.deploymentKey === release.key
        : delivery.environment === null && delivery.releaseKey === release.key,
    )
    .map((delivery) => delivery.changeKey);
  return keys.flatMap((key) => facts.changes.filter((change) => change.key === key));
}

function listGroups(
  repository: ReferenceRepository,
  release: Delivered,
  { matching, groupBy }: { matching: ChangeFact[]; groupBy: Dimension | null },
): string[] {
  switch (groupBy) {
    case 'REPOSITORY':
      return [String(repository.id)];
    case 'TEAM':
      return distinct(matching.flatMap((change) => listTeams(repository, change)));
    case 'SERVICE':
      return [release.service];
    case 'ENVIRONMENT':
      return 'environment' in release ? [release.environment] : [];
    case 'AUTHOR':
      return distinct(matching.flatMap(({ author }) => (author === null ? [] : [author])));
    case 'LABEL':
      return distinct(matching.flatMap(({ labels }) => labels));
    case 'CHANGE_TYPE':
      return distinct(matching.map(({ type }) => type));
    case 'AI_ASSISTED':
      return distinct(matching.map(({ aiAssisted }) => String(aiAssisted)));
    default:
      return [];
  }
}

/** Ended attempts: the rows of the deployment success rate. */
export function listAttemptRows(
  world: readonly ReferenceRepository[],
  { filter, groupBy }: Omit<ReleaseRequest, 'read'>,
): ReferenceRow[] {
  if (asksForNothing(filter)) return [];
  return world.flatMap((repository) => {
    const { id, facts } = repository;
    const attempts = facts.deployments.filter(
      (deployment) =>
        deployment.status !== 'PENDING' &&
        matchesPlace(deployment, filter) &&
        (filter.environments !== undefined || deployment.isProduction),
    );
    return attempts.flatMap((attempt) => {
      const teams = listTeamsBehind(repository, findBringing(facts, attempt), filter);
      if (isOfOtherTeams(teams, filter)) return [];
      const groups = groupBy === 'TEAM' ? teams : listPlaceGroups(groupBy, { id, ...attempt });
      return [{ ...share(attempt.status === 'SUCCEEDED'), at: attempt.finishedAt, groups }];
    });
  });
}

/** What a failed attempt was for came with the next success in its place. */
function findBringing({ deployments }: RepositoryFacts, attempt: DeploymentFact): DeploymentFact | null {
  if (attempt.status === 'SUCCEEDED') return attempt;
  const isNext = ({ status, service, environment, finishedAt }: DeploymentFact) =>
    status === 'SUCCEEDED' &&
    service === attempt.service &&
    environment === attempt.environment &&
    (finishedAt ?? 0) >= (attempt.finishedAt ?? 0);
  const rank = ({ finishedAt }: DeploymentFact) => finishedAt ?? 0;
  return [...deployments].filter(isNext).sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))[0] ?? null;
}

/** The teams of the changes that a deployment brought. */
function listTeamsBehind(
  repository: ReferenceRepository,
  deployment: DeploymentFact | null,
  filter: MetricFilter,
): string[] {
  if (deployment === null) return [];
  const changes = listContents(repository.facts, deployment).filter((change) => !isUnwantedBot(change, filter));
  const matching = changes.filter((change) => matchesChange(repository, change, filter));
  return distinct(matching.flatMap((change) => listTeams(repository, change)));
}

function isOfOtherTeams(own: string[], { teams }: MetricFilter): boolean {
  return teams !== undefined && !own.some((team) => teams.includes(team));
}

/** Incidents, by their start. */
export function listIncidentRows(
  world: readonly ReferenceRepository[],
  { filter, groupBy }: Omit<ReleaseRequest, 'read'>,
): ReferenceRow[] {
  if (asksForNothing(filter)) return [];
  return world.flatMap((repository) => {
    const { id, facts } = repository;
    return facts.incidents.flatMap((incident) => {
      const place = findPlace(facts, incident);
      const cause = facts.deployments.find(({ key }) => key === incident.deploymentKey) ?? null;
      const teams = listTeamsBehind(repository, cause, filter);
      if (!isIncidentOf(place, facts, filter) || isOfOtherTeams(teams, filter)) return [];
      const groups = groupBy === 'TEAM' ? teams : listPlaceGroups(groupBy, { id, ...place });
      return [{ ...NOTHING, at: incident.startedAt, groups }];
    });
  });
}

interface Place {
  service: string | null;
  environment: string | null;
}

function findPlace(facts: RepositoryFacts, incident: IncidentFact): Place {
  const deployment = facts.deployments.find(({ key }) => key === incident.deploymentKey) ?? null;
  return {
    service: incident.service ?? deployment?.service ?? null,
    environment: deployment?.environment ?? null,
  };
}

function isIncidentOf(place: Place, facts: RepositoryFacts, { services, environments }: MetricFilter): boolean {
  if (environments !== undefined && !(place.environment !== null && environments.includes(place.environment)))
    return false;
  if (services === undefined) return true;
  if (place.service === null) return facts.releases.some(({ service }) => services.includes(service));
  const name = place.service.toLowerCase();
  return services.some((service) => {
    const wanted = service.toLowerCase();
    return name === wanted || name === wanted.split('/').at(-1);
  });
}

function listPlaceGroups(groupBy: Dimension | null, place: Place & { id: number | null }): string[] {
  const key =
    { REPOSITORY: place.id, SERVICE: place.service, ENVIRONMENT: place.environment }[groupBy as string] ?? null;
  return key === null ? [] : [String(key)];
}
