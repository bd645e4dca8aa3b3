import { HttpException } from '@nestjs/common';
import { WeirError, type ErrorCode } from './weir-error.js';

const HIDDEN = 'Something went wrong inside Weir. The log (logs/weir.log in the home folder) says what.';

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'BAD_USER_INPUT',
  415: 'BAD_USER_INPUT',
  429: 'RATE_LIMITED',
  503: 'UNAVAILABLE',
};

/** Whatever was thrown, as a failure that may be shown: what is not meant for people keeps its words for the log. */
export function toWeirError(error: unknown): WeirError {
  if (error instanceof WeirError) return error;
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
