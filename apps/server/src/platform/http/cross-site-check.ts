import type { FastifyRequest } from 'fastify';
import { WeirError } from '../errors/weir-error.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const COOKIE_ONLY = (request: FastifyRequest): boolean => request.headers.authorization === undefined;

/**
 * Browsers send the session cookie also with requests another site caused. What writes (and a WebSocket, which cookies open
 * too) must therefore say that it came from our own pages. A bearer token proves that by itself; what is no browser sends
 * neither header.
 */
export function checkSameOrigin(request: FastifyRequest): void {
  if (isSignedByItself(request)) return;
  const isSocket = request.headers.upgrade !== undefined;
  if ((SAFE.has(request.method) && !isSocket) || !COOKIE_ONLY(request)) return;
  if (isFromOwnPages(request)) return;
  throw new WeirError('FORBIDDEN', 'This request came from another site. Use the pages of Weir, or a bearer token.');
}

/** Programs send these, and prove themselves with each; no cookie is looked at. */
function isSignedByItself({ url }: FastifyRequest): boolean {
  return /^\/(webhooks|api\/v1)\//.test(url);
}

function isFromOwnPages(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined && hostOf(origin) !== request.headers.host) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
