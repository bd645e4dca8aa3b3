import type { Counting, FactCondition, Measure, MetricFilter, ResolvedQuery } from '@weir/metrics';
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import {
  all,
  byBot,
  changeInPlace,
  incidentInSelection,
  inPlace,
  inSelection,
  inRollouts,
  isQualified,
  matchingChange,
  withoutBots,
} from './filter-conditions.js';
import type { Slots } from './metric-slots.js';
import { bringingAttempt, broughtByTeams } from './team-conditions.js';
import { column } from './sql-runner.js';

/** By what the rows of a delivered duration are told apart; several deliveries of one are pooled by the earliest. */
export type Grain = 'CHANGE' | 'SERVICE' | 'ENVIRONMENT';

/** Everything a row source is made of. */
export interface RowRequest {
  counting: Counting;
  filter: MetricFilter;
  selection: ResolvedQuery['selection'];
  slots: Slots;
}

/**
 * The rows of a figure, before they are placed in buckets: `id, repository_id, at, reason, value, numerator, basis` and the
 * columns that groups are made of. `reason` is null for what is in the sample.
 */
type RowSource = (request: RowRequest, grain: Grain) => Sql;

const CHANGE_KEYS = sql`c.author, c.labels, c.type, c.ai_assisted`;

/** Changes, or, where services or environments qualify a delivered duration, their deliveries. */
const selectChanges: RowSource = (request, grain) => {
  const isByDelivery = grain !== 'CHANGE' || isQualified(request.filter);
  return request.counting.deliveredDuration !== null && isByDelivery
    ? selectDeliveries(request, grain)
    : selectUnqualifiedChanges(request);
};

function selectUnqualifiedChanges({ counting, filter, selection, slots }: RowRequest): Sql {
  const moments = counting.placedAt.map((moment) => column('c', moment));
  const conditions = [
    ...counting.where.map((condition) => holds('c', condition)),
    ...inSelection('c', selection),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    ...changeInPlace(sql`c.id`, filter),
    placedIn(moments, slots),
  ];
  const { measure } = counting;
  const basis = measure.kind === 'DURATION' && measure.basis !== null ? column('c', measure.basis) : sql`NULL::text`;
  return sql`SELECT c.id, c.repository_id, ${firstOf(moments)} AS at,
    ${reasonOf('c', counting, [...excludedBots(filter)])} AS reason,
    ${valueOf('c', measure)} AS value, ${numeratorOf('c', measure, sql`NULL`)} AS numerator, ${basis} AS basis,
    ${CHANGE_KEYS}, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE ${all(conditions)}`;
}

const GRAIN_KEYS: Record<Grain, readonly string[]> = {
  CHANGE: ['change_id'],
  SERVICE: ['change_id', 'service'],
  ENVIRONMENT: ['change_id', 'environment'],
};

/** A delivery counts where it was the earliest of its grain, so no change is counted twice in one figure. */
function selectDeliveries(request: RowRequest, grain: Grain): Sql {
  const { counting, filter, selection, slots } = request;
  const moments = [sql`d.deployed_at`, sql`c.merged_at`];
  const seconds = column('d', counting.deliveredDuration ?? '');
  const conditions = [
    ...counting.where.map((condition) => holds('c', condition)),
    ...inSelection('c', selection),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    placedIn(moments, slots),
  ];
  const reason = cases([
    ...excludedBots(filter),
    sql`WHEN ${seconds} IS NULL THEN coalesce(d.empty_reason, 'OUT_OF_ORDER')`,
  ]);
  return sql`SELECT c.id, c.repository_id, ${firstOf(moments)} AS at, ${reason} AS reason,
    ${seconds} AS value, NULL::float8 AS numerator, d.lead_basis AS basis, ${CHANGE_KEYS}, d.service, d.environment
  FROM (${earliestDeliveries(request, grain)}) d JOIN change_fact c ON c.id = d.change_id WHERE ${all(conditions)}`;
}

