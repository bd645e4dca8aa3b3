import type { Instant } from '@weir/metrics';
import { Temporal } from 'temporal-polyfill';

/** The calendar day on which `at` falls in a zone. */
export function dayOf(at: Instant, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The first instant of a day in a zone; where clocks skip midnight, the first there is. */
export function startOfDay(day: Temporal.PlainDate, timeZone: string): Instant {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}
