import type pg from 'pg';
import { markDirty } from './dirty.js';

/** The repositories a source speaks of, in the order in which all locks are taken. */
export async function lockRepositoriesOf(client: pg.ClientBase, sourceId: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM repository WHERE id IN (
       SELECT repository_id FROM source_repository WHERE source_id = $1
       UNION SELECT repository_id FROM incident_record WHERE source_id = $1)
     ORDER BY id FOR UPDATE`,
    [sourceId],
  );
  return rows.map((row) => row.id);
}

/** Commits are kept once per repository, so they stay while any other source reads commits of it. */
export async function forgetCommits(client: pg.ClientBase, repositoryIds: number[]): Promise<void> {
  await client.query(
    `DELETE FROM commit_record WHERE repository_id = ANY ($1) AND repository_id NOT IN (
       SELECT repository_id FROM coverage_record WHERE subject = 'COMMITS'
       UNION SELECT repository_id FROM ref_record)`,
    [repositoryIds],
  );
}

/**
 * Repositories that no source speaks of any more go with their facts. Its number is never given to another, so ids of facts
 * stay unique for ever.
 */
export async function forgetOrphans(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM repository WHERE NOT EXISTS (SELECT FROM source_repository WHERE repository_id = id)
     ORDER BY id FOR UPDATE`,
  );
  if (rows.length === 0) return;
  const orphans = rows.map((row) => row.id);
  await client.query('UPDATE incident_record SET repository_id = NULL WHERE repository_id = ANY ($1)', [orphans]);
  for (const table of OF_REPOSITORY)
    await client.query(`DELETE FROM ${table} WHERE repository_id = ANY ($1)`, [orphans]);
  await client.query(
    `WITH gone AS (DELETE FROM repository WHERE id = ANY ($1) RETURNING id, name, revision)
     INSERT INTO fact_log (repository_id, revision, fact, fact_id) SELECT id, revision, 'repository', name FROM gone`,
    [orphans],
  );
}

const OF_REPOSITORY = [
  'commit_record',
  'change_fact',
  'delivery_fact',
  'release_fact',
  'deployment_fact',
  'incident_fact',
  'coverage_fact',
];

/**
 * Takes out what a source reported, because it tells its whole truth anew in this transaction and those that follow. Until it
 * has, its repositories may be without a source: `forgetOrphans` comes at the end of the reading.
 */
export async function forgetReported(client: pg.ClientBase, sourceId: string): Promise<void> {
  await markDirty(client, await lockRepositoriesOf(client, sourceId));
  for (const table of OF_SOURCE) await client.query(`DELETE FROM ${table} WHERE source_id = $1`, [sourceId]);
}

const OF_SOURCE = [
  'ref_record',
  'pull_request_record',
  'deployment_record',
  'incident_record',
  'coverage_record',
  'incident_coverage',
  'source_repository',
];
