import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SourceStore } from '@weir/store';
import type { Config } from '../config.js';
import { Jobs, type JobQueue } from '../platform/jobs/jobs.js';
import { CLOCK, CONFIG } from '../platform/tokens.js';
import type { Source } from './source-types.js';
import { SyncQueue } from './sync-queue.js';

interface ScheduledJob {
  sourceId: string;
}

const SCHEDULE_QUEUE = 'schedule';
const MINUTE_MS = 60_000;
/** What changes by itself, and tells so only when asked; no more often than so many minutes. Clones and files wait for a person. */
const CHANGING = new Map([
  ['GITHUB', 1],
  ['SAMPLE', 60],
]);
const UNFINISHED = new Set(['QUEUED', 'RUNNING', 'WAITING_FOR_RATE_LIMIT']);

/** Syncs sources again and again. One that is being read, or waits for a rate limit, is left alone. */
@Injectable()
export class SyncSchedule {
  private readonly queue: JobQueue<ScheduledJob>;
  @Inject(CLOCK) private readonly now: () => number;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly sources: SourceStore,
    private readonly syncs: SyncQueue,
  ) {
    this.queue = jobs.queue(SCHEDULE_QUEUE);
  }

  /** Brings what is scheduled in step with the sources there are and the interval of this process. */
  async start(): Promise<void> {
    this.jobs.work<ScheduledJob>(SCHEDULE_QUEUE, 1, async ({ sourceId }) => this.run(sourceId));
    // In this order: one that is added meanwhile is among the sources when it is among the scheduled.
    const scheduled = await this.queue.listScheduled();
    const sources = await this.sources.list();
    const known = new Set(sources.map(({ id }) => id));
    for (const { id } of scheduled) if (!known.has(id)) await this.queue.unschedule(id);
    for (const source of sources) await this.keep(source);
  }

  async keep({ id, kind }: { id: string; kind: string }): Promise<void> {
    const fewestMinutes = CHANGING.get(kind);
    if (fewestMinutes === undefined) return;
    if (this.config.syncMinutes === 0) return this.queue.unschedule(id);
    const everyMs = Math.max(this.config.syncMinutes, fewestMinutes) * MINUTE_MS;
    await this.queue.schedule(id, { sourceId: id }, { everyMs, startAt: this.now() + spread(id) * everyMs });
  }

  forget(sourceId: string): Promise<void> {
    return this.queue.unschedule(sourceId);
  }

  /** Null when it is not synced by itself, or is being synced. */
  async findNext({ id, kind, sync }: Source): Promise<number | null> {
    if (!CHANGING.has(kind) || UNFINISHED.has(sync.state)) return null;
    const scheduled = await this.queue.listScheduled();
    return scheduled.find((one) => one.id === id)?.nextAt ?? null;
  }

  private async run(sourceId: string): Promise<void> {
    if ((await this.sources.find(sourceId)) === null) await this.forget(sourceId);
    else await this.syncs.request(sourceId);
  }
}

/** 0 to 1, the same for one source at every start, so that sources do not all ask in the same second. */
function spread(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32;
}
