import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { ENDPOINTS } from '../openapi/check-answer.js';
import { addAppPages } from './app-pages.js';
import type { Desk, Incoming } from './desk.js';

/** Listens on loopback: REST as api.github.com has it, `/graphql`, and under `/api` what Enterprise Server has. */
export async function listen(desk: Desk): Promise<{ url: string; close(): Promise<void> }> {
  const server = Fastify({ routerOptions: { maxParamLength: 500 }, forceCloseConnections: true });
  for (const prefix of ['', '/api/v3']) addRoutes(server, desk, prefix);
  for (const path of ['/graphql', '/api/graphql']) {
    server.post(path, (request, reply) => desk.serve(incoming(request, '/graphql', ''), reply));
  }
  addAppPages(server, desk.world);
  server.setNotFoundHandler((request, reply) => desk.serve(incoming(request, 'unknown', ''), reply));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { url, close: () => server.close() };
}

/** Names and branches in the last place of a path may hold slashes. */
const WITH_SLASHES = /\{(ref|basehead)\}$/;
const REPOSITORY = '/repos/{owner}/{repo}';

function addRoutes(server: FastifyInstance, desk: Desk, prefix: string): void {
  for (const endpoint of ENDPOINTS) {
    const [method = 'GET', route = ''] = endpoint.split(' ');
    const rest = WITH_SLASHES.exec(route)?.[1] ?? null;
    const byNumber = route.startsWith(REPOSITORY) ? [route.replace(REPOSITORY, '/repositories/{repository_id}')] : [];
    for (const path of [route, ...byNumber]) {
      const url = `${prefix}${path.replace(WITH_SLASHES, '*').replaceAll(/\{(\w+)\}/g, ':$1')}`;
      const handler = (request: FastifyRequest, reply: FastifyReply) =>
        desk.serve(incoming(request, route, prefix, rest), reply);
      server.route({ method, url, handler });
    }
  }
}

function incoming(request: FastifyRequest, route: string, prefix: string, rest: string | null = null): Incoming {
  const origin = `http://${request.headers.host}`;
  const { '*': wild, ...params } = request.params as Record<string, string>;
  return {
    method: request.method,
    route,
    url: new URL(request.url, origin),
    root: `${origin}${prefix}`,
    params: rest === null ? params : { ...params, [rest]: wild ?? '' },
    query: request.query as Record<string, string>,
    headers: request.headers,
    body: request.body,
  };
}
