import type { VisibleRepositories } from '@weir/metrics';
import sql, { raw, type Sql } from 'sql-template-tag';
import { selectList } from '../database/table.js';
import type { IncidentFactRow } from '../facts/fact-rows.js';
import { INCIDENT_FACTS } from '../facts/fact-tables.js';
import { all, inRollouts, matchingChange, withoutBots } from './filter-conditions.js';
import { type List, type Page, type PageRequest, readPage, readPages, type Sort } from './list-page.js';
import { inRange, inRepositories, isVisible, type ListQuery, toAskedFilter } from './list-scope.js';
import { isOfServices } from './metric-rows.js';
import { readRows, type SqlRunner } from './sql-runner.js';

/** An incident as it is listed; one may belong to no repository. Instants in epoch milliseconds. */
export type IncidentRow = IncidentFactRow & { repository: string | null };

const COLUMNS = sql`${raw(selectList(INCIDENT_FACTS, 'f'))}, r.name AS repository`;
const INCIDENTS = sql`incident_fact f LEFT JOIN repository r ON r.id = f.repository_id
  LEFT JOIN deployment_fact p ON p.id = f.deployment_id`;
const NEWEST: Sort = {
  name: 'INCIDENTS',
  value: sql`f.started_at`,
  id: sql`f.id`,
  type: 'timestamptz',
  isDescending: true,
};

/** By their start, newest first. Those without a repository are shown to who may see everything. */
export function readIncidents(runner: SqlRunner, query: ListQuery & PageRequest): Promise<Page<IncidentRow>> {
  const filter = toAskedFilter(query.filter);
  const conditions = [
    ...inRepositories('f.repository_id', query),
    ...inRange(sql`f.started_at`, query.range),
    ...inRollouts(filter),
    ...(filter.services ? [isOfServices(sql`coalesce(f.service, p.service)`, filter.services)] : []),
    ...(filter.environments ? [sql`p.environment = ANY(${filter.environments}::text[])`] : []),
    ...causedByMatchingChange(query),
  ];
  return readPage(runner, { columns: COLUMNS, from: INCIDENTS, conditions, sort: NEWEST }, query);
}

/** Null when there is none, or none that the viewer may see. */
export async function findIncident(
  runner: SqlRunner,
  id: string,
  visible: VisibleRepositories,
): Promise<IncidentRow | null> {
  const conditions = all([sql`f.id = ${id}`, ...isVisible('f.repository_id', visible)]);
  const rows = await readRows<IncidentRow>(runner, sql`SELECT ${COLUMNS} FROM ${INCIDENTS} WHERE ${conditions}`);
  return rows[0] ?? null;
}

/** The incidents attributed to each of these deployments, newest first. */
export function readIncidentsOfDeployments(
  runner: SqlRunner,
  deploymentIds: readonly string[],
  query: PageRequest & { visible: VisibleRepositories },
): Promise<Map<string, Page<IncidentRow>>> {
  const toList = (deploymentId: Sql): List => ({
    columns: COLUMNS,
    from: INCIDENTS,
    conditions: [sql`f.deployment_id = ${deploymentId}`, ...isVisible('f.repository_id', query.visible)],
    sort: NEWEST,
  });
  return readPages<IncidentRow>(runner, deploymentIds, toList, query);
}

/** Filters of changes select incidents of deployments that brought at least one such change. */
function causedByMatchingChange(query: ListQuery): Sql[] {
  const filter = toAskedFilter(query.filter);
  const asked = matchingChange('c', filter);
  if (asked.length === 0) return [];
  const link = sql`d.deployment_id = f.deployment_id AND d.environment IS NOT NULL`;
  const conditions = all([link, ...asked, ...withoutBots(filter)]);
  return [sql`EXISTS (SELECT FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE ${conditions})`];
}
