import type { Batch } from '@weir/sources';
import type { SyncStep } from '@weir/store';

const EVERY_MS = 250;

/** Adds up what batches report and lets it through at most four times a second: a fast source must not write a row per batch. */
export class SyncProgress {
  private pending: Required<SyncStep> | null = null;
  private writtenAt = -Infinity;

  constructor(
    private readonly write: (step: SyncStep) => Promise<void>,
    private readonly now: () => number,
  ) {}

  async add(batch: Batch, records: number): Promise<void> {
    const { message, done, total, requests } = batch.progress;
    const before = this.pending;
    this.pending = {
      ...{ message, done, total },
      requests: (before?.requests ?? 0) + requests,
      records: (before?.records ?? 0) + records,
      rejectedRows: [...(before?.rejectedRows ?? []), ...(batch.rejected ?? [])],
    };
    if (this.now() - this.writtenAt >= EVERY_MS) await this.flush();
  }

  async flush(): Promise<void> {
    const step = this.pending;
    if (step === null) return;
    this.pending = null;
    this.writtenAt = this.now();
    await this.write(step);
  }
}
