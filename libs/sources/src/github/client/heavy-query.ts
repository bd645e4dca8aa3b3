import { RequestError } from '@octokit/request-error';
import { z } from 'zod';
import { GitHubError } from './github-error.js';

const HEAVY_STATUS = new Set([502, 504]);
const HEAVY_TYPES = new Set(['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED']);
const GAVE_UP = /something went wrong while executing your query|timed out|timedout/i;

const answer = z.object({ errors: z.array(z.object({ type: z.string().nullish(), message: z.string() })) });

/** Whether GitHub gave up on a GraphQL query, by its status, its silence or its words. */
export function isTooHeavy(outcome: unknown): boolean {
  if (outcome instanceof RequestError) return HEAVY_STATUS.has(outcome.status) || isTimeout(outcome.cause);
  const { data } = answer.safeParse(outcome);
  return data?.errors.some(({ type, message }) => HEAVY_TYPES.has(type ?? '') || GAVE_UP.test(message)) ?? false;
}

export function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}

export function tooHeavy(host: string): GitHubError {
  return new GitHubError(
    'TOO_HEAVY',
    `${host} gave up on a question that asks for too much at once. Weir asks for less.`,
  );
}
