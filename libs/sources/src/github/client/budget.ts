import type { Instant } from '@weir/metrics';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { RateLimited } from '../../source.js';
import { type Headers, type Pause, type Refused, type Resource, resetOf, toPause } from './rate-limit.js';
import { toUtcTime } from './utc-time.js';

/** Longer waits are for the job queue, not for a source. */
export const LONGEST_WAIT_MS = 5000;
/** Of an hour's requests so much is left to whoever else uses the token. */
const RESERVED_SHARE = 0.01;

interface Left {
  limit: number;
  remaining: number;
  resetAt: Instant;
}

/** What one token may still ask of one host, for all who use it in this process. */
export class Budget {
  private readonly left = new Map<Resource, Left>();
  private readonly pauses = new Map<Resource | 'all', Instant>();

  constructor(
    /** Names it in the throttling of this process. */
    readonly id: string,
    private readonly host: string,
    private readonly isAnonymous: boolean,
  ) {}

  /** Returns when a request may be sent: at once or after a short wait. Throws when that is further away. */
  async enter(resource: Resource, now: () => Instant, signal: AbortSignal): Promise<void> {
    const until = this.closedUntil(resource, now());
    if (until === null) return;
    const waitMs = until - now();
    if (waitMs > LONGEST_WAIT_MS) throw this.toRateLimited(resource, until);
    await wait(waitMs, undefined, { signal });
  }

  /** Takes in what an answer says of the limits. */
  note(resource: Resource, headers: Headers, now: Instant): void {
    const [limit, remaining] = [Number(headers['x-ratelimit-limit']), Number(headers['x-ratelimit-remaining'])];
    const resetAt = resetOf(headers, now);
    if (Number.isFinite(limit) && Number.isFinite(remaining) && resetAt !== null)
      this.left.set(resource, { limit, remaining, resetAt });
  }

  /** When a request was told to wait, nobody of this budget asks until then. Null when it failed for another reason. */
  takeRefusal(resource: Resource, refused: Refused | null, now: Instant): RateLimited | null {
    const pause = refused && toPause(refused, now);
    return pause && this.pause(resource, pause);
  }

  private pause(resource: Resource, { kind, until }: Pause): RateLimited {
    const key = kind === 'PRIMARY' ? resource : 'all';
    this.pauses.set(key, Math.max(until, this.pauses.get(key) ?? 0));
    return kind === 'PRIMARY' ? this.toRateLimited(resource, until) : this.toTooFast(until);
  }

  private closedUntil(resource: Resource, now: Instant): Instant | null {
    const ends = [this.pauses.get('all'), this.pauses.get(resource), this.usedUpUntil(resource)];
    const until = Math.max(...ends.map((end) => end ?? 0));
    return until > now ? until : null;
  }

  private usedUpUntil(resource: Resource): Instant | null {
    const left = this.left.get(resource);
    return left && left.remaining <= Math.floor(left.limit * RESERVED_SHARE) ? left.resetAt : null;
  }

  private toRateLimited(resource: Resource, until: Instant): RateLimited {
    if (until === this.pauses.get('all')) return this.toTooFast(until);
    const limit = this.left.get(resource)?.limit;
    const many = limit === undefined ? '' : ` ${limit.toLocaleString('en')}`;
    const sentence = this.isAnonymous
      ? `Without a token ${this.host} answers${many} requests an hour, and they are used up until ${toUtcTime(until)}. Weir goes on then by itself; with a token, given in Settings → Sources, at once.`
      : `The${many} ${resource === 'graphql' ? 'points' : 'requests'} an hour that ${this.host} gives this token are used up until ${toUtcTime(until)}. Weir goes on then by itself.`;
    return new RateLimited(until, sentence);
  }

  private toTooFast(until: Instant): RateLimited {
    return new RateLimited(
      until,
      `${this.host} asks for a pause until ${toUtcTime(until)}, because much was asked in a short time. Weir goes on then by itself.`,
    );
  }
}

/** Budgets of this process, by host and secret; the secret itself is not kept. */
const budgets = new Map<string, Budget>();

export function budgetOf(host: string, secret: string | null): Budget {
  const key = secret === null ? `${host} anonymous` : `${host} ${createHash('sha256').update(secret).digest('hex')}`;
  const known = budgets.get(key);
  if (known) return known;
  const budget = new Budget(key, host, secret === null);
  budgets.set(key, budget);
  return budget;
}
