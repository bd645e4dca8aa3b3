import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WeirError } from '../errors/weir-error.js';
import { errorBody } from '../errors/boundary.filter.js';

const ONE_YEAR_SECONDS = 31_536_000;
/** Paths that are no page: an unknown one is a mistake and must say so. */
const NO_PAGE = /^\/(api|graphql|graphiql|health|assets|sign-in|sign-out|metrics|webhooks|v1)(\/|$|\?)/;

/** The pages: hashed assets for ever, everything else fresh, and every deep link opens the application. */
export async function serveStaticFiles(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    globIgnore: ['.sources', 'index.html'],
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/assets/');
      reply.header('Cache-Control', isHashed ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}

/** Answers what no route took. */
export function answerUnknown(folder: string): (request: FastifyRequest, reply: FastifyReply) => unknown {
  const hasPages = existsSync(join(folder, 'index.html'));
  return (request, reply) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !NO_PAGE.test(request.url);
    if (isPage && hasPages) return reply.header('Cache-Control', 'no-store').sendFile('index.html', { cacheControl: false });
    const error = new WeirError('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`);
    return reply.code(404).send(errorBody(error));
  };
}
