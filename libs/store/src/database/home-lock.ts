import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProcess } from './process-table.js';
import { StoreError, toFolderError } from './store-error.js';

interface Holder {
  pid: number;
  startedAt: string;
}

/** Makes this process the only one that uses the folder, and returns how to give it up. A dead holder's lock is taken over. */
export function lockHome(home: string): () => void {
  const path = join(home, 'lock');
  const text = JSON.stringify({ pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '' });
  for (let attempt = 0; attempt < 5; attempt++) {
    if (createWith(path, text)) return () => release(path, text);
    removeStale(path, home);
  }
  throw inUse(home, null);
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
    throw toFolderError(error, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeStale(path: string, home: string): void {
  const text = readText(path);
  if (text === null) return;
  const holder = parseHolder(text);
  if (holder && findProcess(holder.pid)?.startedAt === holder.startedAt) throw inUse(home, holder.pid);
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    // Another process may have replaced the stale lock between our reading and renaming: then it is put back.
    if (readText(aside) !== text) linkSync(aside, path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw toFolderError(error, path);
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
