import { Inject, Injectable } from '@nestjs/common';
import type { Hint } from '@weir/sources';
import { Jobs, type JobQueue } from '../platform/jobs/jobs.js';
import { CLOCK } from '../platform/tokens.js';

export interface RefreshJob {
  sourceId: string;
  hints: readonly Hint[];
}

export const REFRESH_QUEUE = 'refresh';
/** What of one source has to wait comes back at the same moments, so that it is then looked at together. */
const STEP_MS = 2000;

/** What was heard of changes at sources, to be looked at as soon as the source is free. */
@Injectable()
export class RefreshQueue {
  private readonly queue: JobQueue<RefreshJob>;

  constructor(
    jobs: Jobs,
    @Inject(CLOCK) private readonly now: () => number,
  ) {
    this.queue = jobs.queue(REFRESH_QUEUE);
  }

  /** Once it resolves, the hints outlive a kill. What is asked for within a moment is looked at together, each thing once. */
  async request(sourceId: string, hints: readonly Hint[]): Promise<void> {
    if (hints.length > 0) await this.queue.add({ sourceId, hints });
  }

  /** For hints that cannot be looked at now: not before `at`, and a moment from now at the earliest. */
  async putOff(job: RefreshJob, at: number): Promise<void> {
    const now = this.now();
    const moment = Math.ceil(Math.max(at, now + 1) / STEP_MS) * STEP_MS;
    await this.queue.add(job, { delayMs: moment - now });
  }
}
