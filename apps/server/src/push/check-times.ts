import type { Instant } from '@weir/metrics';
import { badInput } from '../platform/errors/weir-error.js';

const DAY_MS = 86_400_000;
const EARLIEST = Date.UTC(2000, 0, 1);

/** An instant that can have happened. Clocks may differ by some hours; years before 2000 are seconds taken for milliseconds. */
export function toPastInstant(field: string, text: string, now: Instant): Instant {
  const at = Date.parse(text);
  if (at > now + DAY_MS) {
    const message = `"${field}" is ${text}, which is more than a day ahead of this server's clock (${iso(now)}).`;
    throw badInput(field, `${message} Say what has happened, not what is planned.`);
  }
  if (at < EARLIEST) throw badInput(field, `"${field}" is ${text}, which is before the year 2000.`);
  return at;
}

/** The end of something, which cannot be before its beginning. */
export function toEnd(field: string, text: string, start: { field: string; at: Instant }, now: Instant): Instant {
  const at = toPastInstant(field, text, now);
  if (at >= start.at) return at;
  throw badInput(field, `"${field}" (${text}) is before "${start.field}" (${iso(start.at)}).`);
}

const iso = (at: Instant): string => new Date(at).toISOString();
