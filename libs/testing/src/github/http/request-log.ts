/** One request as the stand-in answered it. */
export interface LoggedRequest {
  kind: 'REST' | 'GRAPHQL';
  method: string;
  /** As GitHub documents it: `/repos/{owner}/{repo}/pulls`, or `/graphql`. */
  route: string;
  /** The address as it was asked for. */
  url: string;
  /** The name of the GraphQL operation. */
  operation: string | null;
  /** Repositories it names, as it names them. */
  repositories: readonly string[];
  status: number;
  /** Of GraphQL's limit; 0 for REST. */
  points: number;
  /** The name of the fault that struck it. */
  fault: string | null;
}

export type RequestFilter = Partial<
  Pick<LoggedRequest, 'kind' | 'method' | 'route' | 'operation' | 'status'> & { repository: string }
>;

/** Every request, so that a test can count what something cost. */
export class RequestLog {
  readonly all: LoggedRequest[] = [];

  get total(): number {
    return this.all.length;
  }

  /** Of GraphQL's limit. */
  get points(): number {
    return this.all.reduce((sum, { points }) => sum + points, 0);
  }

  count(filter: RequestFilter = {}): number {
    return this.where(filter).length;
  }

  where({ repository, ...filter }: RequestFilter): LoggedRequest[] {
    const wanted = Object.entries(filter) as [keyof LoggedRequest, unknown][];
    return this.all
      .filter((each) => wanted.every(([key, value]) => each[key] === value))
      .filter((each) => repository === undefined || each.repositories.includes(repository));
  }

  /** How many of each kind, for a person. */
  byRoute(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { method, route, operation, status } of this.all) {
      const key = `${method} ${route}${operation === null ? '' : ` ${operation}`} ${status}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  reset(): void {
    this.all.length = 0;
  }
}
