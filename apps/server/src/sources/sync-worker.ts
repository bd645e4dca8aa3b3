import { Inject, Injectable } from '@nestjs/common';
import { FactStore, RecordStore, SourceStore, SyncStore, type Database, type SyncRow } from '@weir/store';
import type { Logger } from 'pino';
import { Jobs, type JobRun } from '../platform/jobs/jobs.js';
import { Notifications } from '../platform/jobs/notifications.js';
import { CLOCK, DATABASE, LOGGER } from '../platform/tokens.js';
import { Derivation } from './derivation.js';
import { SyncQueue, SYNC_CHANNEL, SYNC_QUEUE, type SyncJob } from './sync-queue.js';
import { runSync, type SyncTools } from './sync-run.js';
import { withSourceLock } from './source-lock.js';
import { SourceOpener } from './source-opener.js';

/** Sources read at once by one process; each is mostly waiting for git, a disk or a network. */
const CONCURRENCY = 4;
/** What comes so much too early is close enough. */
const EARLY_MS = 500;
const UNFINISHED = new Set(['QUEUED', 'RUNNING', 'WAITING_FOR_RATE_LIMIT']);

/** Takes syncs from the queue. A worker that starts first takes up what a kill cut short. */
@Injectable()
export class SyncWorker {
  @Inject(DATABASE) private readonly database: Database;
  @Inject(LOGGER) private readonly logger: Logger;
  @Inject(CLOCK) private readonly now: () => number;
  @Inject(Jobs) private readonly jobs: Jobs;
  @Inject(SyncQueue) private readonly queue: SyncQueue;
  @Inject(Notifications) private readonly notifications: Notifications;
  @Inject(SourceStore) private readonly sources: SourceStore;
  @Inject(SyncStore) private readonly syncs: SyncStore;
  @Inject(RecordStore) private readonly records: RecordStore;
  @Inject(SourceOpener) private readonly opener: SourceOpener;
  @Inject(Derivation) private readonly derivation: Derivation;
  @Inject(FactStore) private readonly facts: FactStore;

  async start(): Promise<void> {
    const interrupted = await this.syncs.resumeInterrupted();
    this.jobs.work<SyncJob>(SYNC_QUEUE, CONCURRENCY, (job, run) => this.run(job, run));
    for (const sync of interrupted) await this.takeUp(sync);
    await this.derivation.start();
  }

  private async takeUp({ id, nextAttemptAt }: SyncRow): Promise<void> {
    if (nextAttemptAt === null) await this.queue.enqueue(id);
    else await this.queue.enqueueAt(id, nextAttemptAt);
  }

  private async run({ syncId }: SyncJob, run: JobRun): Promise<void> {
    const sync = await this.syncs.find(syncId);
    if (sync === null || run.signal.aborted) return;
    const wasFree = await withSourceLock(this.database.pool, sync.sourceId, async () => {
      const current = await this.syncs.find(syncId);
      // A job of BullMQ can come a second time; the row says whether there is still something to do.
      if (current === null || !UNFINISHED.has(current.state)) return;
      if (this.waitsStill(current)) return this.queue.enqueueAt(syncId, current.nextAttemptAt ?? 0);
      this.logger.info({ source: sync.sourceId, sync: syncId }, 'sync started');
      await runSync(this.tools(), current, run);
      this.logger.info({ source: sync.sourceId, sync: syncId }, 'sync ended');
    });
    if (!wasFree && !run.signal.aborted) await this.queue.enqueueLater(syncId);
  }

  /** A second job of a sync that waits must not make it ask before its time. */
  private waitsStill({ state, nextAttemptAt }: SyncRow): boolean {
    return state === 'WAITING_FOR_RATE_LIMIT' && (nextAttemptAt ?? 0) - this.now() > EARLY_MS;
  }

  private tools(): SyncTools {
    const { sources, syncs, records, opener, derivation, facts, now, queue } = this;
    const announce = (sourceId: string) => this.notifications.publish(SYNC_CHANNEL, sourceId);
    const comeBack = (syncId: number, at: number) => queue.enqueueAt(syncId, at);
    return { sources, syncs, records, opener, derivation, facts, now, announce, comeBack };
  }
}
