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

/**
 * A source whose incidents name no repository speaks for those of every repository. One that is told instead of read speaks up
 * to the present, by the minute: figures are kept by what they cover. Where pushes tell the deployments, that GitHub knows of
 * none says nothing of the time before the first push.
 */
const SCOPE = sql`WITH told AS (SELECT id, date_trunc('minute', now()) AS until FROM source WHERE kind = 'PUSH'),
spoken AS (
  SELECT c.repository_id, c.subject, c.covered_from, greatest(c.covered_to, t.until) AS covered_to
  FROM coverage_record c JOIN source s ON s.id = c.source_id LEFT JOIN told t ON t.id = s.id
  LEFT JOIN coverage_fact f ON f.repository_id = c.repository_id
  WHERE NOT (c.subject = 'DEPLOYMENTS' AND s.kind = 'GITHUB' AND f.deployment_rule IS NOT DISTINCT FROM 'PUSHED')
  UNION ALL SELECT r.id, 'INCIDENTS', i.covered_from, greatest(i.covered_to, t.until)
  FROM incident_coverage i LEFT JOIN told t ON t.id = i.source_id CROSS JOIN repository r
)
SELECT r.id, r.name, r.revision || '.' || (SELECT revision FROM team_revision) AS revision, f.deployment_rule AS rule, coalesce(c.coverage, '[]') AS coverage
FROM repository r
LEFT JOIN coverage_fact f ON f.repository_id = r.id
LEFT JOIN (
  SELECT repository_id, json_agg(json_build_object('subject', subject,
    'from', (extract(epoch FROM covered_from) * 1000)::float8, 'to', (extract(epoch FROM covered_to) * 1000)::float8)) AS coverage
  FROM spoken GROUP BY repository_id
) c ON c.repository_id = r.id
ORDER BY r.id`;

/** What changes with a repository's revision only, see `readDelivered`. */
type Delivered = Pick<RepositoryScope, 'services' | 'isDeployed'>;

/** Every repository with its revision (and that of the teams, which figures depend on too) and what its sources cover. */
export async function readScope(runner: SqlRunner): Promise<Omit<RepositoryScope, keyof Delivered>[]> {
  const rows = await readRows<ScopeRow>(runner, SCOPE);
  return rows.map(({ id, name, revision, rule, coverage }) => ({ id, name, revision, deploymentRule: rule, coverage }));
}

const DELIVERED = sql`SELECT r.id, coalesce(s.services, '{}') AS services, s.services IS NOT NULL OR EXISTS (
  SELECT FROM change_fact c WHERE c.repository_id = r.id AND c.deployed_at IS NOT NULL) AS "isDeployed"
FROM repository r LEFT JOIN (
  SELECT repository_id, array_agg(DISTINCT service ORDER BY service) AS services FROM release_fact GROUP BY repository_id
) s ON s.repository_id = r.id`;

/** The services each repository was ever released as, and whether anything of it was ever deployed. */
export async function readDelivered(runner: SqlRunner): Promise<Map<number, Delivered>> {
  const rows = await readRows<Delivered & { id: number }>(runner, DELIVERED);
  return new Map(rows.map(({ id, services, isDeployed }) => [id, { services, isDeployed }]));
}
