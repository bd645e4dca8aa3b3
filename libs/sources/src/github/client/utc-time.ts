import type { Instant } from '@weir/metrics';

/** `14:05 UTC on 2026-11-25`: for sentences that outlive the hour they were said in. */
export function toUtcTime(at: Instant): string {
  const text = new Date(at).toISOString();
  return `${text.slice(11, 16)} UTC on ${text.slice(0, 10)}`;
}
