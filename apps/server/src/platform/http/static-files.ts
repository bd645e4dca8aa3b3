import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '../errors/weir-error.js';

const ONE_YEAR_SECONDS = 31_536_000;
/** Paths that are no page: an unknown one is a mistake and must say so. */
const NO_PAGE = /^\/(sign-in\/|(api|graphql|graphiql|health|assets|sign-out|metrics|webhooks|v1)(\/|$))/;

/**
 * The pages: hashed assets for ever, everything else fresh, and every deep link opens the application. Files are looked up
 * when asked for, so that pages built anew while the server runs are found.
 */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await server.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => void reply.header('Cache-Control', cachingOf(path)),
  });
  // Taken only when no other route was.
  server.get('/*', (request, reply) => reply.sendFile(fileFor(folder, request)));
}

function cachingOf(path: string): string {
  if (/[/\\]assets[/\\]/.test(path)) return `public, max-age=${ONE_YEAR_SECONDS}, immutable`;
  return /index\.html(\.br|\.gz)?$/.test(path) ? 'no-store' : 'no-cache';
}

function fileFor(folder: string, request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '/';
  if (isFile(folder, path)) return path.slice(1);
  if (NO_PAGE.test(path)) throw notFound(`page at ${path}`);
  return 'index.html';
}

/** Names of our own files need no decoding; whatever else a path holds (`..`, `%2e`, a leading dot) is none of them. */
function isFile(folder: string, path: string): boolean {
  if (!/^(\/[\w-][\w.-]*)+$/.test(path)) return false;
  return statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
}
