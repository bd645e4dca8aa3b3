import { z } from 'zod';
import { DeploymentItem, IncidentItem } from './item-schemas.js';
import { MAX_ITEMS, PUSH_LIMITS } from './limits.js';
import { PUSH_SCOPES, type PushKind } from './push-kind.js';

const RESULTS = ['created', 'updated', 'unchanged'];

/** What is served at `/api/openapi.json`: made of the schemas that check what comes in. */
export function createOpenApi(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Weir push API',
      version: '1',
      summary: 'Tell Weir of deployments and incidents.',
      description:
        'Each write is safe to repeat: the id says which thing is meant. What is acknowledged is committed. Instants are ISO-8601 with an offset.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: { '/api/v1/deployments': pathOf('deployments'), '/api/v1/incidents': pathOf('incidents') },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '`weir token create --scope …`' } },
      schemas: { Deployment: toSchema(DeploymentItem), Incident: toSchema(IncidentItem), ...ANSWERS },
      responses: REFUSALS,
    },
  };
}

/** OpenAPI 3.1 takes JSON Schema as it is; ids are places in this document already. */
function toSchema(schema: z.ZodType): object {
  const { $defs, ...whole } = z.toJSONSchema(schema, { io: 'input' });
  const [only] = Object.values($defs ?? {});
  return only ?? whole;
}

const NAMES: Record<PushKind, string> = { deployments: 'Deployment', incidents: 'Incident' };

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

function pathOf(kind: PushKind): object {
  const item = reference(NAMES[kind]);
  const list = { type: 'array', items: item, maxItems: MAX_ITEMS };
  return {
    post: {
      operationId: `push${NAMES[kind]}s`,
      summary: `Tell of ${kind}: one, or up to ${MAX_ITEMS}.`,
      description: `Needs a token with the scope \`${PUSH_SCOPES[kind]}\`, or of a manager. The body may be gzip; at most ${PUSH_LIMITS.maxBody / 1024 / 1024} MiB unpacked, ${PUSH_LIMITS.maxPerMinute} requests a minute.`,
      requestBody: { required: true, ...json({ oneOf: [item, list] }) },
      responses: {
        200: {
          description: 'One item: it was known. A list: a line for each item.',
          ...json({ oneOf: [reference('Result'), reference('Results')] }),
        },
        201: { description: 'One item: it is new.', ...json(reference('Result')) },
        207: { description: 'A list of which some items were refused.', ...json(reference('Results')) },
        ...Object.fromEntries(
          Object.keys(REFUSALS).map((status) => [status.slice(1), { $ref: `#/components/responses/${status}` }]),
        ),
      },
    },
  };
}

const ANSWERS = {
  Error: {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          message: { type: 'string', description: 'What happened, with which value, and what to do.' },
          field: { type: 'string', description: 'The field at fault.' },
        },
        required: ['code', 'message'],
      },
    },
    required: ['error'],
  },
  Result: {
    type: 'object',
    properties: { id: { type: 'string' }, result: { type: 'string', enum: RESULTS } },
    required: ['id', 'result'],
  },
  Results: {
    type: 'object',
    properties: {
      results: {
        type: 'array',
        description: 'In the order of the items.',
        items: {
          oneOf: [reference('Result'), { allOf: [reference('Error'), { properties: { id: { type: 'string' } } }] }],
        },
      },
    },
    required: ['results'],
  },
};

const refusal = (description: string) => ({ description, ...json(reference('Error')) });

const REFUSALS = {
  e400: refusal('The body is no JSON, or an item alone cannot be taken: `field` says what is wrong with it.'),
  e401: refusal('There is no token, or it is unknown, expired or revoked.'),
  e403: refusal('The token is for something else.'),
  e413: refusal('Too many items, or too large a body.'),
  e415: refusal('The body is not `application/json`.'),
  e429: refusal('Too many requests: wait as `Retry-After` says.'),
};
