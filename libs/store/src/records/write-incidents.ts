import type { IncidentRecord, Instant } from '@weir/metrics';
import type pg from 'pg';
import { incoming, upsertRows } from '../database/bulk.js';
import { INCIDENTS } from './record-tables.js';
import type { SourceContext } from './write-counts.js';

/** A changed incident makes the repository it belongs to dirty; where new ones belong is decided before the next derivation. */
export async function writeIncidents(
  { client, sourceId, counts }: SourceContext,
  incidents: IncidentRecord[],
): Promise<void> {
  counts.read += incidents.length;
  if (incidents.length === 0) return;
  const rows = incidents.map((incident) => ({ ...incident, sourceId }));
  const written = await upsertRows(client, INCIDENTS, rows);
  counts.written += written;
  if (written > 0) counts.dirtyRepositories.push(...(await listOwners(client)));
}

/** The repositories of the incidents that were staged last. */
async function listOwners(client: pg.ClientBase): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT DISTINCT incident_record.repository_id AS id
     FROM incident_record JOIN pg_temp.${incoming(INCIDENTS)} given USING (source_id, key)
     WHERE incident_record.repository_id IS NOT NULL`,
  );
  return rows.map((row) => row.id);
}

export async function writeIncidentsCovered(
  client: pg.ClientBase,
  sourceId: string,
  { from, to }: { from: Instant; to: Instant },
): Promise<void> {
  await client.query(
    `INSERT INTO incident_coverage (source_id, covered_from, covered_to) VALUES ($1, $2, $3)
     ON CONFLICT (source_id) DO UPDATE SET covered_from = excluded.covered_from, covered_to = excluded.covered_to`,
    [sourceId, new Date(from).toISOString(), new Date(to).toISOString()],
  );
}
