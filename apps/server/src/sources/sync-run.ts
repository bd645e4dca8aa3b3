import { openSource, SourceError, type SourceKind } from '@weir/sources';
import {
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
import type { Derivation } from './derivation.js';
import { SyncProgress } from './sync-progress.js';

/** What one run needs of the world. */
export interface SyncTools {
  sources: SourceStore;
  syncs: SyncStore;
  records: RecordStore;
  derivation: Derivation;
  now: () => number;
  /** Tells whoever watches that the row of this source's sync has changed. */
  announce: (sourceId: string) => Promise<void>;
}

/** Figures of what is read so far appear while reading goes on, but never cost more than a fraction of its time. */
const DERIVE_AFTER_MS = 5000;
const DERIVE_SHARE = 0.2;

/** Reads a source to its end, batch by batch; then derives. What fails is told in the row of the sync; what was read stays. */
export async function runSync(tools: SyncTools, sync: SyncRow, { signal, isLastAttempt }: JobRun): Promise<void> {
  const source = await tools.sources.find(sync.sourceId);
  if (source === null) return;
  await tools.syncs.start(sync.id);
  await tools.announce(source.id);
  try {
    await readAll(tools, source, sync, signal);
    if (signal.aborted) return;
    await tellStep(tools, source, sync, 'working out figures');
    await tools.derivation.deriveDirty(signal);
    if (signal.aborted) return;
    await tools.syncs.finish(sync.id);
  } catch (error) {
    if (signal.aborted || isRemoved(error)) return;
    // The database went away, not the source: the job comes again and goes on from the last committed batch.
    if (toWeirError(error).kind.retry && !isLastAttempt) throw error;
    await tools.syncs.fail(sync.id, sentenceOf(error));
    // What was read before the failure has figures too.
    await tools.derivation.deriveDirty(signal);
    throw error;
  } finally {
    await tools.announce(source.id).catch(() => undefined);
  }
}

async function readAll(tools: SyncTools, row: SourceRow, sync: SyncRow, signal: AbortSignal): Promise<void> {
  const source = await openSource(row.kind as SourceKind, row.settings);
  const progress = new SyncProgress(async (step) => {
    await tools.syncs.progress(sync.id, step);
    await tools.announce(row.id);
  }, tools.now);
  const pace = new DerivePace(tools.now);
  for await (const batch of source.read({ cursor: row.cursor, cursors: {}, now: tools.now, signal })) {
    await tools.records.writeBatch(row.id, batch);
    await progress.add(batch);
    if (signal.aborted) break;
    if (pace.isDue()) await pace.measure(() => tools.derivation.deriveDirty(signal));
  }
  await progress.flush();
  if (!signal.aborted) await tools.records.finishReading(row.id);
}

async function tellStep(tools: SyncTools, source: SourceRow, sync: SyncRow, message: string): Promise<void> {
  const current = await tools.syncs.find(sync.id);
  if (current === null) return;
  const step: SyncStep = { message, done: current.done, total: current.total, requests: 0, records: 0 };
  await tools.syncs.progress(sync.id, step);
  await tools.announce(source.id);
}

/** When to derive while reading: after some time at first, then so rarely that deriving takes a small share of the whole. */
class DerivePace {
  private dueAt: number;

  constructor(private readonly now: () => number) {
    this.dueAt = now() + DERIVE_AFTER_MS;
  }

  isDue(): boolean {
    return this.now() >= this.dueAt;
  }

  async measure(work: () => Promise<void>): Promise<void> {
    const started = this.now();
    await work();
    const took = this.now() - started;
    this.dueAt = this.now() + Math.max(DERIVE_AFTER_MS, took / DERIVE_SHARE);
  }
}

const isRemoved = (error: unknown): boolean => error instanceof StoreError && error.code === 'NOT_FOUND';

function sentenceOf(error: unknown): string {
  if (error instanceof SourceError || error instanceof StoreError || error instanceof WeirError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `The sync stopped unexpectedly: ${reason}. What was read is kept; sync again to go on.`;
}
