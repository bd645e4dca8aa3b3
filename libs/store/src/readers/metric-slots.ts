import { listCalendarBuckets, type MetricCell, type ResolvedQuery, type Window } from '@weir/metrics';
import { toTimestamp } from '../database/copy-text.js';

/** Where a row belongs in time: a covered period or a covered bucket of one, by its covered start. */
interface Slot {
  period: MetricCell['period'];
  bucket: number | null;
  from: number;
  to: number;
}

/** The covered slots of a query, in order and without gaps, so that a row's slot is a binary search in their starts. */
export interface Slots {
  periods: Slot[];
  buckets: Slot[];
  /** All of them together. */
  from: string;
  to: string;
}

type Windows = Pick<ResolvedQuery, 'current' | 'previous'>;

/** The covered slots, the earlier period first; null when nothing is covered. */
export function listSlots({ current, previous }: Windows): Slots | null {
  const windows: [MetricCell['period'], Window | null][] = [
    ['PREVIOUS', previous],
    ['CURRENT', current],
  ];
  const periods = windows.flatMap(([period, window]) =>
    window?.covered ? [{ period, bucket: null, ...window.covered }] : [],
  );
  const buckets = windows.flatMap(([period, window]) => listBucketSlots(period, window));
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { periods, buckets, from: toTimestamp(first.from), to: toTimestamp(last.to) };
}

function listBucketSlots(period: MetricCell['period'], window: Window | null): Slot[] {
  if (window === null) return [];
  return window.buckets.flatMap(({ covered }, bucket) => (covered === null ? [] : [{ period, bucket, ...covered }]));
}

/** Starts as the array that `width_bucket` searches. */
export function toStarts(slots: readonly { from: number }[]): string[] {
  return slots.map(({ from }) => toTimestamp(from));
}

/** The local days of the covered part of the current period. */
export function listDayStarts({ current, timeZone }: ResolvedQuery): string[] {
  return current.covered === null ? [] : toStarts(listCalendarBuckets(current.covered, 'DAY', timeZone));
}
