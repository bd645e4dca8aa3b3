import pg from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../workspace/entities.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { SILENT, type StoreLog } from './log.js';
import { MIGRATIONS } from './migrations.js';
import { StoreError } from './store-error.js';
import { TYPE_PARSERS } from './type-parsers.js';

export interface DatabaseOptions {
  home: string;
  /** A PostgreSQL server of one's own; null starts the embedded one in `home`. */
  url: string | null;
  secret: string | Buffer;
  log?: StoreLog;
  settings?: Record<string, string>;
}

/** One database: `pool` for reads and bulk writes (it gives timestamps as epoch milliseconds and bigint as number), `dataSource` for the schema and small tables. */
export interface Database {
  pool: pg.Pool;
  dataSource: DataSource;
  connectionString: string;
  close(): Promise<void>;
}

const OLDEST_SERVER = 150_000;
const POOL_SIZE = 12;

/** Opens (and, embedded, starts) the database. It is not migrated yet, see `migrate`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? SILENT;
  if (options.url) return connectDatabase(options.url, log);
  const { home, secret, settings } = options;
  const embedded = await startEmbeddedPostgres({ home, secret, log, settings });
  try {
    return await connectDatabase(embedded.connectionString, log, embedded);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Connects to a running server; `embedded` is stopped with the connection. */
async function connectDatabase(url: string, log: StoreLog, embedded?: EmbeddedPostgres): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, types: TYPE_PARSERS, options: '-c timezone=UTC' });
  // Connections that break while nobody uses them (a restarted server) are replaced at the next query.
  pool.on('error', (error) => log.warn(`A database connection was lost: ${error.message}`));
  // One that breaks while it is lent (in a transaction) fails the query it runs; unheard, it would also end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    logging: false,
    poolSize: 4,
    poolErrorHandler: (error: unknown) => log.warn(`A database connection was lost: ${String(error)}`),
  });
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await pool.end();
    await embedded?.stop();
  };
  try {
    await checkServer(pool, url);
    await dataSource.initialize();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, dataSource, connectionString: url, close };
}

async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const version = await readVersion(pool, url);
  if (version >= OLDEST_SERVER) return;
  const found = Math.floor(version / 10_000);
  throw new StoreError(
    'UNREACHABLE',
    `DATABASE_URL leads to PostgreSQL ${found}; Weir needs 15 or newer. Use a newer server, or unset it for the embedded one.`,
  );
}

async function readVersion(pool: pg.Pool, url: string): Promise<number> {
  try {
    const { rows } = await pool.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    return rows[0]?.version ?? 0;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || describeMany(cause) : String(cause);
    const message = `The database at ${withoutPassword(url)} cannot be used: ${reason}. Check DATABASE_URL, or unset it for the embedded server.`;
    throw new StoreError('UNREACHABLE', message, { cause });
  }
}

/** Node reports several failed addresses as one error without a message. */
function describeMany(error: Error): string {
  return error instanceof AggregateError ? error.errors.map((one: unknown) => String(one)).join('; ') : error.name;
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    // It may be said there as well.
    parsed.search = '';
    return parsed.toString();
  } catch {
    return 'an address that is not a URL';
  }
}
