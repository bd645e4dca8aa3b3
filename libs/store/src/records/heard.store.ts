import type { Instant } from '@weir/metrics';
import type { Database } from '../database/open-database.js';

/** The last thing a sender of webhooks sent, and what became of it. */
export interface HeardRow {
  sender: string;
  event: string;
  outcome: string;
  at: Instant;
}

export class HeardStore {
  constructor(private readonly database: Database) {}

  async note({ sender, event, outcome, at }: HeardRow): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO webhook_heard AS stored (sender, event, outcome, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (sender) DO UPDATE SET event = excluded.event, outcome = excluded.outcome, at = excluded.at
       WHERE stored.at <= excluded.at`,
      [sender, event, outcome, new Date(at).toISOString()],
    );
  }

  async list(): Promise<HeardRow[]> {
    const query = 'SELECT sender, event, outcome, at FROM webhook_heard ORDER BY sender';
    return (await this.database.pool.query<HeardRow>(query)).rows;
  }
}
