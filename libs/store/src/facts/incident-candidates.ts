import type { IncidentRecord, IndexedDeployment } from '@weir/metrics';
import type pg from 'pg';
import { listTokens, namesOf, toBareService, type Tokens, tokensFrom } from './incident-tokens.js';

const COLUMNS = `r.name AS repository, f.key, f.service, f.external_id AS "externalId", f.url, f.ref, f.sha,
  f.is_production AS "isProduction", CASE f.status WHEN 'SUCCEEDED' THEN f.finished_at END AS "succeededAt"`;

/** The deployments that can have a say in whose these incidents are, each found by an index. */
export async function findCandidates(
  client: pg.ClientBase,
  incidents: readonly IncidentRecord[],
): Promise<IndexedDeployment[]> {
  const found = [
    await findNamed(client, incidents.map(listTokens)),
    await findOfRepositories(client, incidents.map(listTokens)),
    await findOfServices(client, incidents),
  ];
  return found.flat();
}

async function findNamed(client: pg.ClientBase, tokens: Tokens[]): Promise<IndexedDeployment[]> {
  const names = [...new Set(tokens.flatMap((one) => one.names))];
  const shas = [...new Set(tokens.flatMap((one) => one.shas))];
  if (names.length + shas.length === 0) return [];
  const wanted = tokensFrom({ names: '$1::text[]', shas: '$2::text[]', repositories: NONE, services: NONE });
  const { rows } = await client.query<IndexedDeployment>(
    `SELECT ${COLUMNS} FROM deployment_fact f JOIN repository r ON r.id = f.repository_id
     WHERE ${namesOf('f')} && ${wanted}`,
    [names, shas],
  );
  return rows;
}

const NONE = `'{}'::text[]`;

/** Any one tells that something of the repository is deployed. */
async function findOfRepositories(client: pg.ClientBase, tokens: Tokens[]): Promise<IndexedDeployment[]> {
  const names = [...new Set(tokens.flatMap((one) => one.repositories))];
  if (names.length === 0) return [];
  const { rows } = await client.query<IndexedDeployment>(
    `SELECT ${COLUMNS} FROM repository r CROSS JOIN LATERAL (
       SELECT * FROM deployment_fact WHERE repository_id = r.id LIMIT 1) f
     WHERE lower(r.name) IN (SELECT lower(unnest($1::text[])))`,
    [names],
  );
  return rows;
}

/** Of each service that an incident may mean, in each repository: any deployment, and its last success before the incident. */
async function findOfServices(
  client: pg.ClientBase,
  incidents: readonly IncidentRecord[],
): Promise<IndexedDeployment[]> {
  const asked = incidents.flatMap(({ service, startedAt }) => (service === null ? [] : [{ service, startedAt }]));
  if (asked.length === 0) return [];
  const { rows } = await client.query<IndexedDeployment>(OF_SERVICES, [
    asked.map(({ service }) => service.trim()),
    asked.map(({ startedAt }) => new Date(startedAt).toISOString()),
  ]);
  return rows;
}

const IS_OF_PLACE = `${toBareService('service')} = p.bare AND service = p.service AND repository_id = p.repository_id`;

const OF_SERVICES = `WITH asked AS (
  SELECT DISTINCT ${toBareService('service')} AS bare, started_at
  FROM unnest($1::text[], $2::timestamptz[]) AS given (service, started_at)
), places AS (
  SELECT DISTINCT ${toBareService('service')} AS bare, service, repository_id FROM deployment_fact
  WHERE ${toBareService('service')} IN (SELECT bare FROM asked)
)
SELECT ${COLUMNS} FROM places p CROSS JOIN LATERAL (
  (SELECT * FROM deployment_fact WHERE ${IS_OF_PLACE} LIMIT 1)
  UNION ALL
  SELECT last.* FROM asked a CROSS JOIN LATERAL (
    SELECT * FROM deployment_fact WHERE ${IS_OF_PLACE} AND is_production AND status = 'SUCCEEDED'
      AND finished_at <= a.started_at ORDER BY finished_at DESC LIMIT 1) last
  WHERE a.bare = p.bare
) f JOIN repository r ON r.id = f.repository_id`;
