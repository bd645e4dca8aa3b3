import type { Counting } from '../catalogue/declaration.js';
import type { EmptyReason, LeftOutReason } from '../facts.js';
import type { MetricCell, RowReason } from './cells.js';
import type { LeftOut } from './query.js';

/** The order in which reasons are tried: the first that fits is given. */
const EMPTY_REASONS: readonly EmptyReason[] = [
  'NOT_COVERED',
  'NO_SOURCE',
  'NO_DEPLOYMENTS',
  'NO_EARLIER_DEPLOYMENT',
  'NOT_DEPLOYED_YET',
  'NO_CHANGES',
  'NO_REVIEW',
  'REVIEWS_UNKNOWN',
  'NO_FAILURES',
  'STILL_OPEN',
  'COMMITS_UNKNOWN',
  'OUT_OF_ORDER',
  'ALL_EXCLUDED',
  'TOO_FEW',
];

const LEFT_OUT_REASONS: readonly LeftOutReason[] = [
  'BOT',
  'DRAFT',
  'EXCLUDED_BY_RULE',
  'COMMITS_UNKNOWN',
  'REVIEWS_UNKNOWN',
  'OUT_OF_ORDER',
  'NO_EARLIER_DEPLOYMENT',
  'NOT_DEPLOYED_YET',
  'STILL_OPEN',
];

/** Every reason a row may carry. */
export const ROW_REASONS: readonly RowReason[] = [...new Set<RowReason>([...LEFT_OUT_REASONS, ...EMPTY_REASONS])];

const EXCLUSIONS: readonly RowReason[] = ['BOT', 'DRAFT', 'EXCLUDED_BY_RULE'];

/** What was left out, by reason, in a fixed order. */
export function listLeftOut(reasons: MetricCell['reasons']): LeftOut[] {
  return LEFT_OUT_REASONS.flatMap((reason) => {
    const count = reasons[reason] ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });
}

export interface Emptiness {
  counting: Pick<Counting, 'needs' | 'noneReason'> | null;
  hasNoSource: boolean;
  isCovered: boolean;
  reasons: MetricCell['reasons'];
  /** Successful deployments in the same period or bucket. */
  deployments: number;
}

/** Why a figure over nothing is unknown: the first reason of the documented order that fits. */
export function findEmptyReason({ counting, hasNoSource, isCovered, reasons, deployments }: Emptiness): EmptyReason {
  if (counting === null || hasNoSource) return 'NO_SOURCE';
  if (!isCovered) return 'NOT_COVERED';
  if (counting.needs.includes('DEPLOYMENTS') && deployments === 0) return 'NO_DEPLOYMENTS';
  const found = EMPTY_REASONS.find((reason) => (reasons[reason] ?? 0) > 0);
  if (found !== undefined) return found;
  const isExcluded = EXCLUSIONS.some((reason) => (reasons[reason] ?? 0) > 0);
  return isExcluded ? 'ALL_EXCLUDED' : counting.noneReason;
}
