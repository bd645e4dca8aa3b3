import type pg from 'pg';
import { ASSIGNMENT_LOCK } from './assignment-lock.js';
import { markDirty } from './dirty.js';
import { refreshTeamMembers } from './team-members.js';
import { UNFINISHED } from './unfinished.js';

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
 * Repositories without a source, at the end of the reading of one. None while another is being read that has taken out what it
 * reported (or told nothing yet): it may be about to tell of the repository anew. How far it speaks is what it tells last.
 */
export async function listForgettable(client: pg.ClientBase, readSourceId: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM repository WHERE NOT EXISTS (SELECT FROM source_repository WHERE repository_id = id)
       AND NOT EXISTS (SELECT FROM source_sync other WHERE source_id <> $1 AND ${UNFINISHED}
         AND NOT EXISTS (SELECT FROM coverage_record spoken WHERE spoken.source_id = other.source_id)
         AND NOT EXISTS (SELECT FROM incident_coverage spoken WHERE spoken.source_id = other.source_id))`,
    [readSourceId],
  );
  return rows.map((row) => row.id);
}

/**
 * Those of the repositories that no source speaks of any more go with their facts. Its number is never given to another, so ids
 * of facts stay unique for ever.
 */
export async function forgetOrphans(client: pg.ClientBase, repositoryIds: number[]): Promise<void> {
  if (repositoryIds.length === 0) return;
  await client.query('SELECT FROM repository WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [repositoryIds]);
  // Asked once they are locked: a batch that had them meanwhile may tell of one again.
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM repository WHERE id = ANY ($1)
       AND NOT EXISTS (SELECT FROM source_repository WHERE repository_id = id)`,
    [repositoryIds],
  );
  if (rows.length === 0) return;
  const orphans = rows.map((row) => row.id);
  await releaseIncidents(client, orphans);
  for (const table of OF_REPOSITORY)
    await client.query(`DELETE FROM ${table} WHERE repository_id = ANY ($1)`, [orphans]);
  await client.query(
    `WITH gone AS (DELETE FROM repository WHERE id = ANY ($1) RETURNING id, name, revision)
     INSERT INTO fact_log (repository_id, revision, fact, fact_id) SELECT id, revision, 'repository', name FROM gone`,
    [orphans],
  );
}

/** Also of others: a name that the deployments of these used too may be one repository's alone now. */
async function releaseIncidents(client: pg.ClientBase, orphans: number[]): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock_shared($1, 0)', [ASSIGNMENT_LOCK]);
  await client.query('UPDATE incident_record SET to_assign = true WHERE NOT to_assign');
  await client.query('UPDATE incident_record SET repository_id = NULL WHERE repository_id = ANY ($1)', [orphans]);
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
  await refreshTeamMembers(client);
}

/** Everything a source says of one repository. `source_repository` comes last: it says that the source speaks of it at all. */
export const OF_SOURCE_AND_REPOSITORY = [
  'ref_record',
  'pull_request_record',
  'issue_record',
  'deployment_record',
  'coverage_record',
  'source_repository',
];

const OF_SOURCE = [
  ...['incident_record', 'incident_coverage', 'team_record', 'source_cursor'],
  ...OF_SOURCE_AND_REPOSITORY,
];
