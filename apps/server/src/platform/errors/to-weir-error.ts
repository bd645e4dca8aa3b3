import { HttpException } from '@nestjs/common';
import { BadQueryError } from '@weir/metrics';
import { SourceError } from '@weir/sources';
import { StoreError, type StoreErrorCode } from '@weir/store';
import { badInput, WeirError, type ErrorCode } from './weir-error.js';

const HIDDEN = 'Something went wrong inside Weir. The log (logs/weir.log in the home folder) says what.';

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'UNAVAILABLE',
};

const CODE_OF_STORE: Partial<Record<StoreErrorCode, ErrorCode>> = {
  NOT_FOUND: 'NOT_FOUND',
  BAD_VALUE: 'BAD_USER_INPUT',
};

/** Whatever was thrown, as a failure that may be shown: what is not meant for people keeps its words for the log. */
export function toWeirError(error: unknown): WeirError {
  if (error instanceof WeirError) return error;
  return ofLibs(error) ?? ofLostDatabase(error) ?? ofUnstorableText(error) ?? ofHttp(error);
}

/** What the libs throw on purpose carries a sentence for people. */
function ofLibs(error: unknown): WeirError | null {
  if (error instanceof BadQueryError) return badInput(error.field, error.message);
  if (error instanceof SourceError)
    return new WeirError('BAD_USER_INPUT', error.message, { field: error.field ?? undefined });
  if (error instanceof StoreError) return new WeirError(CODE_OF_STORE[error.code] ?? 'UNAVAILABLE', error.message);
  return null;
}

/** The server shut down, is starting, or the connection broke: PostgreSQL's classes 08 and 57P, or the socket's own codes. */
function ofLostDatabase(error: unknown): WeirError | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  const isLost =
    /^(08\w{3}|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(String(code)) ||
    /^Connection terminated/.test(error.message);
  if (!isLost) return null;
  return new WeirError('UNAVAILABLE', 'The database is away for a moment. Try again shortly.', { cause: error });
}

/** PostgreSQL keeps no NUL in a text, and JSON can send one. */
function ofUnstorableText(error: unknown): WeirError | null {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== '22021') return null;
  const message = 'A text of this request holds a NUL character (\\u0000), which no text here can: leave it out.';
  return new WeirError('BAD_USER_INPUT', message, { cause: error });
}

function ofHttp(error: unknown): WeirError {
  const status = statusOf(error);
  const code = status === null ? undefined : CODE_OF_STATUS[status];
  if (code !== undefined) return new WeirError(code, (error as Error).message, { cause: error });
  return new WeirError('INTERNAL', HIDDEN, { cause: error });
}

function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null) return null;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : null;
}
