import type { Database } from '../database/open-database.js';
import { inTransaction } from '../database/transaction.js';
import { SourceEntity } from '../workspace/entities.js';
import type { Json } from '../workspace/json.js';
import { markDirty } from './dirty.js';
import { forgetCommits, forgetOrphans, lockRepositoriesOf } from './forget.js';

/** A connected source. What its settings mean is its own business. */
export interface SourceRow {
  id: string;
  kind: string;
  name: string;
  settings: Json;
  fingerprint: string;
  /** Where its last committed batch ended; null before the first. */
  cursor: Json;
  createdAt: number;
}

export interface NewSource {
  kind: string;
  name: string;
  settings: Json;
  fingerprint: string;
}

const COLUMNS = 'id, kind, name, settings, fingerprint, cursor, created_at AS "createdAt"';

export class SourceStore {
  constructor(private readonly database: Database) {}

  /** The same thing added twice is one source; what the second time says of how to read it counts from then on. */
  async add(source: NewSource): Promise<{ source: SourceRow; isNew: boolean }> {
    const { rows } = await this.database.pool.query<SourceRow & { isNew: boolean }>(
      `INSERT INTO source (kind, name, settings, fingerprint) VALUES ($1, $2, $3, $4)
       ON CONFLICT (fingerprint) DO UPDATE SET settings = excluded.settings RETURNING ${COLUMNS}, xmax = 0 AS "isNew"`,
      [source.kind, source.name, JSON.stringify(source.settings), source.fingerprint],
    );
    const [{ isNew, ...stored }] = rows as [SourceRow & { isNew: boolean }];
    return { source: stored, isNew };
  }

  /** In the order they were added. */
  async list(): Promise<SourceRow[]> {
    const { rows } = await this.database.pool.query<SourceRow>(`SELECT ${COLUMNS} FROM source ORDER BY created_at, id`);
    return rows;
  }

  async find(id: string): Promise<SourceRow | null> {
    if (!isUuid(id)) return null;
    const { rows } = await this.database.pool.query<SourceRow>(`SELECT ${COLUMNS} FROM source WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  async findByFingerprint(fingerprint: string): Promise<SourceRow | null> {
    const query = `SELECT ${COLUMNS} FROM source WHERE fingerprint = $1`;
    const { rows } = await this.database.pool.query<SourceRow>(query, [fingerprint]);
    return rows[0] ?? null;
  }

  async rename(id: string, name: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    const result = await this.database.dataSource.getRepository(SourceEntity).update(id, { name });
    return result.affected === 1;
  }

  /**
   * Forgets the source and everything it said. Its repositories are derived again from what other sources say; one that no
   * source speaks of any more goes with its facts at once. False when there is no such source.
   */
  async remove(id: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    return inTransaction(this.database.pool, async (client) => {
      const repositoryIds = await lockRepositoriesOf(client, id);
      const { rowCount } = await client.query('DELETE FROM source WHERE id = $1', [id]);
      if (rowCount === 0) return false;
      await forgetCommits(client, repositoryIds);
      await forgetOrphans(client, repositoryIds);
      await markDirty(client, repositoryIds);
      return true;
    });
  }
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
