import type { GitHubRefusal } from './github-client.js';
import { GitHubError } from './github-error.js';

/**
 * Throws when GitHub gave up on parts of an answer (it took too long, or asked for too much), so that they are asked for again:
 * what is missing for that must not be taken for what is not there.
 */
export function refuseGaps(refusals: readonly GitHubRefusal[]): void {
  const gap = refusals.find(({ fault }) => fault === 'MALFORMED');
  if (gap) throw new GitHubError('TOO_HEAVY', gap.message);
}

/** Steps of the answer that may not be read, unlike those that are not there. */
export function stepsRefused(refusals: readonly GitHubRefusal[]): Set<string | number> {
  return new Set(refusals.flatMap(({ fault, path }) => (fault === 'NOT_FOUND' ? [] : path)));
}
