import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { ENDPOINTS } from '../openapi/check-answer.js';
import type { World } from '../world/world.js';
import { addAppPages } from './app-pages.js';
import type { Desk, Incoming } from './desk.js';

/** Where Enterprise Server has what api.github.com has at its root. */
const ENTERPRISE = '/api/v3';

/** Listens on loopback: REST as api.github.com has it, `/graphql`, and under `/api` what Enterprise Server has. */
export async function listen(desk: Desk): Promise<{ url: string; close(): Promise<void> }> {
  const server = Fastify({
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => toPlain(url, desk.world),
  });
  addRoutes(server, desk);
  server.post('/graphql', (request, reply) => desk.serve(incoming(request, '/graphql'), reply));
  addAppPages(server, desk.world);
  server.setNotFoundHandler((request, reply) => desk.serve(incoming(request, 'unknown'), reply));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { url, close: () => server.close() };
}

/** The same address as api.github.com has it, with the name of a repository that is asked for by its number. */
function toPlain(url: string, world: World): string {
  const plain = url.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api\/graphql/, '/graphql');
  return plain.replace(/^\/repositories\/(\d+)/, (unknown, number: string) => {
    const repository = [...world.repositories.values()].find(({ databaseId }) => String(databaseId) === number);
    return repository ? `/repos/${repository.nameWithOwner}` : unknown;
  });
}

/** Names and branches in the last place of a path may hold slashes. */
const WITH_SLASHES = /\{(ref|basehead)\}$/;

function addRoutes(server: FastifyInstance, desk: Desk): void {
  for (const endpoint of ENDPOINTS) {
    const [method = 'GET', route = ''] = endpoint.split(' ');
    const rest = WITH_SLASHES.exec(route)?.[1] ?? null;
    const url = route.replace(WITH_SLASHES, '*').replaceAll(/\{(\w+)\}/g, ':$1');
    server.route({ method, url, handler: (request, reply) => desk.serve(incoming(request, route, rest), reply) });
  }
}

function incoming(request: FastifyRequest, route: string, rest: string | null = null): Incoming {
  const origin = `http://${request.headers.host}`;
  const { '*': wild, ...params } = request.params as Record<string, string>;
  return {
    method: request.method,
    route,
    url: new URL(request.originalUrl, origin),
    root: request.originalUrl.startsWith(ENTERPRISE) ? `${origin}${ENTERPRISE}` : origin,
    params: rest === null ? params : { ...params, [rest]: wild ?? '' },
    query: request.query as Record<string, string>,
    headers: request.headers,
    body: request.body,
  };
}
