import { Injectable } from '@nestjs/common';
import type { Hint } from '@weir/sources';
import { Jobs, type JobQueue } from '../platform/jobs/jobs.js';

export interface RefreshJob {
  sourceId: string;
  hints: readonly Hint[];
}

export const REFRESH_QUEUE = 'refresh';

/** What was heard of changes at sources, to be looked at as soon as the source is free. */
@Injectable()
export class RefreshQueue {
  private readonly queue: JobQueue<RefreshJob>;

  constructor(jobs: Jobs) {
    this.queue = jobs.queue(REFRESH_QUEUE);
  }

  /** Once it resolves, the hints outlive a kill. What is asked for within a moment is looked at together, each thing once. */
  async request(sourceId: string, hints: readonly Hint[]): Promise<void> {
    await this.queue.add({ sourceId, hints });
  }
}
