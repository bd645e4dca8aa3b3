import type { Instant } from '@weir/metrics';

/** Years 1 to 9999: what databases, calendars and ISO-8601 agree on. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

/** Milliseconds as a whole instant; null beyond what a calendar holds. */
export function toCalendarInstant(milliseconds: number): Instant | null {
  return milliseconds >= EARLIEST && milliseconds <= LATEST ? Math.round(milliseconds) : null;
}
