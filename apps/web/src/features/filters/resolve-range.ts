import {
  DEFAULT_PRESET,
  formatDays,
  layPreset,
  type DateRange,
  type Interval,
  type KnownTime,
  type RangePreset,
} from '@weir/metrics';
import { Temporal } from 'temporal-polyfill';
import { startOfDay } from './calendar.js';
import type { FilterSearch } from './search.js';

const DAY_MS = 86_400_000;

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
    from: startOfDay(Temporal.PlainDate.from(from), known.timeZone),
    to: startOfDay(Temporal.PlainDate.from(to).add({ days: 1 }), known.timeZone),
  };
  const days = formatDays(range.from, range.to, known);
  return { range, interval: intervalOf(range), label: days, days: '', note: null };
}

function presetRange(preset: RangePreset, known: KnownTime): ResolvedRange {
  const { range, isAnchored } = layPreset(preset, known);
  if (!isAnchored || preset === 'all') return described(range, PRESET_NAMES[preset], known);
  const name = `${ANCHORED_NAMES[preset]} to ${formatDays(range.to - 1, range.to, known)}`;
  return { range, interval: intervalOf(range), label: name, days: '', note: 'the newest data' };
}

function described(range: DateRange, label: string, known: KnownTime): ResolvedRange {
  return { range, interval: intervalOf(range), label, days: formatDays(range.from, range.to, known), note: null };
}

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
