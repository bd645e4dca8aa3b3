import { findCoverage, type VisibleRepositories } from '@weir/metrics';
import sql from 'sql-template-tag';
import { all } from './filter-conditions.js';
import { isVisible } from './list-scope.js';
import { readScope } from './metric-scope.reader.js';
import { readRows, type SqlRunner } from './sql-runner.js';

/** What a page needs to know before it asks for figures. Instants in epoch milliseconds. */
export interface WorkspaceSummary {
  /** Every repository that the viewer may see is complete up to here; null without data. */
  asOf: number | null;
  /** Earliest and latest instant of anything known. */
  firstAt: number | null;
  lastAt: number | null;
  hasSources: boolean;
  hasReviews: boolean;
  hasDeployments: boolean;
  hasIncidents: boolean;
}

export async function readWorkspaceSummary(runner: SqlRunner, visible: VisibleRepositories): Promise<WorkspaceSummary> {
  const inSight = (column: string) => all(isVisible(column, visible));
  const [summary] = await readRows<Omit<WorkspaceSummary, 'asOf'>>(
    runner,
    sql`SELECT
      (SELECT min(first_at) FROM coverage_fact f WHERE ${inSight('f.repository_id')}) AS "firstAt",
      (SELECT max(last_at) FROM coverage_fact f WHERE ${inSight('f.repository_id')}) AS "lastAt",
      EXISTS (SELECT FROM source) AS "hasSources",
      EXISTS (SELECT FROM coverage_fact f WHERE f.with_reviews > 0 AND ${inSight('f.repository_id')}) AS "hasReviews",
      EXISTS (SELECT FROM coverage_fact f WHERE f.deployments > 0 AND ${inSight('f.repository_id')}) AS "hasDeployments",
      EXISTS (SELECT FROM incident_fact f WHERE ${inSight('f.repository_id')}) AS "hasIncidents"`,
  );
  if (!summary) throw new Error('A SELECT without FROM gives one row.');
  return { ...summary, asOf: await readAsOf(runner, visible) };
}

/** By the same rule as figures: of changes, or, where no source speaks of any, of what there is. */
async function readAsOf(runner: SqlRunner, visible: VisibleRepositories): Promise<number | null> {
  const scopes = await readScope(runner);
  const seen = scopes.filter(({ id }) => visible === 'ALL' || visible.includes(id));
  const repositories = seen.map((scope) => ({ ...scope, services: [] }));
  const subjects = ['CHANGES', 'DEPLOYMENTS', 'INCIDENTS'] as const;
  const ends = subjects.map((subject) => findCoverage(repositories, [subject], [])?.to);
  return ends.find((end) => end !== undefined) ?? null;
}
