import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../records.js';
import { BadQueryError } from './bad-query-error.js';
import type { DateRange, Interval } from './query.js';

/** A query may ask for at most this many buckets (daily: two and a half years). */
export const MAX_BUCKETS = 1000;

const STEPS: Record<Interval, Temporal.DurationLike> = {
  DAY: { days: 1 },
  WEEK: { weeks: 1 },
  MONTH: { months: 1 },
  QUARTER: { months: 3 },
};

const MONTHS_OF_A_QUARTER = 3;

function startOfInterval(at: Temporal.ZonedDateTime, interval: Interval): Temporal.ZonedDateTime {
  const date = at.toPlainDate();
  const start = {
    DAY: () => date,
    WEEK: () => date.subtract({ days: date.dayOfWeek - 1 }),
    MONTH: () => date.with({ day: 1 }),
    QUARTER: () => date.with({ day: 1, month: date.month - ((date.month - 1) % MONTHS_OF_A_QUARTER) }),
  }[interval]();
  return start.toZonedDateTime(at.timeZoneId);
}

/** True for an IANA name such as `Europe/Oslo` or `UTC`; offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The calendar buckets of a zone that touch `range`, in order and without gaps. The first may start before `range.from`
 * and the last may end after `range.to`. A day of a DST change has 23 or 25 hours.
 */
export function listCalendarBuckets(
  range: DateRange,
  interval: Interval,
  timeZone: string,
  limit = Number.POSITIVE_INFINITY,
): DateRange[] {
  const buckets: DateRange[] = [];
  let start = startOfInterval(toZoned(range.from, timeZone), interval);
  while (start.epochMilliseconds < range.to) {
    const next = start.toPlainDate().add(STEPS[interval]).toZonedDateTime(timeZone);
    buckets.push({ from: start.epochMilliseconds, to: next.epochMilliseconds });
    if (buckets.length > limit) throw tooManyBuckets(interval, limit);
    start = next;
  }
  return buckets;
}

/** The weeks, months … that lie wholly inside `range`. */
export function listWholeBuckets(range: DateRange, interval: Interval, timeZone: string): DateRange[] {
  const buckets = listCalendarBuckets(range, interval, timeZone);
  return buckets.filter(({ from, to }) => from >= range.from && to <= range.to);
}

function toZoned(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

function tooManyBuckets(interval: Interval, limit: number): BadQueryError {
  return new BadQueryError(
    'interval',
    `This range has more than ${limit} buckets of one ${interval.toLowerCase()}: ask for a longer interval or a shorter range.`,
  );
}
