import { RequestError } from '@octokit/request-error';
import { z } from 'zod';
import type { Headers, Refused } from './rate-limit.js';

const limited = z.object({ errors: z.array(z.object({ type: z.string().nullish(), message: z.string() })) });

/** GitHub calls it by either name. */
const LIMITS = new Set(['RATE_LIMITED', 'RATE_LIMIT']);

/** What a failed request says that could be a limit; null when nothing was answered at all. */
export function toRefused(error: unknown): Refused | null {
  if (!(error instanceof RequestError) || !error.response) return null;
  return { status: error.status, headers: error.response.headers, message: error.message };
}

/** GraphQL says with status 200 that a limit is reached. */
export function toRefusedQuery(data: unknown, headers: Headers): Refused | null {
  const errors = limited.safeParse(data).data?.errors ?? [];
  const limit = errors.find(({ type, message }) => LIMITS.has(type ?? '') || /secondary rate limit/i.test(message));
  return limit ? { status: 429, headers, message: limit.message } : null;
}
