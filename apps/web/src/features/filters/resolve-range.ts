import { formatDays, type DateRange, type Instant, type Interval } from '@weir/metrics';
import {
  addDays,
  DAY_MS,
  dayOf,
  parseIsoDay,
  startOfDay,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  type CalendarDay,
} from './calendar.js';
import { DEFAULT_PRESET, type FilterSearch, type RangePreset } from './search.js';

/** What the workspace knows of time; nulls mean that nothing is known yet. */
export interface KnownTime {
  now: Instant;
  timeZone: string;
  asOf: Instant | null;
  firstAt: Instant | null;
  lastAt: Instant | null;
}

/** The range a page asks for, and how the filter bar says it. */
export interface ResolvedRange {
  range: DateRange;
  interval: Interval;
  /** "Last 12 weeks", "12 weeks to 17 Aug 2026", "31 Aug – 19 Nov". */
  label: string;
  /** The days, where the label does not hold them. */
  days: string;
  /** "the newest data", when the preset had to be laid where data is. */
  note: string | null;
}

export const PRESET_NAMES: Record<RangePreset, string> = {
  '4w': 'Last 4 weeks',
  '12w': 'Last 12 weeks',
  '6m': 'Last 6 months',
  '12m': 'Last 12 months',
  quarter: 'This quarter',
  all: 'All time',
};

/** A preset that ends in the data's past says how long it is and where it ends, instead of "Last". */
const ANCHORED_NAMES: Partial<Record<RangePreset, string>> = {
  '4w': '4 weeks',
  '12w': '12 weeks',
  '6m': '6 months',
  '12m': '12 months',
  quarter: 'Quarter',
};

/** From the URL and what is known to instants: a chosen range by its days, a preset laid back from the newest data. */
export function resolveRange(search: FilterSearch, known: KnownTime): ResolvedRange {
  if (search.from && search.to) return chosenRange(search.from, search.to, known);
  return presetRange(search.range ?? DEFAULT_PRESET, known);
}

function chosenRange(from: string, to: string, known: KnownTime): ResolvedRange {
  const range = {
    from: startOfDay(parseIsoDay(from), known.timeZone),
    to: startOfDay(addDays(parseIsoDay(to), 1), known.timeZone),
  };
  const days = formatDays(range.from, range.to, known);
  return { range, interval: intervalOf(range), label: days, days: '', note: null };
}

function presetRange(preset: RangePreset, known: KnownTime): ResolvedRange {
  const end = known.asOf ?? known.now;
  const current = layBack(preset, end, known);
  if (preset === 'all' || known.lastAt === null || !isMuchOlder(known.lastAt, current)) {
    return described(current, PRESET_NAMES[preset], known);
  }
  const anchored = endAt(preset, Math.min(end, known.lastAt + 1), known);
  const lastDay = formatDays(anchored.to - 1, anchored.to, known);
  const name = `${ANCHORED_NAMES[preset]} to ${lastDay}`;
  return { range: anchored, interval: intervalOf(anchored), label: name, days: '', note: 'the newest data' };
}

function described(range: DateRange, label: string, known: KnownTime): ResolvedRange {
  return { range, interval: intervalOf(range), label, days: formatDays(range.from, range.to, known), note: null };
}

/** Data ends so early that a quarter of the preset or more would stand empty. */
function isMuchOlder(lastAt: Instant, { from, to }: DateRange): boolean {
  return to - lastAt > (to - from) / 4 && to - lastAt > 3 * DAY_MS;
}

const WEEKS: Partial<Record<RangePreset, number>> = { '4w': 4, '12w': 12 };

/** Where data has ended no week is running: weeks are counted back whole from the newest fact, which lies inside. */
function endAt(preset: RangePreset, to: Instant, known: KnownTime): DateRange {
  const weeks = WEEKS[preset];
  return weeks === undefined ? layBack(preset, to, known) : { from: to - weeks * 7 * DAY_MS, to };
}

/** The preset's calendar weeks, months or quarter up to `to`, the running one included. */
function layBack(preset: RangePreset, to: Instant, known: KnownTime): DateRange {
  const today = dayOf(to - 1, known.timeZone);
  if (preset === 'all') return { from: Math.min(known.firstAt ?? to - 84 * DAY_MS, to - DAY_MS), to };
  return { from: startOfDay(FIRST_DAYS[preset](today), known.timeZone), to };
}

const FIRST_DAYS: Record<Exclude<RangePreset, 'all'>, (today: CalendarDay) => CalendarDay> = {
  '4w': (today) => addDays(startOfWeek(today), -3 * 7),
  '12w': (today) => addDays(startOfWeek(today), -11 * 7),
  '6m': (today) => startOfMonth(today, 5),
  '12m': (today) => startOfMonth(today, 11),
  quarter: startOfQuarter,
};

/** Buckets small enough to show a shape, large enough to hold something. */
function intervalOf({ from, to }: DateRange): Interval {
  const days = (to - from) / DAY_MS;
  if (days <= 35) return 'DAY';
  if (days <= 200) return 'WEEK';
  return days <= 5 * 366 ? 'MONTH' : 'QUARTER';
}

/** As long before as the range is, ending where it begins. */
export function rangeBefore({ from, to }: DateRange): DateRange {
  return { from: from - (to - from), to: from };
}
