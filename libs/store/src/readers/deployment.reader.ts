import type { VisibleRepositories } from '@weir/metrics';
import sql, { raw, type Sql } from 'sql-template-tag';
import { selectList } from '../database/table.js';
import type { DeploymentFactRow } from '../facts/fact-rows.js';
import { DEPLOYMENT_FACTS } from '../facts/fact-tables.js';
import { all, inPlace, inRollouts, matchingChange, withoutBots } from './filter-conditions.js';
import { type Page, type PageRequest, readPage, type Sort } from './list-page.js';
import { inRange, inRepositories, isVisible, type ListQuery, toAskedFilter } from './list-scope.js';

import { readRows, type SqlRunner } from './sql-runner.js';

/** A deployment as it is listed. Instants in epoch milliseconds. */
export type DeploymentRow = DeploymentFactRow & { repository: string };

export interface DeploymentQuery extends ListQuery, PageRequest {
  productionOnly?: boolean;
}

const COLUMNS = sql`${raw(selectList(DEPLOYMENT_FACTS, 'f'))}, r.name AS repository`;
const DEPLOYMENTS = sql`deployment_fact f JOIN repository r ON r.id = f.repository_id`;

/** Attempts by their finish, newest first. Without a range also pending ones, by their start. */
export function readDeployments(runner: SqlRunner, query: DeploymentQuery): Promise<Page<DeploymentRow>> {
  const filter = toAskedFilter(query.filter);
  const isProduction = (query.productionOnly ?? true) && filter.environments === undefined;
  const conditions = [
    ...inRepositories('f.repository_id', query),
    ...inRange(sql`f.finished_at`, query.range),
    ...(isProduction ? [sql`f.is_production`] : []),
    ...inRollouts(filter),
    ...inPlace('f', filter),
    ...containsMatchingChange(query),
  ];
  const sort: Sort = {
    name: 'DEPLOYMENTS',
    value: query.range ? sql`f.finished_at` : sql`coalesce(f.finished_at, f.created_at)`,
    id: sql`f.id`,
    type: 'timestamptz',
    isDescending: true,
  };
  return readPage(runner, { columns: COLUMNS, from: DEPLOYMENTS, conditions, sort }, query);
}

/** In no particular order; those that do not exist or may not be seen are left out. */
export function findDeployments(
  runner: SqlRunner,
  ids: readonly string[],
  visible: VisibleRepositories,
): Promise<DeploymentRow[]> {
  const conditions = all([sql`f.id = ANY(${[...ids]}::text[])`, ...isVisible('f.repository_id', visible)]);
  return readRows<DeploymentRow>(runner, sql`SELECT ${COLUMNS} FROM ${DEPLOYMENTS} WHERE ${conditions}`);
}

/** The deployment that first brought each of these changes to production, by change; absent where none did. */
export async function findDeploymentsOfChanges(
  runner: SqlRunner,
  changeIds: readonly string[],
  visible: VisibleRepositories,
): Promise<Map<string, DeploymentRow>> {
  const conditions = all([
    sql`d.change_id = ANY(${[...changeIds]}::text[]) AND d.environment IS NULL AND d.deployed_at IS NOT NULL`,
    ...isVisible('f.repository_id', visible),
  ]);
  const rows = await readRows<DeploymentRow & { changeId: string }>(
    runner,
    sql`SELECT DISTINCT ON (d.change_id) d.change_id AS "changeId", ${COLUMNS}
      FROM delivery_fact d JOIN deployment_fact f ON f.id = d.deployment_id JOIN repository r ON r.id = f.repository_id
      WHERE ${conditions} ORDER BY d.change_id, d.deployed_at, f.id`,
  );
  return new Map(rows.map(({ changeId, ...row }) => [changeId, row as DeploymentRow]));
}

/** Filters of changes select deployments that brought at least one such change. */
function containsMatchingChange(query: ListQuery): Sql[] {
  const filter = toAskedFilter(query.filter);
  const asked = matchingChange('c', filter);
  if (asked.length === 0) return [];
  const link = sql`d.deployment_id = f.id AND d.environment IS NOT NULL`;
  const conditions = all([link, ...asked, ...withoutBots(filter)]);
  return [sql`EXISTS (SELECT FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE ${conditions})`];
}
