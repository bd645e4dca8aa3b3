import type { Batch } from '@weir/sources';
import type { SyncRow, SyncStep } from '@weir/store';

const EVERY_MS = 250;
/** Batches of so many records come too seldom to be held back, and a kill should not leave them uncounted. */
const LARGE = 500;

/** Adds up what batches report and lets it through at most four times a second: a fast source must not write a row per batch. */
export class SyncProgress {
  private pending: Omit<Required<SyncStep>, 'requests'> | null = null;
  private last: Pick<SyncStep, 'message' | 'done' | 'total'>;
  private spent = 0;
  private writtenAt = -Infinity;

  constructor(
    private readonly write: (step: SyncStep) => Promise<void>,
    private readonly now: () => number,
    { message, done, total }: SyncRow,
  ) {
    this.last = { message: message ?? 'reading', done, total };
  }

  /** Requests count as soon as they are made, whether or not what they brought comes to be kept. */
  spend(requests: number): void {
    this.spent += requests;
  }

  async add(batch: Batch): Promise<void> {
    const { message, done, total } = batch.progress;
    const before = this.pending;
    const added = countRecords(batch);
    this.pending = {
      ...{ message, done, total },
      records: (before?.records ?? 0) + added,
      rejectedRows: [...(before?.rejectedRows ?? []), ...(batch.rejected ?? [])],
    };
    this.last = { message, done, total };
    if (added >= LARGE || this.now() - this.writtenAt >= EVERY_MS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.pending === null && this.spent === 0) return;
    const step = { ...this.last, records: 0, rejectedRows: [], ...this.pending, requests: this.spent };
    this.pending = null;
    this.spent = 0;
    this.writtenAt = this.now();
    await this.write(step);
  }
}

/** What people would count: commits, tags, pull requests; not what says how far they reach. */
function countRecords({ repositories, incidents, teams }: Batch): number {
  const ofRepositories = repositories.flatMap(({ commits, refs, pullRequests, deployments, issues }) => [
    ...[commits, refs, pullRequests, deployments, issues],
  ]);
  return [...ofRepositories, incidents, teams].reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