/** The deliveries in the slots (and those that did not happen) that are the earliest of their grain. */
export function earliestDeliveries(request: RowRequest, grain: Grain): Sql {
  const { slots } = request;
  const deliveries = sql`delivery_fact d WHERE ${all(deliveryConditions('d', request, grain))}
    AND (d.deployed_at >= ${slots.from} AND d.deployed_at < ${slots.to} OR d.deployed_at IS NULL)`;
  if (isOnePerGrain(request.filter, grain)) return sql`SELECT d.* FROM ${deliveries}`;
  const siblings = GRAIN_KEYS[grain].map((key) => sql`${raw(`earlier.${key}`)} = ${raw(`d.${key}`)}`);
  const isEarlier = sql`earlier.deployed_at < coalesce(d.deployed_at, 'infinity')`;
  const conditions = all([...siblings, isEarlier, ...deliveryConditions('earlier', request, grain)]);
  const key = join(GRAIN_KEYS[grain].map((name) => raw(`d.${name}`)));
  return sql`SELECT DISTINCT ON (${key}) d.* FROM ${deliveries}
    AND NOT EXISTS (SELECT FROM delivery_fact earlier WHERE ${conditions})
    ORDER BY ${key}, d.empty_reason = 'NOT_DEPLOYED_YET', d.id`;
}

/** A change has one delivery of each service in each environment: with one of both, there is nothing to choose from. */
function isOnePerGrain({ services, environments }: MetricFilter, grain: Grain): boolean {
  const isOneService = grain === 'SERVICE' || services?.length === 1;
  const isOneEnvironment = grain === 'ENVIRONMENT' || environments === undefined || environments.length === 1;
  return isOneService && isOneEnvironment;
}

function deliveryConditions(alias: string, { filter, selection }: RowRequest, grain: Grain): Sql[] {
  return [...inSelection(alias, selection), deliveryGrain(alias, filter, grain), ...inPlace(alias, filter)];
}

function deliveryGrain(alias: string, filter: MetricFilter, grain: Grain): Sql {
  const environment = raw(`${alias}.environment`);
  if (filter.environments !== undefined) return sql`${environment} IS NOT NULL`;
  if (grain !== 'ENVIRONMENT') return sql`${environment} IS NULL`;
  return sql`${environment} IS NOT NULL AND ${raw(alias)}.is_production`;
}

/** Releases, or the successful deployments of the environments that were asked for. */
const selectReleases: RowSource = (request, grain) => {
  const { counting, filter, slots } = request;
  const moments = counting.placedAt.map((moment) => column('f', moment));
  const link = linkToDeliveries(filter, grain);
  const conditions = [
    ...counting.where.map((condition) => holds('f', condition)),
    ...releaseConditions(request, grain),
    ...containsMatchingChange(request, link),
    placedIn(moments, slots),
  ];
  const { table, environment } = releaseTable(filter, grain);
  return sql`SELECT f.id, f.repository_id, ${firstOf(moments)} AS at, ${reasonOf('f', counting, [])} AS reason,
    ${valueOf('f', counting.measure)} AS value, ${numeratorOf('f', counting.measure, countChanges(filter, link))} AS numerator,
    NULL::text AS basis, f.service, ${environment} AS environment
  FROM ${table} f WHERE ${all(conditions)}`;
};

function byEnvironment(filter: MetricFilter, grain: Grain): boolean {
  return filter.environments !== undefined || grain === 'ENVIRONMENT';
}

function releaseTable(filter: MetricFilter, grain: Grain): { table: Sql; environment: Sql } {
  return byEnvironment(filter, grain)
    ? { table: raw('deployment_fact'), environment: sql`f.environment` }
    : { table: raw('release_fact'), environment: sql`NULL::text` };
}

function releaseConditions({ filter, selection }: RowRequest, grain: Grain): Sql[] {
  const isDeployment = byEnvironment(filter, grain) ? [sql`f.status = 'SUCCEEDED'`] : [];
  const isProduction = isDeployment.length > 0 && filter.environments === undefined ? [sql`f.is_production`] : [];
  return [
    ...isDeployment,
    ...isProduction,
    ...inSelection('f', selection),
    ...inRollouts(filter),
    ...inPlace('f', filter),
  ];
}

/** How the deliveries `d` of a release or deployment with this id are found. */
export type DeliveryLink = (id: Sql) => Sql;

/** Deliveries belong to the release as a whole, or to the deployment in one environment. */
export function linkToDeliveries(filter: MetricFilter, grain: Grain): DeliveryLink {
  return byEnvironment(filter, grain)
    ? (id) => sql`d.deployment_id = ${id} AND d.environment IS NOT NULL`
    : (id) => sql`d.release_id = ${id} AND d.environment IS NULL`;
}

