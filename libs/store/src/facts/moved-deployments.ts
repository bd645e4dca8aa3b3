import type pg from 'pg';
import { incoming } from '../database/bulk.js';
import { ASSIGNMENT_LOCK } from '../records/assignment-lock.js';
import { DEPLOYMENT_FACTS } from './fact-tables.js';
import { tokensOf } from './incident-tokens.js';

/** What decides whose an incident is. Whether a release failed, or what it brought, is none of it. */
const DECISIVE = ['key', 'external_id', 'url', 'ref', 'sha', 'service', 'is_production', 'status', 'finished_at'];
/** What it is called by; and a success that becomes something else is lost as one. */
const isLost = `given.id IS NULL OR stored.status = 'SUCCEEDED' OR
  ${['key', 'external_id', 'url', 'ref', 'sha', 'service'].map((column) => `stored.${column} IS DISTINCT FROM given.${column}`).join(' OR ')}`;

/** Above this many, every incident is looked at again: naming them all would cost more. */
const MOST = 500;

const listDecisive = (alias: string) => DECISIVE.map((column) => `${alias}.${column}`).join(', ');

const FIND = `SELECT stored.id IS NOT NULL AND (${isLost}) AS "isLost",
    CASE WHEN stored.id IS NULL THEN '{}' ELSE ${tokensOf('stored', '$2::text')} END AS before,
    CASE WHEN given.id IS NULL THEN '{}' ELSE ${tokensOf('given', '$2::text')} END AS after
  FROM (SELECT * FROM deployment_fact WHERE repository_id = $1) stored
  FULL JOIN pg_temp.${incoming(DEPLOYMENT_FACTS)} given ON given.id = stored.id
  WHERE (${listDecisive('stored')}) IS DISTINCT FROM (${listDecisive('given')}) LIMIT ${MOST + 1}`;

interface Moved {
  isLost: boolean;
  before: (string | null)[];
  after: (string | null)[];
}

/**
 * Marks the incidents whose repository the deployments that are about to be written may change. One of this repository stays with
 * it whatever it gains, so what is deployed day by day touches no incident of its own service.
 */
export async function markMovedIncidents(client: pg.ClientBase, repositoryId: number): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock_shared($1, 0)', [ASSIGNMENT_LOCK]);
  const { rows: named } = await client.query<{ name: string }>('SELECT name FROM repository WHERE id = $1', [
    repositoryId,
  ]);
  const { rows } = await client.query<Moved>(FIND, [repositoryId, named[0]?.name ?? '']);
  if (rows.length === 0) return;
  if (rows.length > MOST) {
    await client.query('UPDATE incident_record SET to_assign = true WHERE NOT to_assign');
    return;
  }
  const gained = listKnown(rows.flatMap(({ after }) => after));
  const lost = listKnown(rows.flatMap((row) => (row.isLost ? row.before : [])));
  await client.query(
    `UPDATE incident_record SET to_assign = true WHERE NOT to_assign
       AND (looks_for && $1::text[] OR looks_for && $2::text[] AND repository_id IS DISTINCT FROM $3)`,
    [lost, gained, repositoryId],
  );
}

function listKnown(tokens: (string | null)[]): string[] {
  return [...new Set(tokens.flatMap((token) => token ?? []))];
}
