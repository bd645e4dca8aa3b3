import type { Instant } from '../records.js';
import { listCalendarBuckets, MAX_BUCKETS } from './calendar-buckets.js';
import type { DateRange, Interval } from './query.js';
import type { Window } from './resolved-query.js';
import { intersect } from './scope.js';

const MILLISECONDS_PER_DAY = 86_400_000;

export interface WindowRequest {
  range: DateRange;
  interval: Interval | null;
  timeZone: string;
  /** Null: nothing is known. */
  known: DateRange | null;
}

/** A range clipped to what is known, with every calendar bucket that it touches. */
export function layOutWindow({ range, interval, timeZone, known }: WindowRequest): Window {
  const covered = known === null ? null : intersect(range, known);
  const spans = interval === null ? [] : listCalendarBuckets(range, interval, timeZone, MAX_BUCKETS);
  const buckets = spans.map((span) => ({ ...span, covered: covered === null ? null : intersect(span, covered) }));
  return { range, covered, buckets };
}

/** The period before, of the same length in elapsed time. */
export function shiftBack(range: DateRange): DateRange {
  return { from: range.from - (range.to - range.from), to: range.from };
}

/** Elapsed days, with fractions. */
export function countDays(range: DateRange): number {
  return (range.to - range.from) / MILLISECONDS_PER_DAY;
}

/** True for a bucket that will still grow. */
export function isUnfinished(bucket: DateRange, asOf: Instant): boolean {
  return bucket.from < asOf && asOf < bucket.to;
}
