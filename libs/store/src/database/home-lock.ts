import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProcess } from './process-table.js';
import { StoreError, toFolderError } from './store-error.js';

interface Holder {
  pid: number;
  startedAt: string;
}

const PATIENCE_MS = 1000;
const STEP_MS = 50;

/**
 * Makes this process the only one that uses the folder, and returns how to give it up. A dead holder's lock is taken over;
 * one that is dying is waited for a moment.
 */
export async function lockHome(home: string): Promise<() => void> {
  const path = join(home, 'lock');
  const text = JSON.stringify({ pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '' });
  let holder: number | null = null;
  for (let waited = 0; waited <= PATIENCE_MS; waited += STEP_MS) {
    if (createWith(path, text)) return () => release(path, text);
    holder = findHolder(path);
    if (holder === null) removeStale(path);
    else await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw inUse(home, holder);
}

/** A hard link appears with its content or not at all, so nobody ever reads half a lock. */
function createWith(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw toFolderError(error, dirname(path));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether a process that is gone left its lock on this folder. */
export function isAbandoned(home: string): boolean {
  const path = join(home, 'lock');
  return readText(path) !== null && findHolder(path) === null;
}

/** The process that holds the lock, if it lives. */
function findHolder(path: string): number | null {
  const holder = parseHolder(readText(path) ?? '');
  return holder && findProcess(holder.pid)?.startedAt === holder.startedAt ? holder.pid : null;
}

function removeStale(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    // Another process may have replaced the stale lock between our looking and renaming: then it is put back.
    if (findHolder(aside) !== null) linkSync(aside, path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw toFolderError(error, dirname(path));
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(path: string, text: string): void {
  if (readText(path) === text) rmSync(path, { force: true });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    const isHolder = typeof value === 'object' && value !== null && 'pid' in value && 'startedAt' in value;
    return isHolder ? { pid: Number(value.pid), startedAt: String(value.startedAt) } : null;
  } catch {
    return null;
  }
}

function inUse(home: string, pid: number | null): StoreError {
  const who = pid === null ? 'Another process' : `Another Weir (process ${pid})`;
  return new StoreError(
    'HOME_IN_USE',
    `${who} is using ${home}. Stop it first, or set WEIR_HOME to another folder for a second workspace.`,
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
