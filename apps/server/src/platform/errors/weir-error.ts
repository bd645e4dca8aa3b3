/** How a failure is answered over HTTP and GraphQL, how loudly it is logged, and whether a job tries again. */
interface ErrorKind {
  httpStatus: number;
  graphqlCode: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  retry: boolean;
}

const kind = (
  httpStatus: number,
  graphqlCode: string,
  logLevel: ErrorKind['logLevel'] = 'debug',
  retry = false,
): ErrorKind => ({ httpStatus, graphqlCode, logLevel, retry });

/** Every failure there is; the only place that knows what each means to a client, a log and a job. */
export const ERROR_KINDS = {
  BAD_USER_INPUT: kind(400, 'BAD_USER_INPUT'),
  QUERY_TOO_COMPLEX: kind(400, 'QUERY_TOO_COMPLEX'),
  UNAUTHENTICATED: kind(401, 'UNAUTHENTICATED'),
  FORBIDDEN: kind(403, 'FORBIDDEN', 'info'),
  NOT_FOUND: kind(404, 'NOT_FOUND'),
  CONFLICT: kind(409, 'CONFLICT'),
  TOO_LARGE: kind(413, 'TOO_LARGE'),
  UNSUPPORTED_MEDIA_TYPE: kind(415, 'UNSUPPORTED_MEDIA_TYPE'),
  RATE_LIMITED: kind(429, 'RATE_LIMITED', 'warn', true),
  CONFIGURATION: kind(500, 'INTERNAL', 'error'),
  STARTUP: kind(500, 'INTERNAL', 'error'),
  UNAVAILABLE: kind(503, 'UNAVAILABLE', 'warn', true),
  INTERNAL: kind(500, 'INTERNAL', 'error'),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

interface Details {
  /** The argument, setting or variable at fault. */
  field?: string;
  cause?: unknown;
}

/** A failure with a sentence for a person: what happened, with which value, and what to do. */
export class WeirError extends Error {
  readonly field: string | null;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: Details = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'WeirError';
    this.field = details.field ?? null;
  }

  get kind(): ErrorKind {
    return ERROR_KINDS[this.code];
  }

  /** Mercurius copies these to the client. */
  get extensions(): Record<string, string> {
    return this.field === null ? { code: this.kind.graphqlCode } : { code: this.kind.graphqlCode, field: this.field };
  }
}

export const badInput = (field: string, message: string): WeirError =>
  new WeirError('BAD_USER_INPUT', message, { field });
export const notFound = (what: string): WeirError => new WeirError('NOT_FOUND', `There is no ${what}.`);
