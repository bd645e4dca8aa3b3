import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimited, type Source } from '@weir/sources';
import { RecordStore, SourceStore, StoreError, SyncStore, type Database } from '@weir/store';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { toWeirError } from '../platform/errors/to-weir-error.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CLOCK, DATABASE, LOGGER } from '../platform/tokens.js';
import { Derivation } from './derivation.js';
import { HintBatches } from './hint-batches.js';
import { REFRESH_QUEUE, RefreshQueue, type RefreshJob } from './refresh-queue.js';
import { withSourceLock } from './source-lock.js';
import { SourceOpener } from './source-opener.js';
import { SyncQueue } from './sync-queue.js';

/** Jobs that may be collected into one look. */
const JOBS_AT_ONCE = 32;
/** Each takes a connection to the database for its lock. */
const SOURCES_AT_ONCE = 2;
const COLLECT_MS = 200;
const RETRIES = 1;

/** Looks at what was heard of, source by source. What cannot be looked at now is put off; nothing heard is dropped untold. */
@Injectable()
export class RefreshWorker {
  @Inject(DATABASE) private readonly database: Database;
  @Inject(LOGGER) private readonly logger: Logger;
  @Inject(CLOCK) private readonly now: () => number;
  @Inject(Jobs) private readonly jobs: Jobs;
  @Inject(RefreshQueue) private readonly queue: RefreshQueue;
  @Inject(SyncQueue) private readonly syncQueue: SyncQueue;
  @Inject(SourceStore) private readonly sources: SourceStore;
  @Inject(SyncStore) private readonly syncs: SyncStore;
  @Inject(RecordStore) private readonly records: RecordStore;
  @Inject(SourceOpener) private readonly opener: SourceOpener;
  @Inject(Derivation) private readonly derivation: Derivation;
  private signal: AbortSignal = new AbortController().signal;

  start(): void {
    const limit = pLimit(SOURCES_AT_ONCE);
    const batches = new HintBatches(
      (sourceId, hints) => limit(() => this.handle({ sourceId, hints })),
      () => sleep(COLLECT_MS),
    );
    this.jobs.work<RefreshJob>(REFRESH_QUEUE, JOBS_AT_ONCE, async ({ sourceId, hints }, { signal }) => {
      this.signal = signal;
      await batches.add(sourceId, hints);
    });
  }

  /** When the process ends meanwhile, the hints are put off: another one, or this one's next life, takes them up. */
  private async handle(job: RefreshJob): Promise<void> {
    const look = () => this.look(job);
    const wasFree =
      !this.signal.aborted && (await withSourceLock(this.database.pool, job.sourceId, look, { retries: RETRIES }));
    if (!wasFree || this.signal.aborted) await this.queue.putOff(job, this.now());
  }

  private async look(job: RefreshJob): Promise<void> {
    try {
      await this.refresh(job);
    } catch (error) {
      if (this.signal.aborted || (error instanceof StoreError && error.code === 'NOT_FOUND')) return;
      if (error instanceof RateLimited) return this.queue.putOff(job, error.until);
      if (toWeirError(error).kind.retry) throw error;
      this.logger.warn({ source: job.sourceId, err: error }, 'What was heard of could not be looked at.');
      await this.syncInstead(job.sourceId);
    }
  }

  private async refresh({ sourceId, hints }: RefreshJob): Promise<void> {
    const row = await this.sources.find(sourceId);
    if (row === null) return;
    const source = await this.opener.openKnown(row);
    if (source.refresh === undefined) await this.syncQueue.request(sourceId);
    else await this.write(sourceId, source.refresh(hints, { cursor: row.cursor, now: this.now, signal: this.signal }));
  }

  private async write(sourceId: string, refreshed: ReturnType<NonNullable<Source['refresh']>>): Promise<void> {
    for await (const batch of refreshed) {
      await this.records.writeRefreshed(sourceId, batch);
      if (this.signal.aborted) return;
    }
    await this.derivation.deriveDirty(this.signal);
  }

  /** A sync tells people why, and reads what was missed. One that has just failed has told already. */
  private async syncInstead(sourceId: string): Promise<void> {
    const [latest] = await this.syncs.list(sourceId, 1);
    if (latest?.state !== 'FAILED') await this.syncQueue.request(sourceId);
  }
}
