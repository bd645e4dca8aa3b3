import type { Database } from '../database/open-database.js';
import { inTransaction } from '../database/transaction.js';
import type { Json } from '../workspace/json.js';
import { isUuid } from './source.store.js';
import { UNFINISHED } from './unfinished.js';

export type SyncState = 'QUEUED' | 'RUNNING' | 'WAITING_FOR_RATE_LIMIT' | 'SUCCEEDED' | 'FAILED';

/** One run of a source. Instants in epoch milliseconds. */
export interface SyncRow {
  id: number;
  sourceId: string;
  state: SyncState;
  queuedAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  done: number;
  total: number | null;
  message: string | null;
  requests: number;
  records: number;
  /** How many rows could not be read; `rejectedRows` holds the first 100. */
  rejected: number;
  rejectedRows: Json[];
  nextAttemptAt: number | null;
}

/** What one batch adds to a sync: `requests`, `records` and `rejectedRows` are added up, the rest is replaced. */
export interface SyncStep {
  message: string;
  done: number;
  total: number | null;
  requests: number;
  records: number;
  rejectedRows?: object[];
}

const KEPT_REJECTED_ROWS = 100;
const COLUMNS = `id, source_id AS "sourceId", state, queued_at AS "queuedAt", started_at AS "startedAt",
  finished_at AS "finishedAt", done, total, message, requests, records, rejected, rejected_rows AS "rejectedRows",
  next_attempt_at AS "nextAttemptAt"`;

const STILL_WAITS = `(state = 'WAITING_FOR_RATE_LIMIT' AND next_attempt_at > now())`;

export class SyncStore {
  constructor(private readonly database: Database) {}

  /**
   * A source that is already waiting or being read is not queued twice. It is locked first, by a statement of its own: the
   * second one then sees what whoever held the lock before has queued.
   */
  queue(sourceId: string): Promise<SyncRow> {
    return inTransaction(this.database.pool, async (client) => {
      await client.query('SELECT FROM source WHERE id = $1 FOR UPDATE', [sourceId]);
      const { rows } = await client.query<SyncRow>(
        `WITH unfinished AS (SELECT * FROM source_sync WHERE source_id = $1 AND ${UNFINISHED} ORDER BY id DESC LIMIT 1),
         added AS (INSERT INTO source_sync (source_id, state)
           SELECT id, 'QUEUED' FROM source WHERE id = $1 AND NOT EXISTS (SELECT FROM unfinished) RETURNING *)
         SELECT ${COLUMNS} FROM (SELECT * FROM unfinished UNION ALL SELECT * FROM added) sync`,
        [sourceId],
      );
      if (!rows[0]) throw new Error(`There is no source ${sourceId} to queue.`);
      return rows[0];
    });
  }

  start(id: number): Promise<SyncRow | null> {
    const assignments = `state = 'RUNNING', started_at = coalesce(started_at, now()), next_attempt_at = NULL, message = NULL`;
    return this.update(id, assignments, []);
  }

  progress(id: number, step: SyncStep): Promise<SyncRow | null> {
    const rejected = step.rejectedRows ?? [];
    return this.update(
      id,
      `state = 'RUNNING', message = $2, done = $3, total = $4, requests = requests + $5, records = records + $6,
       rejected = rejected + $7,
       rejected_rows = jsonb_path_query_array(rejected_rows || $8::jsonb, '$[0 to ${KEPT_REJECTED_ROWS - 1}]')`,
      [
        step.message,
        step.done,
        step.total,
        step.requests,
        step.records,
        rejected.length,
        JSON.stringify(rejected.slice(0, KEPT_REJECTED_ROWS)),
      ],
    );
  }

  wait(id: number, nextAttemptAt: number, message: string): Promise<SyncRow | null> {
    const assignments = `state = 'WAITING_FOR_RATE_LIMIT', next_attempt_at = $2, message = $3`;
    return this.update(id, assignments, [new Date(nextAttemptAt), message]);
  }

  finish(id: number, message: string | null = null): Promise<SyncRow | null> {
    return this.update(id, `state = 'SUCCEEDED', finished_at = now(), message = $2`, [message]);
  }

  fail(id: number, message: string): Promise<SyncRow | null> {
    return this.update(id, `state = 'FAILED', finished_at = now(), next_attempt_at = NULL, message = $2`, [message]);
  }

  /** What waits for a rate limit is queued again; the rest of the syncs stay as they are. */
  async hasten(sourceId: string): Promise<void> {
    if (!isUuid(sourceId)) return;
    const assignments = `state = 'QUEUED', next_attempt_at = NULL, message = NULL`;
    await this.query(
      `UPDATE source_sync SET ${assignments} WHERE source_id = $1 AND state = 'WAITING_FOR_RATE_LIMIT' RETURNING ${COLUMNS}`,
      [sourceId],
    );
  }

  /**
   * At start: those that a kill cut short, and those that never began, oldest first, to be run again from their cursor. One that
   * waits for a rate limit still waits until then.
   */
  async resumeInterrupted(): Promise<SyncRow[]> {
    const rows = await this.query(
      `UPDATE source_sync SET state = CASE WHEN ${STILL_WAITS} THEN state ELSE 'QUEUED' END,
         next_attempt_at = CASE WHEN ${STILL_WAITS} THEN next_attempt_at END,
         message = CASE WHEN state = 'QUEUED' OR ${STILL_WAITS} THEN message ELSE 'Interrupted; goes on after the last batch.' END
       WHERE ${UNFINISHED} RETURNING ${COLUMNS}`,
      [],
    );
    return rows.sort((a, b) => a.id - b.id);
  }

  /** Forgets all but the newest ones, and the latest that succeeded: it says since when a source is known. */
  async prune(sourceId: string, kept: number): Promise<void> {
    await this.query(
      `DELETE FROM source_sync WHERE source_id = $1 AND id <= (
         SELECT id FROM source_sync WHERE source_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1)
       AND id <> coalesce((SELECT max(id) FROM source_sync WHERE source_id = $1 AND state = 'SUCCEEDED'), 0)
       AND NOT ${UNFINISHED}`,
      [sourceId, kept],
    );
  }

  async find(id: number): Promise<SyncRow | null> {
    const rows = await this.query(`SELECT ${COLUMNS} FROM source_sync WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Newest first. */
  async list(sourceId: string, first: number): Promise<SyncRow[]> {
    if (!isUuid(sourceId)) return [];
    const query = `SELECT ${COLUMNS} FROM source_sync WHERE source_id = $1 ORDER BY id DESC LIMIT $2`;
    return this.query(query, [sourceId, first]);
  }

  /** Null when the source was removed meanwhile. */
  private async update(id: number, assignments: string, values: unknown[]): Promise<SyncRow | null> {
    const statement = `UPDATE source_sync SET ${assignments} WHERE id = $1 RETURNING ${COLUMNS}`;
    const rows = await this.query(statement, [id, ...values]);
    return rows[0] ?? null;
  }

  private async query(text: string, values: unknown[]): Promise<SyncRow[]> {
    const { rows } = await this.database.pool.query<SyncRow>(text, values);
    return rows;
  }
}
