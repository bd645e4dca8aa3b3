import { MINUS, withUnit } from './characters.js';
import { formatNumber, formatTrimmed } from './format-number.js';
import { largestRemainder } from './largest-remainder.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const WEEK = 7 * DAY;

/** One number of a duration and its unit; "3 h 20 min" has two. */
export interface DurationPart {
  value: string;
  unit: string;
}

/**
 * A duration as people say it, number by number, so that a figure can set numbers and units apart. Seconds below a minute,
 * whole minutes below an hour, minutes beside hours below 10 h, one decimal of days from 24 h, weeks from 21 days, whole from ten.
 * The unit is chosen after rounding: 59.7 min is 1 h, never 60 min.
 */
export function durationParts(seconds: number): DurationPart[] {
  const size = Math.abs(seconds);
  const parts = partsOf(size);
  const first = parts[0];
  if (seconds < 0 && first) first.value = `${MINUS}${first.value}`;
  return parts;
}

function partsOf(seconds: number): DurationPart[] {
  if (Math.round(seconds) < MINUTE) return [part(Math.round(seconds), 's')];
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return [part(minutes, 'min')];
  if (minutes < 600) return hoursAndMinutes(minutes);
  const hours = Math.round(seconds / HOUR);
  if (hours < 24) return [part(hours, 'h')];
  const tenthsOfDays = Math.round((seconds / DAY) * 10);
  if (tenthsOfDays < 210) return [{ value: formatNumber(tenthsOfDays / 10, 1), unit: 'days' }];
  const weeks = seconds / WEEK;
  return [{ value: weeks < 9.95 ? formatTrimmed(weeks) : formatNumber(weeks), unit: 'weeks' }];
}

function hoursAndMinutes(minutes: number): DurationPart[] {
  const hours = part(Math.floor(minutes / 60), 'h');
  return minutes % 60 === 0 ? [hours] : [hours, part(minutes % 60, 'min')];
}

function part(value: number, unit: string): DurationPart {
  return { value: formatNumber(value), unit };
}

/** "42 s", "38 min", "3 h 20 min", "19 h", "2.4 days", "3 weeks". */
export function formatDuration(seconds: number): string {
  return durationParts(seconds)
    .map(({ value, unit }) => withUnit(value, unit))
    .join('\u00a0');
}

/** For narrow columns and axes: "4.7 d", "12 h", "3.3 h", "38 min". One number, one short unit. */
export function formatDurationNarrow(seconds: number): string {
  const { unit, seconds: length } = narrowUnit(Math.abs(seconds));
  const value = seconds / length;
  // One decimal below ten, none from there on: the digits of a column stay under each other.
  const decimals = length >= HOUR && Math.abs(value) < 9.95 ? 1 : 0;
  return withUnit(formatNumber(value, decimals), unit);
}

function narrowUnit(seconds: number): DurationUnit {
  if (Math.round(seconds) < MINUTE) return UNITS.s;
  if (Math.round(seconds / MINUTE) < 60) return UNITS.min;
  return Math.round(seconds / HOUR) < 24 ? UNITS.h : UNITS.d;
}

/** The whole duration down to the second, for hover and exports: "2 days 9 h 36 min 5 s". */
export function formatDurationExact(seconds: number): string {
  let rest = Math.round(Math.abs(seconds));
  const words: string[] = [];
  for (const { unit, seconds: length } of [UNITS.d, UNITS.h, UNITS.min, UNITS.s]) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) words.push(withUnit(formatNumber(count), unit === 'd' ? (count === 1 ? 'day' : 'days') : unit));
  }
  return words.length === 0 ? withUnit('0', 's') : `${seconds < 0 ? MINUS : ''}${words.join(' ')}`;
}

interface DurationUnit {
  unit: 's' | 'min' | 'h' | 'd';
  seconds: number;
}

const UNITS = {
  s: { unit: 's', seconds: 1 },
  min: { unit: 'min', seconds: MINUTE },
  h: { unit: 'h', seconds: HOUR },
  d: { unit: 'd', seconds: DAY },
} as const;

/** The unit in which durations that make up `total` read well as whole numbers: hours up to 21 days, then days. */
function commonDurationUnit(total: number): DurationUnit {
  if (total >= 21 * DAY) return UNITS.d;
  if (total >= 5 * HOUR) return UNITS.h;
  return total >= 5 * MINUTE ? UNITS.min : UNITS.s;
}

/** Durations that add up, as whole numbers of one unit that add up too. */
export interface AddedDurations {
  unit: DurationUnit;
  parts: number[];
  total: number;
}

/** 19 + 10 + 30 + 6 + 8 = 73 h: the parts are rounded by largest remainder so that they sum to the rounded total. */
export function addUpDurations(seconds: readonly number[]): AddedDurations {
  const sum = seconds.reduce((total, one) => total + one, 0);
  const unit = commonDurationUnit(sum);
  const total = Math.round(sum / unit.seconds);
  return { unit, parts: largestRemainder(seconds, total), total };
}
