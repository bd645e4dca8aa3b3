import type { Instant } from '@weir/metrics';

/** GitHub's times are ISO-8601 with a zone. */
export function toInstant(text: string): Instant {
  return Date.parse(text);
}

export function toInstantOrNull(text: string | null | undefined): Instant | null {
  const at = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}
