import type { Basis, ChangeFact, DeliveryFact, DeploymentFact, RepositoryFacts } from '../facts.js';
import type { Instant, TeamRecord } from '../records.js';
import type { RowReason } from '../query/cells.js';
import type { MetricFilter } from '../query/query.js';
import type { Selection } from '../query/resolved-query.js';

/** The facts that the reference computes from. Incidents of no repository are in one whose id is null. */
export interface ReferenceRepository {
  id: number | null;
  facts: RepositoryFacts;
  /** Every team of the workspace; a change belongs to all that its author is a member of. */
  teams?: readonly Pick<TeamRecord, 'key' | 'members'>[];
}

/** One thing that a figure looks at, at the moment that places it in time. */
export interface ReferenceRow {
  at: Instant | null;
  /** Null: it is in the sample. */
  reason: RowReason | null;
  value: number | null;
  numerator: number | null;
  basis: Basis | null;
  /** The groups of the asked dimension that it belongs to. */
  groups: string[];
}

/** The rows of the whole and of the groups: the same ones unless the dimension looks at a finer grain. */
export interface ReferenceRows {
  overall: ReferenceRow[];
  grouped: ReferenceRow[];
}

/** The repositories of a selection. */
export function listSelected(world: readonly ReferenceRepository[], selection: Selection): ReferenceRepository[] {
  const ids = new Set(selection.repositories.map(({ id }) => id));
  return world.filter(({ id }) => (id === null ? selection.withUnassigned : ids.has(id)));
}

/** No rollout is known, so asking for one finds nothing. */
export function asksForNothing({ rollouts }: MetricFilter): boolean {
  return rollouts !== undefined;
}

/** The teams of a change's author, whose login is the same in any case. */
export function listTeams({ teams = [] }: ReferenceRepository, { author }: ChangeFact): string[] {
  const login = author?.toLowerCase();
  const own = teams.filter(({ members }) => members.some((member) => member.toLowerCase() === login));
  return distinct(own.map(({ key }) => key));
}

/** What a filter asks of a change itself. */
export function matchesChange(repository: ReferenceRepository, change: ChangeFact, filter: MetricFilter): boolean {
  const { teams, authors, labels, changeTypes, aiAssisted } = filter;
  if (teams !== undefined && !listTeams(repository, change).some((team) => teams.includes(team))) return false;
  if (authors !== undefined && !(change.author !== null && authors.includes(change.author))) return false;
  if (labels !== undefined && !change.labels.some((label) => labels.includes(label))) return false;
  if (changeTypes !== undefined && !changeTypes.includes(change.type)) return false;
  return aiAssisted === undefined || change.aiAssisted === aiAssisted;
}

/** True when a service or environment is the one that a filter names, or when it names none. */
export function matchesPlace(place: { service: string; environment?: string | null }, filter: MetricFilter): boolean {
  const { services, environments } = filter;
  if (services !== undefined && !services.includes(place.service)) return false;
  return (
    environments === undefined || (typeof place.environment === 'string' && environments.includes(place.environment))
  );
}

/** True when a change by a bot is not wanted. */
export function isUnwantedBot(change: ChangeFact, filter: MetricFilter): boolean {
  return change.authorIsBot && filter.includeBots !== true;
}

/** Deliveries of one change. */
export function listDeliveries(facts: RepositoryFacts, change: ChangeFact): DeliveryFact[] {
  return facts.deliveries.filter((delivery) => delivery.changeKey === change.key);
}

/** Successful deployments to what the filter names, else to production. */
export function listSuccesses(facts: RepositoryFacts, filter: MetricFilter): DeploymentFact[] {
  return facts.deployments.filter(
    (deployment) =>
      deployment.status === 'SUCCEEDED' &&
      matchesPlace(deployment, filter) &&
      (filter.environments !== undefined || deployment.isProduction),
  );
}

/** Without repetition. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
