import type { TeamRecord } from '@weir/metrics';
import type pg from 'pg';
import { incoming, stageRows, upsertRows, viewRows } from '../database/bulk.js';
import { StoreError } from '../database/store-error.js';
import type { Json } from '../workspace/json.js';
import { TEAMS } from './record-tables.js';
import { refreshTeamMembers } from './team-members.js';
import type { SourceContext } from './write-counts.js';

/** Also locks the source, so that two runs of one source follow each other. */
export async function moveCursor(client: pg.ClientBase, sourceId: string, cursor: Json): Promise<void> {
  const statement = 'UPDATE source SET cursor = $2 WHERE id = $1';
  requireOne(await client.query(statement, [sourceId, JSON.stringify(cursor)]), sourceId);
}

export async function lockSource(client: pg.ClientBase, sourceId: string): Promise<void> {
  requireOne(await client.query('SELECT FROM source WHERE id = $1 FOR UPDATE', [sourceId]), sourceId);
}

function requireOne({ rowCount }: pg.QueryResult, sourceId: string): void {
  if (rowCount === 0) throw new StoreError('NOT_FOUND', `The source ${sourceId} was removed while it was read.`);
}

/** Parts that are not named stay; null removes one. */
export async function moveCursors(
  client: pg.ClientBase,
  sourceId: string,
  cursors: Readonly<Record<string, Json>>,
): Promise<void> {
  const parts = Object.entries(cursors);
  const gone = parts.flatMap(([part, cursor]) => (cursor === null ? [part] : []));
  const kept = parts.filter(([, cursor]) => cursor !== null);
  await client.query('DELETE FROM source_cursor WHERE source_id = $1 AND part = ANY ($2)', [sourceId, gone]);
  await client.query(
    `INSERT INTO source_cursor AS stored (source_id, part, cursor)
     SELECT $1, part, cursor FROM unnest($2::text[], $3::jsonb[]) AS given (part, cursor)
     ON CONFLICT (source_id, part) DO UPDATE SET cursor = excluded.cursor WHERE stored.cursor IS DISTINCT FROM excluded.cursor`,
    [sourceId, kept.map(([part]) => part), kept.map(([, cursor]) => JSON.stringify(cursor))],
  );
}

/** `teams` is the whole set: a team that is not in it is gone. */
export async function writeTeams(context: SourceContext, teams: TeamRecord[]): Promise<void> {
  const { client, sourceId, counts } = context;
  const rows = teams.map((team) => ({ ...team, members: [...new Set(team.members)].sort(), sourceId }));
  counts.read += rows.length;
  const before = counts.written;
  counts.written += await upsertRows(client, TEAMS, rows);
  if (rows.length === 0) await stageRows(client, TEAMS, viewRows([]));
  const { rowCount } = await client.query(
    `DELETE FROM team_record stored WHERE source_id = $1
       AND NOT EXISTS (SELECT FROM pg_temp.${incoming(TEAMS)} given WHERE given.key = stored.key)`,
    [sourceId],
  );
  counts.written += rowCount ?? 0;
  if (counts.written > before) await refreshTeamMembers(client);
}

export async function writeSourceProblems(client: pg.ClientBase, sourceId: string, problems: string[]): Promise<void> {
  const statement = 'UPDATE source SET problems = $2 WHERE id = $1 AND problems IS DISTINCT FROM $2';
  await client.query(statement, [sourceId, problems]);
}
