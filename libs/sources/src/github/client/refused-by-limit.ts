import { GraphqlResponseError } from '@octokit/graphql';
import { RequestError } from '@octokit/request-error';
import type { Refused } from './rate-limit.js';

/** What a failed request says that could be a limit; null when nothing was answered at all. */
export function toRefused(error: unknown): Refused | null {
  if (error instanceof RequestError && error.response)
    return { status: error.status, headers: error.response.headers, message: error.message };
  return error instanceof GraphqlResponseError && isLimit(error)
    ? { status: 429, headers: error.headers, message: error.message }
    : null;
}

/** GraphQL says with status 200 that a limit is reached. */
export function isLimit({ errors }: GraphqlResponseError<unknown>): boolean {
  return errors?.some(({ type, message }) => type === 'RATE_LIMITED' || /secondary rate limit/i.test(message)) ?? false;
}
