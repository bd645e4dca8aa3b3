import type { Instant } from '@weir/metrics';

/** GitHub counts its REST requests and its GraphQL points apart. */
export type Resource = 'core' | 'graphql';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** Told to wait: of one resource when its hour is used up, of everything when we ask too fast. */
export interface Pause {
  kind: 'PRIMARY' | 'SECONDARY';
  until: Instant;
}

/** What GitHub recommends where it does not say how long. */
const UNTOLD_PAUSE_MS = 60_000;
/** GitHub's clock and ours may differ by so much without being told apart. */
const SAME_TIME_MS = 5000;
/** Just after the reset, so that we are not told the old hour's numbers. */
const MARGIN_MS = 1000;

/** Whether a refusal is a limit, and until when; null when it is something else. */
export function toPause({ status, headers, message }: Refused, now: Instant): Pause | null {
  if (status !== 429 && status !== 403 && status !== 200) return null;
  const told = retryAfter(headers, now);
  if (/secondary rate|abuse detection/i.test(message))
    return { kind: 'SECONDARY', until: told ?? now + UNTOLD_PAUSE_MS };
  if (/rate limit/i.test(message) || Number(headers['x-ratelimit-remaining'] ?? NaN) === 0)
    return { kind: 'PRIMARY', until: told ?? resetOf(headers, now) ?? now + UNTOLD_PAUSE_MS };
  return status === 429 || told !== null ? { kind: 'SECONDARY', until: told ?? now + UNTOLD_PAUSE_MS } : null;
}

export interface Refused {
  status: number;
  headers: Headers;
  message: string;
}

/** When the hour ends, by our clock. */
export function resetOf(headers: Headers, now: Instant): Instant | null {
  const seconds = Number(headers['x-ratelimit-reset'] ?? NaN);
  if (!Number.isFinite(seconds)) return null;
  return Math.max(now, seconds * 1000 + ahead(headers, now)) + MARGIN_MS;
}

/** In seconds, or a date. */
function retryAfter(headers: Headers, now: Instant): Instant | null {
  const text = String(headers['retry-after'] ?? '').trim();
  if (text === '') return null;
  if (/^\d+$/.test(text)) return now + Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(now, at + ahead(headers, now));
}

/** How far our clock is ahead of GitHub's. */
function ahead({ date }: Headers, now: Instant): number {
  const difference = now - Date.parse(String(date ?? ''));
  return Math.abs(difference) > SAME_TIME_MS ? difference : 0;
}
