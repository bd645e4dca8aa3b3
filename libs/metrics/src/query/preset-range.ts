import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../records.js';
import type { DateRange } from './query.js';

export const RANGE_PRESETS = ['4w', '12w', '6m', '12m', 'quarter', 'all'] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];
/** What a page, a summary or a terminal shows when nobody chose a range. */
export const DEFAULT_PRESET: RangePreset = '12w';

/** What the workspace knows of time; nulls mean that nothing is known yet. */
export interface KnownTime {
  now: Instant;
  timeZone: string;
  asOf: Instant | null;
  firstAt: Instant | null;
  lastAt: Instant | null;
}

export interface PresetRange {
  range: DateRange;
  /** The data end so much earlier that the preset was laid back from the newest fact instead of from today. */
  isAnchored: boolean;
}

const DAY_MS = 86_400_000;
const WEEKS: Partial<Record<RangePreset, number>> = { '4w': 4, '12w': 12 };

/**
 * The calendar weeks, months or quarter of a preset, the running one included, up to where the data are complete; where data
 * have ended long ago, as long a time up to the newest fact, so that old files have figures too.
 */
export function layPreset(preset: RangePreset, known: KnownTime): PresetRange {
  const end = Math.min(known.now, known.asOf ?? known.now);
  const current = layBack(preset, end, known);
  if (known.lastAt === null || !isMuchOlder(known.lastAt, current)) return { range: current, isAnchored: false };
  // Half-open: the newest fact must be inside.
  return { range: endAt(preset, Math.min(end, known.lastAt + 1), known), isAnchored: true };
}

/** Data ends so early that a quarter of the preset or more would stand empty. */
function isMuchOlder(lastAt: Instant, { from, to }: DateRange): boolean {
  return to - lastAt > (to - from) / 4 && to - lastAt > 3 * DAY_MS;
}

/** Where data has ended no week is running: weeks are counted back whole from the newest fact. */
function endAt(preset: RangePreset, to: Instant, known: KnownTime): DateRange {
  const weeks = WEEKS[preset];
  return weeks === undefined ? layBack(preset, to, known) : { from: to - weeks * 7 * DAY_MS, to };
}

function layBack(preset: RangePreset, to: Instant, { firstAt, timeZone }: KnownTime): DateRange {
  if (preset === 'all') return { from: Math.min(firstAt ?? to - 84 * DAY_MS, to - DAY_MS), to };
  const today = Temporal.Instant.fromEpochMilliseconds(to - 1)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return { from: FIRST_DAYS[preset](today).toZonedDateTime(timeZone).epochMilliseconds, to };
}

const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });
const firstOfMonth = (day: Temporal.PlainDate) => day.with({ day: 1 });

const FIRST_DAYS: Record<Exclude<RangePreset, 'all'>, (today: Temporal.PlainDate) => Temporal.PlainDate> = {
  '4w': (today) => monday(today).subtract({ weeks: 3 }),
  '12w': (today) => monday(today).subtract({ weeks: 11 }),
  '6m': (today) => firstOfMonth(today).subtract({ months: 5 }),
  '12m': (today) => firstOfMonth(today).subtract({ months: 11 }),
  quarter: (today) => firstOfMonth(today).subtract({ months: (today.month - 1) % 3 }),
};