function containsMatchingChange({ filter }: RowRequest, link: DeliveryLink): Sql[] {
  const asked = matchingChange('c', filter);
  if (asked.length === 0) return [];
  const conditions = all([link(sql`f.id`), ...asked, ...withoutBots(filter)]);
  return [sql`EXISTS (SELECT 1 FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE ${conditions})`];
}

function countChanges(filter: MetricFilter, link: DeliveryLink): Sql {
  const conditions = all([link(sql`f.id`), ...withoutBots(filter)]);
  return sql`(SELECT count(*) FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE ${conditions})::float8`;
}

/** Ended attempts to reach production, or the environments that were asked for. */
const selectAttempts: RowSource = ({ counting, filter, selection, slots }) => {
  const moments = counting.placedAt.map((moment) => column('f', moment));
  const conditions = [
    sql`f.status IN ('SUCCEEDED', 'FAILED')`,
    ...(filter.environments === undefined ? [sql`f.is_production`] : []),
    ...inSelection('f', selection),
    ...inRollouts(filter),
    ...broughtByTeams(bringingAttempt(sql`f.id`), filter),
    ...inPlace('f', filter),
    placedIn(moments, slots),
  ];
  return sql`SELECT f.id, f.repository_id, ${firstOf(moments)} AS at, ${reasonOf('f', counting, [])} AS reason,
    ${valueOf('f', counting.measure)} AS value, ${numeratorOf('f', counting.measure, sql`NULL`)} AS numerator,
    NULL::text AS basis, f.service, f.environment
  FROM deployment_fact f WHERE ${all(conditions)}`;
};

/** Incidents; one without a service of its own has that of its deployment. */
const selectIncidents: RowSource = ({ counting, filter, selection, slots }) => {
  const moments = counting.placedAt.map((moment) => column('f', moment));
  const service = sql`coalesce(f.service, p.service)`;
  const conditions = [
    ...incidentInSelection('f', selection),
    ...inRollouts(filter),
    ...broughtByTeams(sql`f.deployment_id`, filter),
    ...(filter.services === undefined ? [] : [isOfServices(service, filter.services)]),
    ...(filter.environments === undefined ? [] : [sql`p.environment = ANY(${filter.environments}::text[])`]),
    placedIn(moments, slots),
  ];
  return sql`SELECT f.id, f.repository_id, ${firstOf(moments)} AS at, NULL::text AS reason, NULL::float8 AS value,
    NULL::float8 AS numerator, NULL::text AS basis, ${service} AS service, p.environment
  FROM incident_fact f LEFT JOIN deployment_fact p ON p.id = f.deployment_id WHERE ${all(conditions)}`;
};

/** Incidents name services loosely (in any case, without what is before the slash), or not at all: then any of the repository. */
export function isOfServices(service: Sql, services: string[]): Sql {
  const names = services.flatMap((name) => [name, name.slice(name.lastIndexOf('/') + 1)]);
  const spellings = [...new Set(names.map((name) => name.toLowerCase()))];
  const anyOfTheRepository = sql`${service} IS NULL AND EXISTS (
    SELECT 1 FROM release_fact r WHERE r.repository_id = f.repository_id AND r.service = ANY(${services}::text[]))`;
  return sql`(lower(${service}) = ANY(${spellings}::text[]) OR (${anyOfTheRepository}))`;
}

const ROW_SOURCES: Record<Counting['fact'], RowSource> = {
  CHANGE: selectChanges,
  RELEASE: selectReleases,
  ATTEMPT: selectAttempts,
  INCIDENT: selectIncidents,
};

/** The rows of a figure at a grain. */
export function selectRows(request: RowRequest, grain: Grain = 'CHANGE'): Sql {
  return ROW_SOURCES[request.counting.fact](request, grain);
}

/** Successful deployments of the selection, whatever they hold, as rows with the reason `DEPLOYMENT`. */
export function selectDeploymentMarks(request: RowRequest): Sql {
  const { table } = releaseTable(request.filter, 'CHANGE');
  const conditions = all([...releaseConditions(request, 'CHANGE'), placedIn([sql`f.finished_at`], request.slots)]);
  return sql`SELECT f.finished_at AS at FROM ${table} f WHERE ${conditions}`;
}

