import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, closeSync, constants, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './postgres-account.js';
import type { Binaries } from './postgres-binaries.js';
import { diskFull, StoreError, toFolderError } from './store-error.js';

/** The major version of the binaries; its data folders say the same in PG_VERSION. */
const MAJOR_VERSION = '18';
export const DATABASE_USER = 'weir';
export const DATABASE_NAME = 'weir';

/** A data folder and what it takes to run PostgreSQL on it. */
export interface Cluster {
  folder: string;
  account: Account | null;
  binaries: Binaries;
}

/** Makes the data folder when there is none. It appears under its name only when it is complete. */
export async function ensureCluster(cluster: Cluster, password: string): Promise<void> {
  const home = join(cluster.folder, '..');
  removeDrafts(home);
  if (existsSync(cluster.folder)) return checkVersion(cluster.folder);
  const draft = { ...cluster, folder: join(home, `data.new-${randomUUID()}`) };
  try {
    makeFolder(draft);
    await initialise(draft);
    await setPassword(draft, password);
    await runSingleUser(draft, [`CREATE DATABASE ${DATABASE_NAME};`]);
    renameSync(draft.folder, cluster.folder);
  } catch (error) {
    removeDrafts(home);
    throw toFolderError(toFirstStartError(error, home), home);
  }
}

/** Through PostgreSQL's single-user mode, so the password is in memory and in a pipe only. The server must not run. */
export async function setPassword(cluster: Cluster, password: string): Promise<void> {
  if (!/^[\w-]+$/.test(password)) throw new Error('The database password may hold letters, digits, - and _ only.');
  await runSingleUser(cluster, [`ALTER ROLE ${DATABASE_USER} PASSWORD '${password}';`]);
}

/**
 * Starts a program with the data folder as its argument. As root, the program runs under another account that may not be
 * able to traverse the path to the folder (a home of mode 0700), so it is handed the open folder itself.
 */
export function spawnOnData(
  cluster: Cluster,
  program: keyof Binaries,
  toArguments: (data: string) => string[],
  detached: boolean,
): ChildProcess {
  const byHandle = cluster.account !== null && process.platform === 'linux';
  const handle = byHandle ? openSync(cluster.folder, constants.O_RDONLY | constants.O_DIRECTORY) : null;
  try {
    return spawn(cluster.binaries[program], toArguments(handle === null ? cluster.folder : '/proc/self/fd/3'), {
      ...(cluster.account ?? {}),
      cwd: '/',
      // PG… variables of our own environment must not steer this server.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, TZ: 'UTC', LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe', ...(handle === null ? [] : [handle])],
      detached,
    });
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** What PostgreSQL's last words mean for a person. */
export function toStartError(output: string, folder: string): StoreError {
  const last = output
    .split('\n')
    .reverse()
    .find((line) => /FATAL|PANIC|error:|could not/.test(line));
  const words = (last ?? output.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|error): */, '').trim();
  // The kernel's word for a limit of shared memory or semaphores is that of a full disk.
  if (/could not (create|map|resize) .*(shared memory|semaphores)|Cannot allocate memory/.test(output))
    return startFailed(words);
  if (/No space left on device|Disk quota exceeded|Check free disk space|wrote only/.test(output))
    return diskFull(folder);
  if (/Read-only file system|Permission denied|must be owned by|wrong ownership/.test(output)) {
    const message = `PostgreSQL cannot write ${folder}: ${words}. Make it writable, or set WEIR_HOME to another folder.`;
    return new StoreError('HOME_UNUSABLE', message);
  }
  if (/incompatible with server|initialized by PostgreSQL version/.test(output)) return otherVersion(folder, words);
  if (/still in use|lock file .* already exists/.test(output)) {
    const message = `Processes of an earlier PostgreSQL still work on ${folder}: ${words}. Stop them and start again.`;
    return new StoreError('HOME_IN_USE', message);
  }
  if (/could not (bind|create any TCP\/IP sockets)/.test(output)) {
    const message = `PostgreSQL found no free port on 127.0.0.1: ${words}. Check what limits listening there, or set DATABASE_URL.`;
    return new StoreError('NO_PORT', message);
  }
  return last === undefined ? startFailed(words) : damaged(folder, words);
}

/** Nothing says that the data suffered: it was killed, or got too little of the machine. */
function startFailed(words: string): StoreError {
  const message = `PostgreSQL could not start: ${words || 'it ended without a word, as when it is killed'}. Free some memory, or set DATABASE_URL to a server of your own.`;
  return new StoreError('START_FAILED', message);
}

/** A folder that never worked is not damaged. */
function toFirstStartError(error: unknown, home: string): unknown {
  if (!(error instanceof StoreError)) return error;
  if (error.code === 'DISK_FULL') return diskFull(home, error);
  if (error.code !== 'DATA_DAMAGED') return error;
  const message = `PostgreSQL could not make its data folder in ${home} (${error.message}). Or set DATABASE_URL to a server of your own.`;
  return new StoreError('START_FAILED', message, { cause: error });
}

function damaged(folder: string, words: string): StoreError {
  return new StoreError(
    'DATA_DAMAGED',
    `The data folder ${folder} is damaged: ${words || 'PostgreSQL gave no reason'}. ` +
      `Restore it from a backup, or move it away and start again: sources are then read anew.`,
  );
}

function otherVersion(folder: string, found: string): StoreError {
  return new StoreError(
    'DATA_OF_OTHER_VERSION',
    `The data folder ${folder} is of PostgreSQL ${found}, this Weir brings ${MAJOR_VERSION}. ` +
      `Dump and restore it with that version, or move it away and start again: sources are then read anew.`,
  );
}

function checkVersion(folder: string): void {
  let found: string;
  try {
    found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ENOENT') throw toFolderError(error, folder);
    throw damaged(folder, 'the file PG_VERSION is missing');
  }
  if (!/^\d+$/.test(found)) throw damaged(folder, `the file PG_VERSION says "${found.slice(0, 20)}"`);
  if (found !== MAJOR_VERSION) throw otherVersion(folder, found);
}

function makeFolder(cluster: Cluster): void {
  mkdirSync(cluster.folder, { mode: 0o700 });
  chmodSync(cluster.folder, 0o700);
  if (cluster.account) chownSync(cluster.folder, cluster.account.uid, cluster.account.gid);
}

/** Sorting and case by Unicode code point, the same on every machine. Nobody gets in until the password is set. */
async function initialise(cluster: Cluster): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const toArguments = (data: string) => [
    ...['-D', data, '-U', DATABASE_USER, '--auth=reject', '--no-instructions'],
    ...locale,
  ];
  await expectSuccess(spawnOnData(cluster, 'initdb', toArguments, false), cluster.folder);
  writeFileSync(join(cluster.folder, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
}

/** It ends with the first statement that fails: left to itself, it would go on and report success. */
async function runSingleUser(cluster: Cluster, statements: string[]): Promise<void> {
  const toArguments = (data: string) => ['--single', '-D', data, '-c', 'exit_on_error=on', 'postgres'];
  const child = spawnOnData(cluster, 'postgres', toArguments, false);
  child.stdin?.end(statements.map((statement) => `${statement}\n`).join(''));
  await expectSuccess(child, cluster.folder);
}

/** An initdb that was killed leaves one; a live one of a killed process loses its folder and gives up. */
function removeDrafts(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('data.new-'))) {
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function expectSuccess(child: ChildProcess, folder: string): Promise<void> {
  const output: string[] = [];
  const keep = (chunk: unknown) => void (output.length < 500 && output.push(String(chunk)));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.on('error', () => {});
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw toStartError(output.join(''), folder);
}
