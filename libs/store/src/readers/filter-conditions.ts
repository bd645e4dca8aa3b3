import type { MetricFilter, Selection } from '@weir/metrics';
import sql, { join, raw, type Sql } from 'sql-template-tag';

/** `a AND b AND …`; true when there is nothing to ask. */
export function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : join(conditions, ' AND ');
}

/** Facts of the selected repositories. */
export function inSelection(alias: string, { repositories, isEverything }: Selection): Sql[] {
  if (isEverything) return [];
  return [sql`${raw(alias)}.repository_id = ANY(${repositories.map(({ id }) => id)}::int[])`];
}

/** Incidents need not belong to a repository; such ones are shown to who may see everything. */
export function incidentInSelection(alias: string, { repositories, withUnassigned }: Selection): Sql[] {
  if (withUnassigned) return [];
  return [sql`${raw(alias)}.repository_id = ANY(${repositories.map(({ id }) => id)}::int[])`];
}

/** Rollouts are not kept yet: asking for one selects nothing. */
export function inRollouts(filter: MetricFilter): Sql[] {
  return filter.rollouts === undefined ? [] : [sql`false`];
}

/** What a filter asks of a change itself. */
export function matchingChange(alias: string, filter: MetricFilter): Sql[] {
  const change = raw(alias);
  const conditions: Sql[] = [];
  if (filter.teams !== undefined) conditions.push(byTeams(alias, filter.teams));
  if (filter.authors !== undefined) conditions.push(sql`${change}.author = ANY(${filter.authors}::text[])`);
  if (filter.labels !== undefined) conditions.push(sql`${change}.labels && ${filter.labels}::text[]`);
  if (filter.changeTypes !== undefined) conditions.push(sql`${change}.type = ANY(${filter.changeTypes}::text[])`);
  if (filter.aiAssisted !== undefined) conditions.push(sql`${change}.ai_assisted = ${filter.aiAssisted}::boolean`);
  return conditions;
}

/** A change belongs to every team that its author is a member of. */
function byTeams(alias: string, teams: string[]): Sql {
  const isMember = sql`m.login = lower(${raw(alias)}.author) AND m.team = ANY(${teams}::text[])`;
  return sql`EXISTS (SELECT FROM team_member m WHERE ${isMember})`;
}

/** A change by a bot. */
export function byBot(alias: string): Sql {
  return sql`${raw(alias)}.author_is_bot`;
}

/** Condition that drops changes by bots, unless they are asked for. */
export function withoutBots(filter: MetricFilter): Sql[] {
  return filter.includeBots === true ? [] : [sql`NOT ${byBot('c')}`];
}

/** Services and environments of a row that has both. */
export function inPlace(alias: string, filter: MetricFilter): Sql[] {
  const row = raw(alias);
  const conditions: Sql[] = [];
  if (filter.services !== undefined) conditions.push(sql`${row}.service = ANY(${filter.services}::text[])`);
  if (filter.environments !== undefined) conditions.push(sql`${row}.environment = ANY(${filter.environments}::text[])`);
  return conditions;
}

/** True when the filter names a service or an environment. */
export function isQualified(filter: MetricFilter): boolean {
  return filter.services !== undefined || filter.environments !== undefined;
}

/** A change that belongs to the services, or has reached the environments, that the filter names. */
export function changeInPlace(changeId: Sql, filter: MetricFilter): Sql[] {
  if (!isQualified(filter)) return [];
  const grain = filter.environments === undefined ? sql`d.environment IS NULL` : sql`d.deployed_at IS NOT NULL`;
  const conditions = all([sql`d.change_id = ${changeId}`, grain, ...inPlace('d', filter)]);
  return [sql`EXISTS (SELECT 1 FROM delivery_fact d WHERE ${conditions})`];
}
