import { ArgumentsHost, Catch, ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../tokens.js';
import { toWeirError } from './to-weir-error.js';
import type { WeirError } from './weir-error.js';

/** The one place where a failure becomes an answer. GraphQL's answers are formatted by `formatErrors`, after this. */
@Catch()
export class BoundaryFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = toWeirError(thrown);
    logFailure(this.logger, error);
    if (host.getType<string>() === 'graphql') throw error;
    host.switchToHttp().getResponse<FastifyReply>().code(error.kind.httpStatus).send(errorBody(error));
  }
}

export function logFailure(logger: Logger, error: WeirError): void {
  logger[error.kind.logLevel]({ err: error, cause: error.cause }, error.message);
}

export function errorBody(error: WeirError): object {
  const field = error.field === null ? {} : { field: error.field };
  return { error: { code: error.kind.graphqlCode, message: error.message, ...field } };
}
