import { toWallTime, type Instant } from '@weir/metrics';

export const DAY_MS = 86_400_000;

/** A calendar day without a zone. Months count from 1 and may run over: month 13 is next January. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** The calendar day on which `at` falls in a zone. */
export function dayOf(at: Instant, timeZone: string): CalendarDay {
  const { year, month, day } = toWallTime(at, timeZone);
  return { year, month, day };
}

/** Midnight at the start of a day in a zone. */
export function startOfDay({ year, month, day }: CalendarDay, timeZone: string): Instant {
  const asUtc = Date.UTC(year, month - 1, day);
  // The offset is read at the guess and once more where it led: enough for every zone, also on the days clocks change.
  const first = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(first, timeZone);
}

function offsetAt(at: Instant, timeZone: string): number {
  const wall = toWallTime(at, timeZone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  return asUtc - Math.floor(at / 60_000) * 60_000;
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return fromUtc(Date.UTC(day.year, day.month - 1, day.day + days));
}

/** Monday of the day's ISO week. */
export function startOfWeek(day: CalendarDay): CalendarDay {
  const weekday = new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** First day of the month `months` before the day's. */
export function startOfMonth(day: CalendarDay, monthsBefore = 0): CalendarDay {
  return fromUtc(Date.UTC(day.year, day.month - 1 - monthsBefore, 1));
}

export function startOfQuarter(day: CalendarDay): CalendarDay {
  return startOfMonth(day, (day.month - 1) % 3);
}

function fromUtc(at: Instant): CalendarDay {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2026-08-31`. */
export function toIsoDay({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

/** Reads `2026-08-31`; validated where it enters, see `parseFilterSearch`. */
export function parseIsoDay(text: string): CalendarDay {
  const [year = NaN, month = NaN, day = NaN] = text.split('-').map(Number);
  return { year, month, day };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
