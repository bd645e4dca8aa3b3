import type { GitHubFault } from './github-error.js';

/**
 * GitHub, as the rest of Weir talks to it. Every call may throw a `GitHubError`, `RateLimited` (come back then: nothing here
 * sleeps longer than five seconds) or, as soon as the signal says so, a `SourceError` ABORTED.
 */
export interface GitHubClient {
  /** What GitHub lets us do: bulk reading by GraphQL, REST only (no GraphQL to be had), or anonymous REST with 60 requests an hour. */
  readonly reach: GitHubReach;
  /** Host and right in one, for what is remembered of answers in this process; holds no secret. */
  readonly identity: string;
  /** Requests sent so far; 304s, redirects and retries counted. */
  readonly requests: number;
  /** The web address of the host, e.g. `https://github.com`. */
  readonly webUrl: string;
  /**
   * What could be read, and the parts that are null because GitHub refused them. Throws when there is no data at all. A query that
   * is too heavy is TOO_HEAVY at once, so that its asker halves it; one that cannot be halved (`canShrink: false`) is tried again instead.
   */
  graphql<T>(query: string, variables: Record<string, unknown>, options?: GraphqlOptions): Promise<GraphqlAnswer<T>>;
  /** A GET. `route` is a path template such as `/repos/{owner}/{repo}/pulls`; parameters it does not name become the query. */
  rest<T>(route: string, parameters?: Record<string, unknown>, etag?: string | null): Promise<RestAnswer<T>>;
}

export type GitHubReach = 'GRAPHQL' | 'REST' | 'ANONYMOUS';

export interface GraphqlOptions {
  /** Default true. */
  canShrink?: boolean;
}

export interface GraphqlAnswer<T> {
  data: T;
  refusals: GitHubRefusal[];
}

/** A part of a GraphQL answer that is null because access to it was refused. */
export interface GitHubRefusal {
  /** Where in the answer: `['repository', 'pullRequests', 'nodes', 3]`. */
  path: (string | number)[];
  /** As GitHub calls it: FORBIDDEN, NOT_FOUND, … */
  type: string;
  fault: GitHubFault;
  /** A sentence for a person. */
  message: string;
  ssoUrl: string | null;
}

export type RestAnswer<T> =
  | { isNotModified: true; etag: string }
  | {
      isNotModified: false;
      data: T;
      etag: string | null;
      hasNextPage: boolean;
      /** The number of the last page, where GitHub tells: with pages of one it is how many there are. Null on the last page. */
      lastPage: number | null;
      /** The address that answered, when it is another than was asked: a renamed repository. */
      movedTo: string | null;
      /** What a classic token may do; null where GitHub does not say (other tokens, Apps, no token). */
      scopes: readonly string[] | null;
    };
