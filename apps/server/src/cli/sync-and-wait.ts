import { setTimeout as sleep } from 'node:timers/promises';
import { formatCounted } from '@weir/metrics';
import type { Client } from './client.js';
import { Failed } from './exit.js';
import { createProgress } from './progress.js';
import { say } from './say.js';

const POLL_MS = 250;
const REJECTED_SHOWN = 10;
const PROBLEMS_SHOWN = 10;

interface SyncStatus {
  state: 'IDLE' | 'QUEUED' | 'RUNNING' | 'WAITING_FOR_RATE_LIMIT' | 'SUCCEEDED' | 'FAILED';
  message: string | null;
  nextAttemptAt: string | null;
  requests: number;
  records: number;
  done: number;
  total: number | null;
  rejected: number;
  rejectedRows: { file: string; line: number; column: string | null; message: string }[];
}

export interface SyncedSource {
  id: string;
  name: string;
  kind: string;
  canSync: boolean;
  repositories: string[];
  problems: { repository: string | null; message: string }[];
  sync: SyncStatus;
}

const SOURCE_FIELDS = `id name kind canSync repositories problems { repository message }
  sync { state message nextAttemptAt requests records done total rejected rejectedRows { file line column message } }`;

export interface SourceDescription {
  kind: 'GITHUB' | 'GIT' | 'FILE' | 'SAMPLE';
  settings: Record<string, unknown>;
}

interface Payload {
  source: SyncedSource | null;
  refusal: { message: string } | null;
}

/** Adds the source, or finds it when it is known; either way a sync of it is queued. */
export async function addSource(client: Client, { kind, settings }: SourceDescription): Promise<SyncedSource> {
  const mutation = `mutation Add($input: AddSourceInput!) {
    addSource(input: $input) { source { ${SOURCE_FIELDS} } refusal { message } } }`;
  const { addSource: payload } = await client.ask<{ addSource: Payload }>(mutation, {
    input: { kind, name: '', settings },
  });
  return sourceOf(payload);
}

export async function startSync(client: Client, id: string): Promise<SyncedSource> {
  const mutation = `mutation Sync($id: ID!) {
    syncSource(id: $id) { source { ${SOURCE_FIELDS} } refusal { message } } }`;
  const { syncSource: payload } = await client.ask<{ syncSource: Payload }>(mutation, { id });
  return sourceOf(payload);
}

export async function listSources(client: Client): Promise<SyncedSource[]> {
  const { sources } = await client.ask<{ sources: SyncedSource[] }>(`{ sources { ${SOURCE_FIELDS} } }`);
  return sources;
}

/** Follows the syncs until each has ended, with progress on standard error. */
export async function waitForSyncs(client: Client, sources: SyncedSource[]): Promise<SyncedSource[]> {
  const progress = createProgress();
  try {
    for (;;) {
      const current = await pick(client, sources);
      for (const source of current) progress.show(source);
      if (current.every(hasEnded)) return current;
      await sleep(POLL_MS);
    }
  } finally {
    progress.close();
  }
}

/** Says what each sync brought; throws when one failed. */
export function reportSyncs(sources: SyncedSource[]): void {
  for (const source of sources) say(outcome(source));
  for (const source of sources) sayRejected(source.sync);
  for (const source of sources) sayProblems(source);
  if (sources.some((source) => source.sync.state === 'FAILED')) throw new Failed();
}

function outcome({ name, sync }: SyncedSource): string {
  if (sync.state === 'FAILED') return `${name}: failed. ${sync.message ?? ''}`.trimEnd();
  const records = formatCounted(sync.records, ['record', 'records']);
  const requests = formatCounted(sync.requests, ['request', 'requests']);
  return `${name}: ${records} read with ${requests}.`;
}

function sayRejected({ rejected, rejectedRows }: SyncStatus): void {
  if (rejected === 0) return;
  say(`${formatCounted(rejected, ['row', 'rows'])} could not be read:`);
  for (const { file, line, column, message } of rejectedRows.slice(0, REJECTED_SHOWN)) {
    say(`  ${file}:${line}${column === null ? '' : ` (${column})`}: ${message}`);
  }
  if (rejected > REJECTED_SHOWN) say(`  … and ${rejected - REJECTED_SHOWN} more.`);
}

/** What was read is not all there is; that is no failure, but nobody should have to look for it. */
function sayProblems({ name, problems }: SyncedSource): void {
  for (const { repository, message } of problems.slice(0, PROBLEMS_SHOWN)) say(`${repository ?? name}: ${message}`);
  if (problems.length > PROBLEMS_SHOWN) say(`… and ${problems.length - PROBLEMS_SHOWN} more, in Settings.`);
}

function sourceOf({ source, refusal }: Payload): SyncedSource {
  if (source !== null) return source;
  say(refusal?.message ?? 'The source was refused.');
  throw new Failed();
}

async function pick(client: Client, wanted: SyncedSource[]): Promise<SyncedSource[]> {
  const all = await listSources(client);
  return wanted.map(({ id, name }) => {
    const found = all.find((source) => source.id === id);
    if (found) return found;
    say(`${name} was removed meanwhile.`);
    throw new Failed();
  });
}

const hasEnded = ({ sync }: SyncedSource): boolean => sync.state === 'SUCCEEDED' || sync.state === 'FAILED';
