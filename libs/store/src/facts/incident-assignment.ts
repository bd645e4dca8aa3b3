import { assignIncidents, type IncidentRecord } from '@weir/metrics';
import type pg from 'pg';
import { viewRows } from '../database/bulk.js';
import { selectList } from '../database/table.js';
import { ASSIGNMENT_LOCK } from '../records/assignment-lock.js';
import { markDirty } from '../records/dirty.js';
import { INCIDENTS } from '../records/record-tables.js';
import type { IncidentFactRow } from './fact-rows.js';
import { INCIDENT_FACTS } from './fact-tables.js';
import { findCandidates } from './incident-candidates.js';
import { listTokens, tokensFrom } from './incident-tokens.js';
import { toIncident } from './load-history.js';
import { replaceFacts } from './replace-facts.js';

type StoredIncident = IncidentRecord & { sourceId: string };
type ToAssign = StoredIncident & { repositoryId: number | null; isFiled: boolean };

/**
 * Decides to which repository incidents belong: those that are new or changed, and those that deployments written since may have
 * moved (see `markMovedIncidents`). Repositories that gained or lost one are dirty afterwards (and returned); incidents of none
 * have their facts at once.
 */
export async function assignWorkspaceIncidents(client: pg.ClientBase): Promise<number[]> {
  await client.query('SELECT pg_advisory_xact_lock($1, 0)', [ASSIGNMENT_LOCK]);
  const incidents = await readIncidents(client);
  const owners = incidents.length === 0 ? [] : await findOwners(client, incidents);
  await storeOwners(client, incidents, owners);
  const moved = incidents.flatMap(({ repositoryId }, index) => {
    const to = owners[index] ?? null;
    return repositoryId === to ? [] : [repositoryId, to];
  });
  const dirty = [...new Set(moved)].filter(isKnown);
  await markDirty(client, dirty);
  const isUnassigned = incidents.some(({ repositoryId }, index) => repositoryId === null || !owners[index]);
  if (isUnassigned || (await hasStaleFacts(client))) await replaceUnassigned(client);
  return dirty.sort((a, b) => a - b);
}

/** Also those that name a repository which has come meanwhile. Locked: one that changes now is looked at again. */
async function readIncidents(client: pg.ClientBase): Promise<ToAssign[]> {
  const { rows } = await client.query<ToAssign>(
    `SELECT ${selectList(INCIDENTS, 'i')}, i.repository_id AS "repositoryId", i.issue_repository_id IS NOT NULL AS "isFiled"
     FROM incident_record i WHERE (i.source_id, i.key) IN (
       SELECT source_id, key FROM incident_record WHERE to_assign
       UNION SELECT source_id, key FROM incident_record named WHERE repository_id IS NULL AND repository IS NOT NULL
         AND EXISTS (SELECT FROM repository r WHERE lower(r.name) = lower(named.repository)))
     ORDER BY i.source_id, i.key FOR UPDATE`,
  );
  return rows;
}

/** A repository that an incident names but no source speaks of is as good as none. */
async function findOwners(client: pg.ClientBase, incidents: ToAssign[]): Promise<(number | null)[]> {
  const deployments = await findCandidates(client, incidents);
  const repositories = await client.query<{ id: number; name: string }>('SELECT id, name FROM repository');
  const ids = new Map(repositories.rows.map(({ id, name }) => [name.toLowerCase(), id]));
  const names = assignIncidents(incidents.map(toAssignable), deployments);
  return names.map((name) => (name === null ? null : (ids.get(name.toLowerCase()) ?? null)));
}

function toAssignable({ repositoryId: _repositoryId, ...incident }: ToAssign) {
  return toIncident(incident);
}

/** With what each of them looks for, by which what is written later finds it again. */
async function storeOwners(client: pg.ClientBase, incidents: ToAssign[], owners: (number | null)[]): Promise<void> {
  if (incidents.length === 0) return;
  const found = incidents.map((incident, index) => ({
    ...{ source: incident.sourceId, key: incident.key, owner: owners[index] ?? null },
    ...listTokens(incident),
  }));
  await client.query(
    `UPDATE incident_record i SET repository_id = given.owner, to_assign = false, looks_for = ${tokensFrom(GIVEN)}
     FROM jsonb_to_recordset($1) AS given (source uuid, key text, owner int,
       names text[], shas text[], repositories text[], services text[])
     WHERE i.source_id = given.source AND i.key = given.key`,
    [JSON.stringify(found)],
  );
}

const GIVEN = {
  names: 'given.names',
  shas: 'given.shas',
  repositories: 'given.repositories',
  services: 'given.services',
};

/** A fact of no repository whose incident went, or belongs to one now. */
async function hasStaleFacts(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM incident_fact f WHERE f.repository_id IS NULL AND NOT EXISTS (
       SELECT FROM incident_record i WHERE i.repository_id IS NULL AND i.source_id || ':' || i.key = f.id) LIMIT 1`,
  );
  return rowCount === 1;
}

async function replaceUnassigned(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<StoredIncident>(
    `SELECT ${selectList(INCIDENTS, 'i')} FROM incident_record i WHERE i.repository_id IS NULL ORDER BY source_id, key`,
  );
  const scope = { repositoryId: null, revision: 0, mayMove: true };
  const changes = await replaceFacts(client, INCIDENT_FACTS, viewRows(rows.map(toFact)), scope);
  if (changes.inserted + changes.updated + changes.deleted > 0) await advanceAll(client);
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
