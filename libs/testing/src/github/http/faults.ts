import type { World } from '../world/world.js';
import type { LoggedRequest } from './request-log.js';

/** What goes wrong. */
export type Trouble =
  /** An answer of this status: 500, 502, 503, 504, 404, 403, 410, 451, … */
  | { status: number; message?: string; headers?: Record<string, string> }
  /** GraphQL's 200 with `errors`: of the whole question, or with `repository` of that repository's part. */
  | { graphqlError: 'INTERNAL' | 'RESOURCE_LIMITS_EXCEEDED' | 'TIMEOUT' }
  | { delayMs: number }
  /** The connection breaks before anything is answered, or in the middle of the body. */
  | { reset: 'BEFORE' | 'MIDDLE' }
  /** 200 with half the JSON, or with a page for people. */
  | { garbage: 'JSON' | 'HTML' }
  | { primaryLimit: { resetInSeconds: number; status?: 403 | 429 } }
  /** Without `retryAfterSeconds` only the message says so. */
  | { secondaryLimit: { retryAfterSeconds?: number; status?: 403 | 429 } }
  | { redirectTo: string; status?: 301 | 302 | 307 }
  /** 502 for questions that ask for more nodes than this, so that smaller pages are asked for. */
  | { heavierThan: number }
  /** Something happens in the world before it is answered, as when things are updated while somebody pages. */
  | { meanwhile: (world: World) => void };

export interface FaultWhere {
  kind?: LoggedRequest['kind'];
  /** As GitHub documents it: `/repos/{owner}/{repo}/pulls`. */
  route?: string;
  /** The name of a GraphQL operation. */
  operation?: string;
  /** `owner/name`. */
  repository?: string;
  /** How many requests go well before. */
  after?: number;
  /** How many requests it strikes; absent: one. */
  times?: number;
}

export type FaultOptions = FaultWhere & Trouble;

/** A request as faults are chosen by. */
export type Struck = Pick<LoggedRequest, 'kind' | 'route' | 'operation' | 'repositories'> & { nodes: number };

interface Fault {
  options: FaultOptions;
  skips: number;
  left: number;
}

/** Faults that wait for a request. */
export class Faults {
  private waiting: Fault[] = [];

  /** Strikes the next request that fits, or the next so many. */
  next(options: FaultOptions): void {
    this.waiting.push({ options, skips: options.after ?? 0, left: options.times ?? 1 });
  }

  /** Strikes every request that fits, until `clear`. */
  always(options: Omit<FaultOptions, 'times'> & Trouble): void {
    this.next({ ...options, times: Infinity });
  }

  clear(): void {
    this.waiting = [];
  }

  /** How many strikes have not happened yet. */
  get left(): number {
    return this.waiting.reduce((sum, { left }) => sum + left, 0);
  }

  /** The first fault that fits this request, which is thereby used once. */
  take(struck: Struck): FaultOptions | null {
    const fault = this.waiting.find(({ options }) => fits(options, struck));
    if (!fault) return null;
    if (fault.skips > 0) {
      fault.skips -= 1;
      return null;
    }
    fault.left -= 1;
    this.waiting = this.waiting.filter(({ left }) => left > 0);
    return fault.options;
  }
}

function fits(options: FaultOptions, { kind, route, operation, repositories, nodes }: Struck): boolean {
  if (options.kind !== undefined && options.kind !== kind) return false;
  if (options.route !== undefined && options.route !== route) return false;
  if (options.operation !== undefined && options.operation !== operation) return false;
  if ('graphqlError' in options && kind !== 'GRAPHQL') return false;
  if ('redirectTo' in options && kind !== 'REST') return false;
  if ('heavierThan' in options && nodes <= options.heavierThan) return false;
  const asked = options.repository?.toLowerCase();
  return asked === undefined || repositories.some((name) => name.toLowerCase() === asked);
}

/** The word a log has for it. */
export function nameOf(fault: FaultOptions): string {
  const { kind: _kind, route: _route, operation: _operation, repository: _repository, ...rest } = fault;
  const { after: _after, times: _times, ...trouble } = rest;
  return Object.entries(trouble)
    .map(([key, value]) => (typeof value === 'function' ? key : `${key} ${JSON.stringify(value)}`))
    .join(', ');
}
