import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Instant } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';

export interface RateLimit {
  limit: number;
  remaining: number;
  resetsAt: Instant;
}

type Limits = RestEndpointMethodTypes['rateLimit']['get']['response']['data'];

/** What may still be asked in this hour, in the coin that the bulk of reading is paid in. Asking this is free. */
export async function readRateLimit(client: GitHubClient): Promise<RateLimit | null> {
  try {
    const answer = await client.rest<Limits>('/rate_limit');
    if (answer.isNotModified) return null;
    const { core, graphql } = answer.data.resources;
    const { limit, remaining, reset } = (client.reach === 'GRAPHQL' ? graphql : core) ?? core;
    return { limit, remaining, resetsAt: reset * 1000 };
  } catch (error) {
    // An Enterprise Server may have no limits, and says then that there is nothing here.
    if (error instanceof GitHubError && error.fault === 'NOT_FOUND') return null;
    throw error;
  }
}
