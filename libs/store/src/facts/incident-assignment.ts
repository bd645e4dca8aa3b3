import { assignIncidents, type IncidentRecord, type IndexedDeployment } from '@weir/metrics';
import type pg from 'pg';
import { viewRows } from '../database/bulk.js';
import { selectList } from '../database/table.js';
import { markDirty } from '../records/dirty.js';
import { INCIDENTS } from '../records/record-tables.js';
import type { IncidentFactRow } from './fact-rows.js';
import { INCIDENT_FACTS } from './fact-tables.js';
import { toIncident } from './load-history.js';
import { replaceFacts } from './replace-facts.js';

type StoredIncident = IncidentRecord & { sourceId: string; repositoryId: number | null };

const ASSIGNMENT_LOCK = 4402;

/**
 * Decides for every incident of the workspace to which repository it belongs. Those that gained or lost one are dirty
 * afterwards (and returned); incidents of none have their facts at once.
 */
export async function assignWorkspaceIncidents(client: pg.ClientBase): Promise<number[]> {
  await client.query('SELECT pg_advisory_xact_lock($1, 0)', [ASSIGNMENT_LOCK]);
  const incidents = await readIncidents(client);
  const owners = incidents.length === 0 ? [] : await findOwners(client, incidents);
  const moved = incidents.flatMap((incident, index) => {
    const to = owners[index] ?? null;
    return incident.repositoryId === to ? [] : [{ incident, to }];
  });
  await storeOwners(client, moved);
  const dirty = [...new Set(moved.flatMap(({ incident, to }) => [incident.repositoryId, to]))].filter(isKnown);
  await markDirty(client, dirty);
  const unassigned = incidents.filter((_incident, index) => !owners[index]);
  const scope = { repositoryId: null, revision: 0 };
  const { inserted, updated, deleted } = await replaceFacts(
    client,
    INCIDENT_FACTS,
    viewRows(unassigned.map(toFact)),
    scope,
  );
  if (inserted + updated + deleted > 0) await advanceAll(client);
  return dirty.sort((a, b) => a - b);
}

async function readIncidents(client: pg.ClientBase): Promise<StoredIncident[]> {
  const { rows } = await client.query<StoredIncident>(
    `SELECT ${selectList(INCIDENTS, 'i')}, i.repository_id AS "repositoryId" FROM incident_record i ORDER BY source_id, key`,
  );
  return rows;
}

/** A repository that an incident names but no source speaks of is as good as none. */
async function findOwners(client: pg.ClientBase, incidents: StoredIncident[]): Promise<(number | null)[]> {
  const deployments = await client.query<IndexedDeployment>(
    `SELECT r.name AS repository, f.key, f.service, f.external_id AS "externalId", f.url, f.ref, f.sha,
       f.is_production AS "isProduction", CASE f.status WHEN 'SUCCEEDED' THEN f.finished_at END AS "succeededAt"
     FROM deployment_fact f JOIN repository r ON r.id = f.repository_id ORDER BY f.repository_id, f.id`,
  );
  const repositories = await client.query<{ id: number; name: string }>('SELECT id, name FROM repository');
  const ids = new Map(repositories.rows.map(({ id, name }) => [name.toLowerCase(), id]));
  const names = assignIncidents(incidents.map(toIncident), deployments.rows);
  return names.map((name) => (name === null ? null : (ids.get(name.toLowerCase()) ?? null)));
}

async function storeOwners(
  client: pg.ClientBase,
  moved: { incident: StoredIncident; to: number | null }[],
): Promise<void> {
  await client.query(
    `UPDATE incident_record i SET repository_id = given.repository_id
     FROM unnest($1::uuid[], $2::text[], $3::int[]) AS given (source_id, key, repository_id)
     WHERE i.source_id = given.source_id AND i.key = given.key`,
    [
      moved.map(({ incident }) => incident.sourceId),
      moved.map(({ incident }) => incident.key),
      moved.map(({ to }) => to),
    ],
  );
}

/** Incidents of no repository count in figures of all, which are kept as long as no repository has a new revision. */
async function advanceAll(client: pg.ClientBase): Promise<void> {
  await client.query(
    `UPDATE repository SET revision = revision + 1 WHERE id IN (SELECT id FROM repository ORDER BY id FOR UPDATE)`,
  );
}

function toFact(stored: StoredIncident): IncidentFactRow {
  const { key, externalId, title, url, service, severity, startedAt, resolvedAt } = toIncident(stored);
  return {
    ...{ id: key, repositoryId: null, key, externalId, title, url, service, severity, startedAt, resolvedAt },
    ...{ deploymentId: null, releaseId: null, attribution: 'NONE' },
  };
}

function isKnown(id: number | null): id is number {
  return id !== null;
}
