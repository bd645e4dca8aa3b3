import { Refusal, type Answer } from './answer.js';
import type { FaultOptions } from './faults.js';
import { limitHeaders, type Limit } from './rate-limits.js';

const PAGE =
  '<!DOCTYPE html><html><head><title>Unicorn! · GitHub</title></head><body>This page is taking too long.</body></html>';

const GRAPHQL_ERRORS = {
  INTERNAL: {
    type: 'INTERNAL',
    message: 'Something went wrong while executing your query. Please include `A1B2:3C4D` when reporting this issue.',
  },
  RESOURCE_LIMITS_EXCEEDED: {
    type: 'RESOURCE_LIMITS_EXCEEDED',
    message: 'Resource limits for this query exceeded.',
  },
  // GitHub's time-out has no type.
  TIMEOUT: {
    type: undefined,
    message:
      'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `A1B2:3C4D` when reporting this issue.',
  },
};

/** What is answered instead; null when the fault lets the true answer through (and may spoil it then). */
export function answerInstead(fault: FaultOptions, kind: 'REST' | 'GRAPHQL', limit: Limit, now: number): Answer | null {
  if ('garbage' in fault && fault.garbage === 'HTML') return html(200);
  if ('heavierThan' in fault) return html(502);
  if ('graphqlError' in fault && fault.repository === undefined) {
    return { status: 200, headers: {}, body: { data: null, errors: [GRAPHQL_ERRORS[fault.graphqlError]] } };
  }
  if ('redirectTo' in fault) {
    const body = { message: 'Moved Permanently', url: fault.redirectTo };
    return { status: fault.status ?? 301, headers: { location: fault.redirectTo }, body };
  }
  if ('primaryLimit' in fault) return primaryLimit(fault.primaryLimit, kind, { ...limit, resetAt: now });
  if ('secondaryLimit' in fault) return secondaryLimit(fault.secondaryLimit);
  return 'status' in fault ? statusOnly(fault.status ?? 500, fault) : null;
}

/** The error of one repository's part of a GraphQL answer. */
export function partialError(fault: FaultOptions): Refusal | null {
  if (!('graphqlError' in fault) || fault.repository === undefined) return null;
  const { message, type } = GRAPHQL_ERRORS[fault.graphqlError];
  return new Refusal(200, message, type ?? '');
}

const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: PAGE,
});

const WORDS: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  451: 'Repository access blocked',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service Unavailable',
  504: "We couldn't respond to your request in time. Sorry about that.",
};

function statusOnly(
  status: number,
  { message, headers }: { message?: string; headers?: Record<string, string> },
): Answer {
  if (status === 502 && message === undefined) return html(502);
  return { status, headers: headers ?? {}, body: { message: message ?? WORDS[status] ?? 'Error' } };
}

function primaryLimit(
  { resetInSeconds, status = 403 }: { resetInSeconds: number; status?: number },
  kind: 'REST' | 'GRAPHQL',
  limit: Limit,
): Answer {
  const resetAt = Math.ceil(limit.resetAt / 1000 + resetInSeconds) * 1000;
  const spent = { ...limit, used: limit.limit, remaining: 0, resetAt };
  const message = 'API rate limit exceeded for user ID 1.';
  const headers = limitHeaders(spent);
  if (kind === 'GRAPHQL') return { status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
  return { status, headers, body: { message } };
}

function secondaryLimit({ retryAfterSeconds, status = 403 }: { retryAfterSeconds?: number; status?: number }): Answer {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID A1B2:3C4D.';
  const documentation_url =
    'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits';
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return { status, headers, body: { message, documentation_url } };
}
