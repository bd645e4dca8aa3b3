import type pg from 'pg';
import type { Database } from '../database/open-database.js';
import { inTransaction } from '../database/transaction.js';
import { SourceEntity } from '../workspace/entities.js';
import type { Json } from '../workspace/json.js';
import { markDirty } from './dirty.js';
import { forgetCommits, forgetOrphans, lockRepositoriesOf } from './forget.js';
import { refreshTeamMembers } from './team-members.js';

/** A connected source. What its settings mean is its own business; its secrets are not among them, see `secrets`. */
export interface SourceRow {
  id: string;
  kind: string;
  name: string;
  settings: Json;
  fingerprint: string;
  /** Where its last committed batch ended; null before the first. */
  cursor: Json;
  /** What a person should know of reading it, each with what to do. */
  problems: string[];
  createdAt: number;
}

export interface NewSource {
  kind: string;
  name: string;
  settings: Json;
  fingerprint: string;
  /** Sealed text. Absent: a known source keeps what it has; null takes it away. */
  secrets?: string | null;
}

/** What the settings of a known source become when it is named again. */
export type Extend = (known: Json) => Json;

const COLUMNS = 'id, kind, name, settings, fingerprint, cursor, problems, created_at AS "createdAt"';

export class SourceStore {
  constructor(private readonly database: Database) {}

  /**
   * The same thing added twice is one source. Its settings become what `extend` makes of the known ones (unless told, the new
   * ones); two that name it at once follow each other, so neither's part is lost.
   */
  async add(source: NewSource, extend: Extend = () => source.settings): Promise<{ source: SourceRow; isNew: boolean }> {
    return inTransaction(this.database.pool, async (client) => {
      const added = await insertSource(client, source);
      if (added) return { source: added, isNew: true };
      const known = await lockByFingerprint(client, source.fingerprint);
      const settings = extend(known.settings);
      await updateSource(client, known.id, settings, source.secrets);
      return { source: { ...known, settings }, isNew: false };
    });
  }

  /** Settings as they are from now on; secrets (sealed) only where they are given, null takes them away. False: no such source. */
  async update(id: string, settings: Json, secrets?: string | null): Promise<boolean> {
    return isUuid(id) && updateSource(this.database.pool, id, settings, secrets);
  }

  /** The sealed secrets, as they were handed in. */
  async secrets(id: string): Promise<string | null> {
    if (!isUuid(id)) return null;
    const query = 'SELECT secrets FROM source WHERE id = $1';
    const { rows } = await this.database.pool.query<{ secrets: string | null }>(query, [id]);
    return rows[0]?.secrets ?? null;
  }

  /** Every part of the place to go on from that was committed and not removed. */
  async cursors(id: string): Promise<Record<string, Json>> {
    if (!isUuid(id)) return {};
    const query = 'SELECT part, cursor FROM source_cursor WHERE source_id = $1 ORDER BY part';
    const { rows } = await this.database.pool.query<{ part: string; cursor: Json }>(query, [id]);
    return Object.fromEntries(rows.map(({ part, cursor }) => [part, cursor]));
  }

  /** Those that speak of any of the repositories. */
  async listSpeakingOf(repositoryIds: readonly number[]): Promise<string[]> {
    const query = 'SELECT DISTINCT source_id AS id FROM source_repository WHERE repository_id = ANY ($1) ORDER BY 1';
    const { rows } = await this.database.pool.query<{ id: string }>(query, [[...repositoryIds]]);
    return rows.map(({ id }) => id);
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
      // In the order in which a batch of it locks: the source, then its repositories.
      await client.query('SELECT FROM source WHERE id = $1 FOR UPDATE', [id]);
      const repositoryIds = await lockRepositoriesOf(client, id);
      const { rowCount } = await client.query('DELETE FROM source WHERE id = $1', [id]);
      if (rowCount === 0) return false;
      await forgetCommits(client, repositoryIds);
      await forgetOrphans(client, repositoryIds);
      await markDirty(client, repositoryIds);
      await refreshTeamMembers(client);
      return true;
    });
  }
}

/** Null when the fingerprint is known. */
async function insertSource(client: pg.ClientBase, source: NewSource): Promise<SourceRow | null> {
  const { rows } = await client.query<SourceRow>(
    `INSERT INTO source (kind, name, settings, fingerprint, secrets) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (fingerprint) DO NOTHING RETURNING ${COLUMNS}`,
    [source.kind, source.name, JSON.stringify(source.settings), source.fingerprint, source.secrets ?? null],
  );
  return rows[0] ?? null;
}

async function lockByFingerprint(client: pg.ClientBase, fingerprint: string): Promise<SourceRow> {
  const query = `SELECT ${COLUMNS} FROM source WHERE fingerprint = $1 FOR UPDATE`;
  const { rows } = await client.query<SourceRow>(query, [fingerprint]);
  if (!rows[0]) throw new Error(`The source ${fingerprint} was removed while it was added.`);
  return rows[0];
}

async function updateSource(
  client: Pick<pg.ClientBase, 'query'>,
  id: string,
  settings: Json,
  secrets: string | null | undefined,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE source SET settings = $2, secrets = CASE WHEN $3::boolean THEN $4::text ELSE secrets END WHERE id = $1`,
    [id, JSON.stringify(settings), secrets !== undefined, secrets ?? null],
  );
  return rowCount === 1;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
