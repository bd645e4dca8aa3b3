import type { Batch } from '@weir/sources';
import type { SyncStep } from '@weir/store';

const EVERY_MS = 250;
/** Batches of so many records come too seldom to be held back, and a kill should not leave them uncounted. */
const LARGE = 500;

/** Adds up what batches report and lets it through at most four times a second: a fast source must not write a row per batch. */
export class SyncProgress {
  private pending: Required<SyncStep> | null = null;
  private writtenAt = -Infinity;

  constructor(
    private readonly write: (step: SyncStep) => Promise<void>,
    private readonly now: () => number,
  ) {}

  async add(batch: Batch): Promise<void> {
    const { message, done, total, requests } = batch.progress;
    const before = this.pending;
    const added = countRecords(batch);
    this.pending = {
      ...{ message, done, total },
      requests: (before?.requests ?? 0) + requests,
      records: (before?.records ?? 0) + added,
      rejectedRows: [...(before?.rejectedRows ?? []), ...(batch.rejected ?? [])],
    };
    if (added >= LARGE || this.now() - this.writtenAt >= EVERY_MS) await this.flush();
  }

  async flush(): Promise<void> {
    const step = this.pending;
    if (step === null) return;
    this.pending = null;
    this.writtenAt = this.now();
    await this.write(step);
  }
}

/** What people would count: commits, tags, pull requests; not what says how far they reach. */
function countRecords({ repositories, incidents }: Batch): number {
  const ofRepositories = repositories.flatMap(({ commits, refs, pullRequests, deployments }) => [
    commits,
    refs,
    pullRequests,
    deployments,
  ]);
  return [...ofRepositories, incidents].reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
