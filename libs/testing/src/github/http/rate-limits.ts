import type { World } from '../world/world.js';
import type { Answer } from './answer.js';
import type { Viewer } from './viewer.js';

export type Resource = 'core' | 'graphql';

export interface Limit {
  resource: Resource;
  limit: number;
  used: number;
  remaining: number;
  resetAt: number;
}

const HOUR_MS = 3_600_000;
const MOST = 5000;
const MOST_ANONYMOUS = 60;

interface Window {
  used: number;
  resetAt: number;
  limit: number;
}

/** GitHub's primary limits: so many requests, or points of GraphQL, in an hour that begins with the first of them. */
export class RateLimits {
  private readonly windows = new Map<string, Window>();
  private readonly exhausted = new Map<Resource, number>();
  private readonly limits: Record<Resource, number> = { core: MOST, graphql: MOST };

  constructor(private readonly world: World) {}

  /** Another limit for everybody known, from now on. */
  set(resource: Resource, limit: number): void {
    this.limits[resource] = limit;
    for (const [key, window] of this.windows) if (key.startsWith(`${resource} `)) window.limit = limit;
  }

  /** As if somebody had used up everything, until so many seconds from now. */
  exhaust(resource: Resource, resetInSeconds = HOUR_MS / 1000): void {
    const resetAt = Math.ceil(this.world.now() / 1000 + resetInSeconds) * 1000;
    this.exhausted.set(resource, resetAt);
    for (const key of this.windows.keys()) if (key.startsWith(`${resource} `)) this.windows.delete(key);
  }

  of(viewer: Viewer, resource: Resource): Limit {
    const { used, limit, resetAt } = this.windowOf(viewer, resource);
    return { resource, limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), resetAt };
  }

  spend(viewer: Viewer, resource: Resource, points: number): void {
    this.windowOf(viewer, resource).used += points;
  }

  private windowOf(viewer: Viewer, resource: Resource): Window {
    const key = `${resource} ${whoseLimit(viewer)}`;
    const known = this.windows.get(key);
    if (known && known.resetAt > this.world.now()) return known;
    const limit = viewer.token || viewer.app ? this.limits[resource] : resource === 'core' ? MOST_ANONYMOUS : 0;
    const exhaustedUntil = this.exhausted.get(resource) ?? 0;
    const isExhausted = exhaustedUntil > this.world.now();
    const resetAt = isExhausted ? exhaustedUntil : Math.ceil(this.world.now() / 1000) * 1000 + HOUR_MS;
    const made: Window = { used: isExhausted ? limit : 0, resetAt, limit };
    this.windows.set(key, made);
    return made;
  }
}

/** Tokens of one person share a limit; each installation has its own. */
const whoseLimit = ({ token, app }: Viewer) => (token ? token.login : app ? `app ${app.id}` : 'anonymous');

export function limitHeaders({ resource, limit, used, remaining, resetAt }: Limit): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(resetAt / 1000),
    'x-ratelimit-resource': resource,
  };
}

/** The primary limit is used up: REST says 403, GraphQL 200 with an error. */
export function limitExceeded(viewer: Viewer, limit: Limit): Answer {
  const whom = viewer.token ? `user ID 1 (${viewer.token.login})` : '127.0.0.1';
  const message = `API rate limit exceeded for ${whom}.`;
  const headers = limitHeaders(limit);
  if (limit.resource === 'graphql') {
    return { status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
  }
  const documentation_url = 'https://docs.github.com/rest/overview/resources-in-the-rest-api#rate-limiting';
  return { status: 403, headers, body: { message, documentation_url } };
}