function holds(alias: string, { property, is }: FactCondition): Sql {
  const name = column(alias, property);
  if (typeof is === 'string') return sql`${name} = ${is}`;
  return is ? name : sql`NOT ${name}`;
}

/** The first moment that is known. */
export function firstOf(moments: readonly Sql[]): Sql {
  return moments.length === 1 ? (moments[0] ?? empty) : sql`coalesce(${join(moments)})`;
}

/** The first known moment lies in the slots; said so that an index on each moment can serve. */
export function placedIn(moments: readonly Sql[], slots: Slots): Sql {
  const ways = moments.map((moment, index) => {
    const earlier = moments.slice(0, index).map((other) => sql`${other} IS NULL`);
    return sql`(${all([...earlier, sql`${moment} >= ${slots.from} AND ${moment} < ${slots.to}`])})`;
  });
  return sql`(${join(ways, ' OR ')})`;
}

/** The reason BOT of a change by a bot, unless such are asked for. */
export function excludedBots(filter: MetricFilter): Sql[] {
  return filter.includeBots === true ? [] : [sql`WHEN ${byBot('c')} THEN 'BOT'`];
}

/** The first reason that applies, else null. */
export function cases(whens: readonly Sql[]): Sql {
  return whens.length === 0 ? sql`NULL::text` : sql`CASE ${join(whens, ' ')} END`;
}

function reasonOf(alias: string, { leftOut, measure }: Counting, first: Sql[]): Sql {
  const declared = leftOut.map(({ when, reason }) => sql`WHEN ${holds(alias, when)} THEN ${raw(`'${reason}'`)}`);
  return cases([...first, ...declared, ...unknownOf(alias, measure)]);
}

function unknownOf(alias: string, measure: Measure): Sql[] {
  switch (measure.kind) {
    case 'DURATION': {
      const reason = column(alias, `${measure.duration}Empty`);
      return [
        sql`WHEN ${column(alias, `${measure.duration}Seconds`)} IS NULL THEN coalesce(${reason}, 'OUT_OF_ORDER')`,
      ];
    }
    case 'ELAPSED': {
      const [from, to] = [column(alias, measure.from), column(alias, measure.to)];
      return [
        sql`WHEN ${to} IS NULL THEN ${raw(`'${measure.unknown}'`)}`,
        sql`WHEN ${from} IS NULL OR ${to} < ${from} THEN 'OUT_OF_ORDER'`,
      ];
    }
    case 'AMOUNT':
      return [sql`WHEN ${amountOf(alias, measure.sumOf)} IS NULL THEN ${raw(`'${measure.unknown}'`)}`];
    case 'RATIO':
      return measure.unknownWhenNull === null
        ? []
        : [sql`WHEN ${column(alias, measure.unknownWhenNull)} IS NULL THEN ${raw(`'${measure.unknown}'`)}`];
    default:
      return [];
  }
}

function amountOf(alias: string, properties: readonly string[]): Sql {
  // Each by itself: two counts may add up to more than a column of counts holds.
  const columns = properties.map((property) => sql`${column(alias, property)}::float8`);
  return sql`(${join(columns, ' + ')})`;
}

function valueOf(alias: string, measure: Measure): Sql {
  switch (measure.kind) {
    case 'DURATION':
      return column(alias, `${measure.duration}Seconds`);
    case 'ELAPSED':
      return sql`extract(epoch FROM ${column(alias, measure.to)} - ${column(alias, measure.from)})::float8`;
    case 'AMOUNT':
      return amountOf(alias, measure.sumOf);
    default:
      return sql`NULL::float8`;
  }
}

function numeratorOf(alias: string, measure: Measure, changesContained: Sql): Sql {
  if (measure.kind !== 'RATIO') return sql`NULL::float8`;
  switch (measure.numerator.kind) {
    case 'WHEN':
      return sql`(${holds(alias, measure.numerator.condition)})::int::float8`;
    case 'NUMBER':
      return sql`${column(alias, measure.numerator.property)}::float8`;
    case 'CHANGES_CONTAINED':
      return changesContained;
  }
}
