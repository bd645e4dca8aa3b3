import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { errorBody, logFailure } from '../errors/boundary.filter.js';
import { toWeirError } from '../errors/to-weir-error.js';

/** Failures before any route of Nest is reached (a foreign host, a body that is no JSON) are answered in the same words. */
export function answerErrors(server: FastifyInstance, logger: Logger): void {
  server.setErrorHandler((thrown, _request, reply) => {
    const error = toWeirError(thrown);
    logFailure(logger, error);
    return reply.code(error.kind.httpStatus).send(errorBody(error));
  });
}
