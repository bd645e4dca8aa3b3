import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import session, { type FastifySessionOptions } from '@fastify/session';
import connectPgSimple from 'connect-pg-simple';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Logger } from 'pino';
import { WeirError } from '../errors/weir-error.js';
import { checkSameOrigin } from './cross-site-check.js';
import { createHostCheck } from './host-check.js';

const MONTH_MS = 30 * 24 * 3600 * 1000;
export const SESSION_COOKIE = 'weir_session';

/** `formTargets`: where else a form of our pages may go, as the one that makes a GitHub App does. */
const contentSecurityPolicy = (formTargets: string[]) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Components place themselves with style attributes; no script can come that way.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'", ...formTargets],
    frameAncestors: ["'none'"],
  },
});

interface Hardening {
  host: string;
  formTargets: string[];
  sessionKey: string;
  pool: pg.Pool;
  logger: Logger;
}

/** Everything between the network and the routes: headers, who may ask from where, sessions, and how often. */
export async function harden(server: FastifyInstance, options: Hardening): Promise<void> {
  const checkHost = createHostCheck(options.host);
  server.addHook('onRequest', async (request) => {
    checkHost(request);
    checkSameOrigin(request);
  });
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.formTargets),
    // Same origin, not none: a form posted under `no-referrer` has the origin "null", which our own check refuses.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
  });
  await server.register(cookie);
  await server.register(session, sessionOptions(options));
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new WeirError('RATE_LIMITED', `Too many tries. Wait ${context.after} and try again.`),
  });
}

function sessionOptions({ sessionKey, pool, logger }: Hardening) {
  // Its base class is looked up under express-session's name for it.
  const Store = connectPgSimple(session as unknown as Parameters<typeof connectPgSimple>[0]);
  const errorLog = (...parts: unknown[]) => logger.warn({ parts }, 'The session store had a problem.');
  const store = new Store({ pool, tableName: 'session', errorLog, pruneSessionInterval: 3600, ttl: MONTH_MS / 1000 });
  return {
    secret: sessionKey,
    cookieName: SESSION_COOKIE,
    store: store as unknown as NonNullable<FastifySessionOptions['store']>,
    saveUninitialized: false,
    rolling: false,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: 'auto' as const, maxAge: MONTH_MS },
  };
}
