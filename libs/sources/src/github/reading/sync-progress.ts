import type { RepositoryBatch } from '@weir/metrics';
import type { Batch } from '../../source.js';
import type { HeadPayload } from './payloads.js';
import type { Situation } from './repository-state.js';

/** Counts what is read of what there is to read: things of repositories read for the first time, else repositories. */
export class SyncProgress {
  private readonly totals = new Map<string, number>();
  private readonly read = new Map<string, number>();

  constructor(
    situations: readonly Situation[],
    private readonly requests: () => number,
  ) {
    for (const { key, head, state } of situations) this.totals.set(key.id, state.part.told === null ? sizeOf(head) : 1);
  }

  private told = 0;

  /** What a batch adds; `isDone` when it was the last of these repositories. */
  add(batches: { batch: RepositoryBatch; isDone: boolean }[]): Batch['progress'] {
    for (const { batch, isDone } of batches) this.count(batch, isDone);
    const requests = this.requests() - this.told;
    this.told += requests;
    return {
      message: messageOf(batches.map(({ batch }) => batch)),
      done: sum(this.read),
      total: sum(this.totals),
      requests,
    };
  }

  /** A repository that cannot be read counts as done. */
  giveUp(id: string): void {
    this.read.set(id, this.totals.get(id) ?? 0);
  }

  private count(batch: RepositoryBatch, isDone: boolean): void {
    const id = batch.repository.externalId ?? batch.repository.name;
    const total = this.totals.get(id) ?? 0;
    const things = (batch.pullRequests?.length ?? 0) + (batch.issues?.length ?? 0) + (batch.deployments?.length ?? 0);
    // Only the last batch of a repository makes it done: the window may hold less, and pages may repeat things.
    this.read.set(id, isDone ? total : Math.max(0, Math.min((this.read.get(id) ?? 0) + things, total - 1)));
  }
}

function sizeOf({ pullRequests, issues, deployments }: HeadPayload): number {
  return [pullRequests, issues, deployments].reduce((sum, list) => sum + (list?.totalCount ?? 0), 1);
}

function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((all, count) => all + count, 0);
}

/** In words of a person: "pull requests of acme/shop". */
function messageOf(batches: RepositoryBatch[]): string {
  const [first] = batches;
  if (!first) return 'teams and repositories';
  if (batches.length > 1) return `what is new in ${batches.length} repositories`;
  const { name } = first.repository;
  if (first.pullRequests?.length) return `pull requests of ${name}`;
  if (first.issues?.length) return `issues of ${name}`;
  if (first.deployments?.length) return `deployments of ${name}`;
  return first.commits?.length ? `commits of ${name}` : `what is new in ${name}`;
}
