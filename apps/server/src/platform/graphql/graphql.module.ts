import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import type { Logger } from 'pino';
import { AccessModule } from '../access/access.module.js';
import { AccessService, unauthenticated } from '../access/access.service.js';
import { LiveConnections, type LiveConnection } from '../access/live-connections.js';
import { refuseScoped, type Viewer } from '../access/viewer.js';
import { badInput } from '../errors/weir-error.js';
import { LOGGER } from '../tokens.js';
import { formatErrors } from './format-errors.js';
import { checkCost } from './query-cost.js';
import { describeRoots, schemaOptions } from './schema-options.js';

/** Deep enough for the introspection query of usual tools, which is the deepest sensible one. */
const MAX_DEPTH = 16;
const SIGN_IN_FIRST = 'Sign in first: open the link that `npm start` printed, or send a bearer token.';

type Context = MercuriusContext & { viewer?: Viewer | null; refusal?: unknown };
/** Of a subscription. */
type LiveContext = Context & { live?: LiveConnection; authorization?: string };
type Socket = Parameters<LiveConnections['admit']>[0];

/** Mercurius, compiled queries and all, with everything that keeps one client from costing the others. */
export const Graphql = GraphQLModule.forRootAsync<MercuriusDriverConfig>({
  driver: MercuriusDriver,
  imports: [AccessModule],
  inject: [AccessService, LiveConnections, LOGGER],
  useFactory: (access: AccessService, connections: LiveConnections, logger: Logger) => ({
    ...schemaOptions,
    transformSchema: describeRoots,
    jit: 1,
    queryDepth: MAX_DEPTH,
    allowBatchedQueries: false,
    graphiql: false,
    graphql: { parseOptions: { maxTokens: 10_000 }, validateOptions: { maxErrors: 20 } },
    context: (request: FastifyRequest, reply: FastifyReply) => contextOf(access, request, reply),
    errorFormatter: (execution) => formatErrors(execution, logger),
    hooks: {
      preParsing: async (_schema, _source, context) => requireViewer(context),
      preExecution: async (schema, document, context, variables) => {
        checkCost({ schema, document, variables, operationName: operationNameOf(context) });
      },
      preSubscriptionExecution: async (schema, document, context) => checkSubscription(schema, document, context),
    },
    subscription: {
      keepAlive: 20_000,
      context: async (socket: Socket, request: FastifyRequest) => {
        const live = await connections.admit(socket, request);
        return { live, viewer: live.viewer };
      },
      onConnect: async ({ payload }: { payload?: unknown }) => viewerOfPayload(access, payload),
    },
  }),
});

/** Must not throw: Mercurius makes a context also to answer an error. Who may not ask is refused by the first hook. */
async function contextOf(access: AccessService, request: FastifyRequest, reply: FastifyReply) {
  try {
    return { reply, viewer: await access.findViewer(request) };
  } catch (refusal) {
    return { reply, viewer: null, refusal };
  }
}

function requireViewer({ viewer, refusal }: Context): void {
  if (!viewer) throw refusal ?? unauthenticated(SIGN_IN_FIRST);
  refuseScoped(viewer);
}

/** Clients that cannot set headers on a WebSocket send the token with its first message. */
async function viewerOfPayload(access: AccessService, payload: unknown): Promise<object | boolean> {
  const given = (payload ?? {}) as Record<string, unknown>;
  const authorization = given.Authorization ?? given.authorization;
  if (typeof authorization !== 'string') return true;
  return { viewer: await access.getViewerOfHeader(authorization), authorization };
}

/** Mercurius checks queries by itself; of subscriptions it checks the depth only. */
async function checkSubscription(schema: GraphQLSchema, document: DocumentNode, context: LiveContext): Promise<void> {
  requireViewer(context);
  const { live, authorization, viewer = null } = context;
  if (live && authorization !== undefined) Object.assign(live, { authorization, viewer });
  const [error] = validate(schema, document, specifiedRules);
  if (error) throw badInput('query', error.message);
  checkCost({ schema, document, variables: null, operationName: undefined });
}

function operationNameOf({ reply }: Context): string | undefined {
  const { body, query } = (reply?.request ?? {}) as { body?: unknown; query?: unknown };
  const { operationName } = (body ?? query ?? {}) as { operationName?: unknown };
  return typeof operationName === 'string' ? operationName : undefined;
}
