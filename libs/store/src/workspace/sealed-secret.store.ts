import type { Instant } from '@weir/metrics';
import type { Database } from '../database/open-database.js';

export interface SealedSecretRow {
  name: string;
  sealed: string;
  madeAt: Instant;
}

/** Secrets of the workspace by name. They come sealed and go sealed: what is in them, only the server can read. */
export class SealedSecretStore {
  constructor(private readonly database: Database) {}

  async set(name: string, sealed: string): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO sealed_secret (name, sealed) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, made_at = now()`,
      [name, sealed],
    );
  }

  async find(name: string): Promise<string | null> {
    const query = 'SELECT sealed FROM sealed_secret WHERE name = $1';
    const { rows } = await this.database.pool.query<{ sealed: string }>(query, [name]);
    return rows[0]?.sealed ?? null;
  }

  /** False when there is none of this name. */
  async remove(name: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query('DELETE FROM sealed_secret WHERE name = $1', [name]);
    return rowCount === 1;
  }

  /** Those whose names begin so, by name. */
  async list(prefix: string): Promise<SealedSecretRow[]> {
    const { rows } = await this.database.pool.query<SealedSecretRow>(
      `SELECT name, sealed, made_at AS "madeAt" FROM sealed_secret WHERE starts_with(name, $1) ORDER BY name`,
      [prefix],
    );
    return rows;
  }
}
