import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { StoreLog } from './log.js';
import { type Cluster, spawnOnData, toStartError } from './postgres-cluster.js';
import { findProcess, listProcesses, worksIn } from './process-table.js';
import { StoreError, toFolderError } from './store-error.js';

/** A PostgreSQL server process on a data folder. */
export interface ServerProcess {
  port: number;
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown: rolls back what is open, writes everything out; harder when that takes too long. */
  stop(): Promise<void>;
}

const STOP_SECONDS = 30;
const START_ATTEMPTS = 10;
const KEPT_LINES = 200;
const LOGGED_LINES = 1000;

/** Starts the server and waits until it takes connections, however long its recovery takes. Without a port it finds one. */
export async function startServer(
  cluster: Cluster,
  settings: Record<string, string>,
  log: StoreLog,
): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    await stopOrphans(cluster.folder, log);
    const port = settings.port ?? String(await findFreePort());
    try {
      return await startOn(cluster, { ...settings, port }, log);
    } catch (error) {
      const mayPass = error instanceof StoreError && (error.code === 'NO_PORT' || error.code === 'HOME_IN_USE');
      if (!mayPass || attempt >= START_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

/** Servers (and, after a kill of the server alone, its workers) that outlived their Weir are stopped; a stale pid file is dropped. */
export async function stopOrphans(folder: string, log: StoreLog): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const named = readPid(file);
  for (const pid of new Set([...(named === null ? [] : [named]), ...listProcesses()])) {
    if (!isServerOf(pid, folder)) continue;
    log.warn(`PostgreSQL (process ${pid}) is left over from a Weir that was killed: stopping it.`);
    await stopProcess(pid, () => isServerOf(pid, folder));
  }
  removeStale(file);
}

/** An empty one, of a server that was killed while it began, too: PostgreSQL would refuse to start beside it. */
function removeStale(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    throw toFolderError(error, dirname(file));
  }
}

function readPid(file: string): number | null {
  try {
    // In single-user mode it is written with a minus.
    const pid = Math.abs(Number(readFileSync(file, 'utf8').split('\n')[0]));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** A server by its path, a worker by the title it gives itself; not who edits postgresql.conf in the folder. */
const SERVER = /^(?:.*\/)?postgres(?::|\s|$)/;

/** The pid may belong to anybody by now: it must be a postgres that works in this folder. */
function isServerOf(pid: number, folder: string): boolean {
  const found = findProcess(pid);
  if (!found || !SERVER.test(found.command)) return false;
  return worksIn(pid, folder) ?? found.command.includes(folder);
}

async function stopProcess(pid: number, isAlive: () => boolean): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive()) return;
    trySignal(pid, signal);
    if (await waitUntil(() => !isAlive(), STOP_SECONDS * 1000)) return;
  }
  throw new StoreError(
    'HOME_IN_USE',
    `PostgreSQL (process ${pid}) cannot be stopped. Stop it by hand and start again.`,
  );
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile; the caller looks again.
  }
}

async function waitUntil(isDone: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (isDone()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return isDone();
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) =>
      reject(new StoreError('START_FAILED', 'No port on 127.0.0.1 can be opened. Set DATABASE_URL.', { cause })),
    );
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function startOn(cluster: Cluster, settings: Record<string, string>, log: StoreLog): Promise<ServerProcess> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawnOnData(cluster, 'postgres', (data) => ['-D', data, ...options], true);
  const output = collectOutput(child, log);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    void ended.then(() => reject(toStartError(output.lines.join('\n'), cluster.folder)));
  });
  failed.catch(() => {});
  await Promise.race([output.ready, failed]);
  return { port: Number(settings.port), ended, stop: () => stopChild(child, cluster, ended) };
}

/** Keeps the last lines for an error message and passes on warnings, up to a limit: an endless loop must not fill a disk. */
function collectOutput(child: ChildProcess, log: StoreLog): { lines: string[]; ready: Promise<void> } {
  const lines: string[] = [];
  let logged = 0;
  const ready = new Promise<void>((resolve) => {
    const take = (line: string) => {
      if (line.includes('ready to accept connections')) resolve();
      if (lines.push(line) > KEPT_LINES) lines.shift();
      if (/ (WARNING|FATAL|PANIC): /.test(line) && logged++ < LOGGED_LINES) log.warn(`PostgreSQL: ${line}`);
    };
    eachLine(child, take);
  });
  return { lines, ready };
}

function eachLine(child: ChildProcess, take: (line: string) => void): void {
  let rest = '';
  child.stdout?.resume();
  child.stdin?.on('error', () => {});
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = (parts.pop() ?? '').slice(-10_000);
    parts.forEach(take);
  });
}

async function stopChild(child: ChildProcess, cluster: Cluster, ended: Promise<void>): Promise<void> {
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  if (process.platform === 'win32') await stopOnWindows(cluster);
  else if (child.pid !== undefined) await stopProcess(child.pid, isAlive);
  await ended;
}

/** Windows has no signals: pg_ctl knows how to ask. */
async function stopOnWindows(cluster: Cluster): Promise<void> {
  const child = spawnOnData(cluster, 'pgCtl', (data) => ['stop', '-m', 'fast', '-D', data], false);
  await new Promise((resolve) => child.once('close', resolve));
}
