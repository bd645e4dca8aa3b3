import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { DateTime } from './date-time.scalar.js';
import { Json } from './json.scalar.js';

/** What decides how the schema looks; the server and the script that writes `schema.graphql` share it. */
export const schemaOptions = {
  autoSchemaFile: true as const,
  sortSchema: false,
  resolvers: { DateTime, JSON: Json },
  buildSchemaOptions: { numberScalarMode: 'float' as const },
};

const ROOTS = {
  Query: 'Everything one can ask. Ranges are half-open, instants UTC, durations seconds; null is unknown and says why.',
  Mutation: 'Everything one can change. Safe to repeat. What can be expected to go wrong is a refusal in the answer.',
  Subscription: 'Everything one can watch, over a WebSocket.',
};

/** Nest has no place for the descriptions of the three root types. */
export function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(ROOTS)) {
    const type = schema.getType(name) as GraphQLObjectType | undefined;
    if (type) type.description = description;
  }
  return schema;
}
