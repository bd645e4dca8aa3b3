import type { Instant } from '@weir/metrics';
import { toCalendarInstant } from '../calendar-instant.js';

/** How a column tells time. A Unix time counts units of so many milliseconds: 1000 for seconds, 1 for milliseconds, and so on. */
export type TimeFormat = { kind: 'unix'; unitMs: number } | { kind: 'iso' };

const UNIX = /^-?(\d{1,20})(?:\.\d+)?$/;
const BASIC_DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const ISO =
  /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:(?:T|\s+)(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
const MINUTE = 60_000;

/** How often the values of a column look like this or that. */
export class TimeFormatGuess {
  private readonly units = new Map<number, number>();
  private iso = 0;
  private other = 0;

  add(value: string): void {
    const unitMs = BASIC_DATE.test(value) ? null : unitOf(value);
    if (unitMs !== null) this.units.set(unitMs, (this.units.get(unitMs) ?? 0) + 1);
    else if (ISO.test(value)) this.iso += 1;
    else this.other += 1;
  }

  /** Whether most values are times; a column without any might be. */
  isLikely(): boolean {
    const times = [...this.units.values()].reduce((sum, count) => sum + count, this.iso);
    return times >= this.other;
  }

  /** What most values are; without any, what was forced, else ISO. */
  format(forced: 'unix' | 'iso' | null): TimeFormat {
    const [unitMs, count] = [...this.units].sort((a, b) => b[1] - a[1])[0] ?? [1000, 0];
    const isUnix = forced === null ? count > this.iso : forced === 'unix';
    return isUnix ? { kind: 'unix', unitMs } : { kind: 'iso' };
  }
}

/** Seconds have up to 11 digits before the year 5138, milliseconds 12 to 14, then micro- and nanoseconds. */
function unitOf(value: string): number | null {
  const digits = UNIX.exec(value)?.[1]?.length;
  if (digits === undefined) return null;
  if (digits <= 11) return 1000;
  if (digits <= 14) return 1;
  return digits <= 17 ? 1e-3 : 1e-6;
}

/** A cell's instant; null when it is none of this format. A time without a zone is UTC. */
export function parseInstant(value: string, format: TimeFormat): Instant | null {
  if (format.kind === 'iso') return parseIso(value);
  return unitOf(value) === format.unitMs ? toCalendarInstant(Number(value) * format.unitMs) : null;
}

/** What a cell of this format looks like, for a person who has to mend it. */
export function describeFormat(format: TimeFormat): string {
  if (format.kind === 'iso') return 'a date and time such as 2026-01-31T14:05:00Z';
  const example = String(Math.round(1_769_868_300_000 / format.unitMs));
  const units: Record<number, string> = {
    1000: 'seconds',
    1: 'milliseconds',
    1e-3: 'microseconds',
    1e-6: 'nanoseconds',
  };
  return `Unix ${units[format.unitMs]} such as ${example}`;
}

function parseIso(value: string): Instant | null {
  const match = ISO.exec(value);
  if (match === null) return null;
  const [, year, , month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const date = [Number(year), Number(month), Number(day)] as const;
  if (!isDate(...date) || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const clock = (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second) * 1000 + Number(`0.${fraction}`) * 1000;
  return toCalendarInstant(midnight + Math.floor(clock) - zoneOffset(zone));
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function zoneOffset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE;
}
