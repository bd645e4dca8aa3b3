import type { DeploymentRule, RepositoryScope, Subject } from '@weir/metrics';
import sql from 'sql-template-tag';
import { readRows, type SqlRunner } from './sql-runner.js';

interface ScopeRow {
  id: number;
  name: string;
  revision: string;
  rule: DeploymentRule | null;
  coverage: { subject: Subject; from: number; to: number }[];
}

const SCOPE = sql`SELECT r.id, r.name, r.revision::text AS revision, f.deployment_rule AS rule, coalesce(c.coverage, '[]') AS coverage
FROM repository r
LEFT JOIN coverage_fact f ON f.repository_id = r.id
LEFT JOIN (
  SELECT repository_id, json_agg(json_build_object('subject', subject,
    'from', (extract(epoch FROM covered_from) * 1000)::float8, 'to', (extract(epoch FROM covered_to) * 1000)::float8)) AS coverage
  FROM coverage_record GROUP BY repository_id
) c ON c.repository_id = r.id
ORDER BY r.id`;

/** Every repository with its revision and what its sources cover; services are read apart, see `readServices`. */
export async function readScope(runner: SqlRunner): Promise<Omit<RepositoryScope, 'services'>[]> {
  const rows = await readRows<ScopeRow>(runner, SCOPE);
  return rows.map(({ id, name, revision, rule, coverage }) => ({ id, name, revision, deploymentRule: rule, coverage }));
}

const SERVICES = sql`SELECT repository_id AS id, array_agg(DISTINCT service ORDER BY service) AS services
FROM release_fact GROUP BY repository_id`;

/** The services each repository was ever released as. They change with its revision only. */
export async function readServices(runner: SqlRunner): Promise<Map<number, string[]>> {
  const rows = await readRows<{ id: number; services: string[] }>(runner, SERVICES);
  return new Map(rows.map(({ id, services }) => [id, services]));
}
