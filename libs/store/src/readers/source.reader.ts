import type { VisibleRepositories } from '@weir/metrics';
import sql from 'sql-template-tag';
import type { SourceRow } from '../records/source.store.js';
import type { SyncRow } from '../records/sync.store.js';
import { all } from './filter-conditions.js';
import { isVisible } from './list-scope.js';
import { readRows, type SqlRunner } from './sql-runner.js';

/** A source with how it stands. */
export interface SourceStatus extends SourceRow {
  /** Names, sorted; only those that the viewer may see. */
  repositories: string[];
  /** What a person should know of reading single repositories, by their names; only those that the viewer may see. */
  repositoryProblems: { repository: string; message: string }[];
  /** Whether anything is kept sealed for it. */
  hasSecrets: boolean;
  /** End of the latest sync that succeeded. */
  lastSyncedAt: number | null;
  /** Null when it was never queued. */
  sync: SyncRow | null;
}

/** Every source in the order they were added, or the ones that are asked for. */
export async function readSources(
  runner: SqlRunner,
  visible: VisibleRepositories,
  ids?: readonly string[],
): Promise<SourceStatus[]> {
  const isAsked = ids ? sql`s.id = ANY(${[...ids]}::uuid[])` : sql`true`;
  const repositories = all([sql`sr.source_id = s.id`, ...isVisible('sr.repository_id', visible)]);
  const rows = await readRows<Omit<SourceStatus, 'sync'>>(
    runner,
    sql`SELECT s.id, s.kind, s.name, s.settings, s.fingerprint, s.cursor, s.problems, s.created_at AS "createdAt",
        s.secrets IS NOT NULL AS "hasSecrets",
        ARRAY(SELECT r.name FROM source_repository sr JOIN repository r ON r.id = sr.repository_id
          WHERE ${repositories} ORDER BY r.name) AS repositories,
        ARRAY(SELECT jsonb_build_object('repository', r.name, 'message', problem)
          FROM source_repository sr JOIN repository r ON r.id = sr.repository_id
          CROSS JOIN LATERAL unnest(sr.problems) WITH ORDINALITY AS told (problem, place)
          WHERE ${repositories} ORDER BY r.name, place) AS "repositoryProblems",
        (SELECT finished_at FROM source_sync WHERE source_id = s.id AND state = 'SUCCEEDED'
          ORDER BY id DESC LIMIT 1) AS "lastSyncedAt"
      FROM source s WHERE ${isAsked} ORDER BY s.created_at, s.id`,
  );
  const syncs = await readLatestSyncs(
    runner,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, sync: syncs.get(row.id) ?? null }));
}

/** By the index, a row for each source: those of years gone by are not looked at. */
async function readLatestSyncs(runner: SqlRunner, sourceIds: string[]): Promise<Map<string, SyncRow>> {
  const rows = await readRows<SyncRow>(
    runner,
    sql`SELECT latest.* FROM unnest(${sourceIds}::uuid[]) AS asked (id) CROSS JOIN LATERAL (
        SELECT id, source_id AS "sourceId", state, queued_at AS "queuedAt", started_at AS "startedAt",
          finished_at AS "finishedAt", done, total, message, requests, records, rejected,
          rejected_rows AS "rejectedRows", next_attempt_at AS "nextAttemptAt"
        FROM source_sync WHERE source_id = asked.id ORDER BY source_sync.id DESC LIMIT 1) latest`,
  );
  return new Map(rows.map((row) => [row.sourceId, row]));
}
