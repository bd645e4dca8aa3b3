import type { Instant } from '../../records.js';
import type { LongLivedBranches } from './branches.js';

/** A merged pull request that moved one long-lived branch into another. */
export interface Promotion {
  from: string;
  into: string;
  mergedAt: Instant;
}

/**
 * When something merged into `branch` at `mergedAt` came to the production branch by dates alone: the first chain of later
 * promotions that ends there. Null when none does.
 */
export function findArrival(
  branch: string | null,
  mergedAt: Instant,
  context: { branches: LongLivedBranches; promotions: Promotion[] },
): Instant | null {
  const { branches, promotions } = context;
  if (branch === null || branches.production === null || branch === branches.production) return mergedAt;
  const reached = new Map<string, Instant>([[branch, mergedAt]]);
  // Promotions come in order of time, so one pass follows every chain.
  for (const { from, into, mergedAt: at } of promotions) {
    const since = reached.get(from);
    if (since === undefined || at < since || reached.has(into)) continue;
    if (into === branches.production) return at;
    reached.set(into, at);
  }
  return null;
}
