import type { Logger } from 'pino';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { logFailure } from '../errors/boundary.filter.js';
import { toWeirError } from '../errors/to-weir-error.js';
import { ERROR_KINDS, WeirError } from '../errors/weir-error.js';

type Failed = ExecutionResult & { errors: readonly Error[] };

/** Errors as clients see them: each has a code; nothing of the inside. Refused whole, the HTTP status says so too. */
export function formatErrors(
  execution: Failed,
  logger: Logger,
): { statusCode: number; response: { data: never; errors: GraphQLFormattedError[] } } {
  const errors = execution.errors.flatMap(unwrap).map((error) => toClient(error, logger));
  const data = (execution.data ?? null) as never;
  return { statusCode: statusFor(execution, errors), response: { data, errors } };
}

/** Mercurius wraps the errors of parsing and validation in one. */
function unwrap(error: Error): Error[] {
  const wrapped = (error as GraphQLError).originalError ?? error;
  const { errors } = wrapped as { errors?: unknown };
  return Array.isArray(errors) ? (errors as Error[]) : [error];
}

function toClient(error: Error, logger: Logger): GraphQLFormattedError {
  const { path, locations } = error as Partial<GraphQLError>;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = (error as GraphQLError).originalError ?? error;
  if (isOfGraphql(cause)) return { message: error.message, ...place, extensions: withCode(error as GraphQLError) };
  const known = toWeirError(cause);
  if (!(cause instanceof WeirError)) logFailure(logger, known);
  return { message: known.message, ...place, extensions: known.extensions };
}

/** Of the language itself: syntax, validation, variables. Anything thrown by our code is another class. */
function isOfGraphql(error: Error): boolean {
  return error instanceof GraphQLError || error.name === 'GraphQLError' || isMercurius(error);
}

const isMercurius = (error: Error): boolean => String((error as { code?: unknown }).code).startsWith('MER_ERR_');

function withCode(error: GraphQLError): Record<string, unknown> {
  const code = error.extensions?.code;
  return { ...error.extensions, code: isKnown(code) ? code : codeOfDepth(error) };
}

const isKnown = (code: unknown): boolean => Object.values(ERROR_KINDS).some((kind) => kind.graphqlCode === code);

const codeOfDepth = (error: Error): string =>
  (error as { code?: unknown }).code === 'MER_ERR_GQL_QUERY_DEPTH' ? 'QUERY_TOO_COMPLEX' : 'BAD_USER_INPUT';

/** A request that never ran answers with the status of its first error; one that ran answers 200, errors beside the data. */
function statusFor(execution: Failed, errors: GraphQLFormattedError[]): number {
  if (execution.data !== undefined) return 200;
  const code = errors[0]?.extensions?.code;
  const kind = Object.values(ERROR_KINDS).find((known) => known.graphqlCode === code);
  return kind?.httpStatus ?? new WeirError('INTERNAL', '').kind.httpStatus;
}
