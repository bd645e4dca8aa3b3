import { Inject, Injectable } from '@nestjs/common';
import { SyncStore, type SyncRow } from '@weir/store';
import { Jobs, type JobQueue } from '../platform/jobs/jobs.js';
import { CLOCK } from '../platform/tokens.js';

export interface SyncJob {
  syncId: number;
}

export const SYNC_QUEUE = 'sync';
const BUSY_PAUSE_MS = 2000;
/** Says, between processes, that the sync of the source named in the payload has changed. */
export const SYNC_CHANNEL = 'weir_sync';

@Injectable()
export class SyncQueue {
  private readonly queue: JobQueue<SyncJob>;

  constructor(
    jobs: Jobs,
    private readonly syncs: SyncStore,
    @Inject(CLOCK) private readonly now: () => number,
  ) {
    this.queue = jobs.queue(SYNC_QUEUE);
  }

  /** Asks for a sync. One that waits or runs already is the answer; asking twice starts nothing twice. */
  async request(sourceId: string): Promise<SyncRow> {
    const sync = await this.syncs.queue(sourceId);
    if (sync.state === 'QUEUED') await this.enqueue(sync.id);
    return sync;
  }

  /** Like `request`; one that waits for a rate limit goes on at once, because what it waits for may be over. */
  async hasten(sourceId: string): Promise<SyncRow> {
    await this.syncs.hasten(sourceId);
    return this.request(sourceId);
  }

  async enqueue(syncId: number): Promise<void> {
    await this.queue.add({ syncId });
  }

  /** It waits for a rate limit, and takes no worker meanwhile. */
  async enqueueAt(syncId: number, at: number): Promise<void> {
    await this.queue.add({ syncId }, { delayMs: Math.max(0, at - this.now()) });
  }

  /** The source is busy. It may be with the end of another sync of it: one that still waits is taken up again a little later. */
  async enqueueLater(syncId: number): Promise<void> {
    const sync = await this.syncs.find(syncId);
    if (sync?.state === 'QUEUED') await this.queue.add({ syncId }, { delayMs: BUSY_PAUSE_MS });
  }
}
