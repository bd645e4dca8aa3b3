import { RateLimited, SourceError, type Source } from '@weir/sources';
import {
  FactStore,
  RecordStore,
  SourceStore,
  StoreError,
  SyncStore,
  type SourceRow,
  type SyncRow,
  type SyncStep,
} from '@weir/store';
import { toWeirError } from '../platform/errors/to-weir-error.js';
import { WeirError } from '../platform/errors/weir-error.js';
import type { JobRun } from '../platform/jobs/jobs.js';
import { DerivePace } from './derive-pace.js';
import type { Derivation } from './derivation.js';
import type { SourceOpener } from './source-opener.js';
import { SyncProgress } from './sync-progress.js';

/** What one run needs of the world. */
export interface SyncTools {
  sources: SourceStore;
  syncs: SyncStore;
  records: RecordStore;
  opener: SourceOpener;
  derivation: Derivation;
  facts: FactStore;
  now: () => number;
  /** Tells whoever watches that the row of this source's sync has changed. */
  announce: (sourceId: string) => Promise<void>;
  /** Has the sync come again then, whatever becomes of this process. */
  comeBack: (syncId: number, at: number) => Promise<void>;
}

interface Run extends JobRun {
  tools: SyncTools;
  sync: SyncRow;
}

/** Syncs are kept for the history of a source; older ones are of no use. */
const KEPT_SYNCS = 200;

/** Reads a source to its end, batch by batch; then derives. What fails is told in the row of the sync; what was read stays. */
export async function runSync(tools: SyncTools, sync: SyncRow, jobRun: JobRun): Promise<void> {
  const run = { ...jobRun, tools, sync };
  const { signal } = run;
  if ((await tools.syncs.start(sync.id)) === null) return;
  await tools.announce(sync.sourceId);
  try {
    await readUntilCurrent(run);
    if (signal.aborted) return;
    await tellStep(run, 'working out figures');
    await tools.derivation.deriveDirty(signal);
    if (signal.aborted) return;
    await tools.syncs.finish(sync.id);
    await tools.facts.fixDeploymentRules(sync.sourceId);
    await tools.syncs.prune(sync.sourceId, KEPT_SYNCS);
  } catch (error) {
    await endEarly(run, error);
  } finally {
    await tools.announce(sync.sourceId).catch(() => undefined);
  }
}

/** Somebody may choose other repositories, or give another token, while it is read: it is done when it is read so. */
async function readUntilCurrent(run: Run): Promise<void> {
  const { tools, sync, signal } = run;
  for (;;) {
    const row = await tools.sources.find(sync.sourceId);
    if (row === null) return;
    const sealed = await tools.sources.secrets(row.id);
    await readAll(run, row);
    if (signal.aborted || !(await tools.opener.isChanged(row, sealed))) return;
  }
}

async function readAll({ tools, sync, signal }: Run, row: SourceRow): Promise<void> {
  const write = async (step: SyncStep) => {
    await tools.syncs.progress(sync.id, step);
    await tools.announce(row.id);
  };
  const progress = new SyncProgress(write, tools.now, sync);
  try {
    await readBatches({ tools, row, progress, signal }, await tools.opener.openKnown(row));
  } catch (error) {
    if (error instanceof SourceError) progress.spend(error.requests);
    await progress.flush().catch(() => undefined);
    throw error;
  }
  await progress.flush();
  if (!signal.aborted) await tools.records.finishReading(row.id);
}

interface Reading {
  tools: SyncTools;
  row: SourceRow;
  progress: SyncProgress;
  signal: AbortSignal;
}

async function readBatches({ tools, row, progress, signal }: Reading, source: Source): Promise<void> {
  const pace = new DerivePace(tools.now);
  const place = { cursor: row.cursor, cursors: await tools.sources.cursors(row.id) };
  for await (const batch of source.read({ ...place, now: tools.now, signal })) {
    progress.spend(batch.progress.requests);
    await tools.records.writeBatch(row.id, batch);
    await progress.add(batch);
    if (signal.aborted) break;
    if (pace.isDue()) await pace.measure(() => tools.derivation.deriveDirty(signal));
  }
}

/** A rate limit is waited for, a database that went away is tried again; everything else is a failure, and told. */
async function endEarly(run: Run, error: unknown): Promise<void> {
  const { tools, sync, signal, isLastAttempt } = run;
  if (signal.aborted || isRemoved(error)) return;
  if (error instanceof RateLimited) return waitFor(run, error);
  if (!(error instanceof SourceError) && toWeirError(error).kind.retry && !isLastAttempt) throw error;
  await tools.syncs.fail(sync.id, sentenceOf(error));
  await tools.syncs.prune(sync.sourceId, KEPT_SYNCS);
  // What was read before the failure has figures too.
  await tools.derivation.deriveDirty(signal);
  throw error;
}

/** Said before the job is made, so that no kill in between can leave a job that comes for nothing; a start looks after the row. */
async function waitFor({ tools, sync, signal }: Run, { until, message }: RateLimited): Promise<void> {
  await tools.syncs.wait(sync.id, until, message);
  await tools.comeBack(sync.id, until);
  await tools.announce(sync.sourceId);
  await tools.derivation.deriveDirty(signal);
}

async function tellStep({ tools, sync }: Run, message: string): Promise<void> {
  const current = await tools.syncs.find(sync.id);
  if (current === null) return;
  const step: SyncStep = { message, done: current.done, total: current.total, requests: 0, records: 0 };
  await tools.syncs.progress(sync.id, step);
  await tools.announce(sync.sourceId);
}

const isRemoved = (error: unknown): boolean => error instanceof StoreError && error.code === 'NOT_FOUND';

function sentenceOf(error: unknown): string {
  if (error instanceof SourceError || error instanceof StoreError || error instanceof WeirError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `The sync stopped unexpectedly: ${reason}. What was read is kept; sync again to go on.`;
}
