import type { BandKind } from '../catalogue/declaration.js';
import { listCalendarBuckets, listWholeBuckets } from './calendar-buckets.js';
import type { Band, BandRuleSet, DateRange, Interval } from './query.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;

/** Upper bounds, inclusive, in the order in which they are tried; above the last it is LOW. Seconds, or a share 0–1. */
type Bounds = [bound: number, band: Band][];
type BoundedKind = Exclude<BandKind, 'FREQUENCY'>;

const upTo = (elite: number, high: number, medium: number): Bounds => [
  [elite, 'ELITE'],
  [high, 'HIGH'],
  [medium, 'MEDIUM'],
];

/**
 * DORA's yearly performance levels. 2024's own oddity: its clusters put a fail rate of 10 % in MEDIUM and one of 20 % in
 * HIGH. MEDIUM shares HIGH's bound of recovery there, so nothing is MEDIUM.
 */
const RULE_SETS: Record<'DORA_2021' | 'DORA_2023' | 'DORA_2024', Record<BoundedKind, Bounds>> = {
  DORA_2024: {
    LEAD_TIME: upTo(DAY, WEEK, MONTH),
    FAIL_RATE: [
      [0.05, 'ELITE'],
      [0.1, 'MEDIUM'],
      [0.2, 'HIGH'],
    ],
    RECOVERY: [
      [HOUR, 'ELITE'],
      [DAY, 'HIGH'],
    ],
  },
  DORA_2023: {
    LEAD_TIME: upTo(DAY, WEEK, MONTH),
    FAIL_RATE: upTo(0.05, 0.1, 0.15),
    RECOVERY: upTo(HOUR, DAY, WEEK),
  },
  DORA_2021: {
    LEAD_TIME: upTo(HOUR, WEEK, 180 * DAY),
    FAIL_RATE: upTo(0.15, 0.2, 0.3),
    RECOVERY: upTo(HOUR, DAY, WEEK),
  },
};

/** The band of a lead time or recovery (seconds) or a fail rate (share). Goals of one's own are not set yet: no band. */
export function findBand(kind: BoundedKind, value: number, ruleSet: BandRuleSet): Band | null {
  if (ruleSet === 'OWN_GOALS' || ruleSet === 'NONE') return null;
  const found = RULE_SETS[ruleSet][kind].find(([bound]) => value <= bound);
  return found?.[1] ?? 'LOW';
}

/** Days, by index into the days of `covered`, on which something was deployed. */
export interface DeploymentDays {
  covered: DateRange;
  timeZone: string;
  days: readonly number[];
}

const DAYS_OF_ELITE = 5;

/**
 * The band of a deployment frequency: by the median number of days with a deployment of the whole weeks inside the covered
 * part, below weekly by that of the whole months. Null when the part is too short to hold what has to be looked at.
 */
export function findFrequencyBand(deployed: DeploymentDays, ruleSet: BandRuleSet): Band | null {
  if (ruleSet === 'OWN_GOALS' || ruleSet === 'NONE') return null;
  const perWeek = findMedianDays(deployed, 'WEEK');
  if (perWeek === null) return null;
  if (perWeek >= DAYS_OF_ELITE) return 'ELITE';
  if (perWeek >= 1) return 'HIGH';
  const perMonth = findMedianDays(deployed, 'MONTH');
  if (perMonth === null) return null;
  return perMonth >= 1 ? 'MEDIUM' : 'LOW';
}

function findMedianDays({ covered, timeZone, days }: DeploymentDays, interval: Interval): number | null {
  const starts = listCalendarBuckets(covered, 'DAY', timeZone).map((day) => day.from);
  const deployedAt = days.map((day) => starts[day] ?? Number.NaN);
  const counts = listWholeBuckets(covered, interval, timeZone).map(
    ({ from, to }) => deployedAt.filter((at) => at >= from && at < to).length,
  );
  return counts.length === 0 ? null : median(counts);
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
