import type { FastifyRequest } from 'fastify';
import { WeirError } from '../errors/weir-error.js';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

const isLoopback = (host: string): boolean => LOOPBACK_NAMES.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * A page elsewhere can point its own name at 127.0.0.1 and then speak to us as "same origin" (DNS rebinding). Listening on
 * loopback only, we therefore answer to loopback's names only.
 */
export function createHostCheck(listensOn: string): (request: FastifyRequest) => void {
  if (!isLoopback(listensOn)) return () => undefined;
  return (request) => {
    const name = hostnameOf(request.headers.host ?? '');
    if (name === listensOn || isLoopback(name)) return;
    throw new WeirError(
      'FORBIDDEN',
      `This server answers to localhost only, not to "${name}". Set WEIR_HOST to serve others.`,
    );
  };
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
