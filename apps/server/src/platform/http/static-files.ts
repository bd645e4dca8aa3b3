import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../errors/weir-error.js';

const ONE_YEAR_SECONDS = 31_536_000;
/** Paths that are no page: an unknown one is a mistake and must say so. */
const NO_PAGE = /^\/(api|graphql|graphiql|health|assets|sign-in|sign-out|metrics|webhooks|v1)(\/|$)/;

/** The pages: hashed assets for ever, everything else fresh, and every deep link opens the application. */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
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
  server.get('/*', openApplication);
}

/** Taken only when no other route was. */
function openApplication(request: FastifyRequest, reply: FastifyReply): unknown {
  const path = request.url.split('?')[0] ?? '';
  if (NO_PAGE.test(path)) throw notFound(`page at ${path}`);
  return reply.header('Cache-Control', 'no-store').sendFile('index.html', { cacheControl: false });
}
