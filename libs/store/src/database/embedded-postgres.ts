import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { isAbandoned, lockHome } from './home-lock.js';
import type { StoreLog } from './log.js';
import { chooseAccount } from './postgres-account.js';
import { findBinaries } from './postgres-binaries.js';
import { type Cluster, DATABASE_NAME, DATABASE_USER, ensureCluster, setPassword } from './postgres-cluster.js';
import { type ServerProcess, startServer, stopOrphans } from './postgres-server.js';
import { toFolderError } from './store-error.js';

export interface EmbeddedOptions {
  /** Weir's folder; PostgreSQL's data is `data` in it. */
  home: string;
  /** What the database password is derived from. */
  secret: string | Buffer;
  log: StoreLog;
  /** PostgreSQL settings besides our own, for tests (`fsync=off`). */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  connectionString: string;
  /** Stops the server and gives up the folder. To be called when nobody uses the database any more. */
  stop(): Promise<void>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
};
/** A server that lived this long was well: it is started again at once. */
const STEADY_MS = 60_000;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * PostgreSQL of our own in Weir's folder: made at the first start, recovered after a kill, restarted when it dies under us,
 * reachable on 127.0.0.1 with a password only. It runs in a session of its own, so that a Ctrl-C reaches Weir, which drains
 * first and stops it then.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.home);
  makeHome(home);
  const unlock = await lockHome(home);
  try {
    const cluster = openCluster(home);
    const password = derivePassword(options.secret);
    await stopOrphans(cluster.folder, options.log);
    await ensureCluster(cluster, password);
    return await supervise(cluster, password, { ...options, home }, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Stops what a killed Weir left running on this folder, so that it can be removed. False when nobody abandoned it. */
export async function stopAbandoned(home: string, log: StoreLog): Promise<boolean> {
  if (!isAbandoned(home)) return false;
  await stopOrphans(join(resolve(home), 'data'), log);
  return true;
}

function openCluster(home: string): Cluster {
  const folder = join(home, 'data');
  const account = chooseAccount(folder);
  return { folder, account, binaries: findBinaries(home, account) };
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    chmodSync(home, 0o700);
  } catch (error) {
    throw toFolderError(error, home);
  }
}

function derivePassword(secret: string | Buffer): string {
  return createHmac('sha256', secret).update('weir database password').digest('base64url');
}

async function supervise(
  cluster: Cluster,
  password: string,
  options: EmbeddedOptions,
  unlock: () => void,
): Promise<EmbeddedPostgres> {
  const settings = { ...SETTINGS, ...options.settings };
  const first = await startWithPassword(cluster, password, settings, options.log);
  const port = String(first.port);
  let current = Promise.resolve(first);
  let stopping = false;
  const revive = async (): Promise<void> => {
    for (let deaths = 0; ; deaths++) {
      const startedAt = Date.now();
      const reason = await current.then((server) => server.ended.then(() => 'it ended unexpectedly'), String);
      if (Date.now() - startedAt > STEADY_MS) deaths = 0;
      if (stopping) return;
      const pauseMs = toPause(deaths);
      options.log.error(`PostgreSQL is down (${reason}): starting it again in ${pauseMs / 1000} seconds.`);
      await setTimeout(pauseMs, undefined, { ref: false });
      if (stopping) return;
      current = startServer(cluster, { ...settings, port }, options.log);
    }
  };
  void revive();
  const stop = async () => {
    stopping = true;
    await current.then(
      (server) => server.stop(),
      () => {},
    );
    unlock();
  };
  return { connectionString: toUrl(password, port, DATABASE_NAME), stop };
}

/** At once, then after longer and longer pauses: what keeps it down (a full disk) may pass. */
function toPause(deaths: number): number {
  return deaths === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** (deaths - 1));
}

/** The secret may have been replaced since the last start: then the password follows it. */
async function startWithPassword(
  cluster: Cluster,
  password: string,
  settings: Record<string, string>,
  log: StoreLog,
): Promise<ServerProcess> {
  const server = await startServer(cluster, settings, log);
  try {
    if (await accepts(toUrl(password, String(server.port), DATABASE_NAME))) return server;
    await server.stop();
    await setPassword(cluster, password);
    return await startServer(cluster, settings, log);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  // A server that dies now fails the query; unheard, it would also end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') return false;
    throw error;
  } finally {
    await client.end();
  }
}

function toUrl(password: string, port: string, database: string): string {
  return `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}
