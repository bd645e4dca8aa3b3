import { DateTime } from './date-time.scalar.js';
import { Json } from './json.scalar.js';

/** What decides how the schema looks; the server and the script that writes `schema.graphql` share it. */
export const schemaOptions = {
  autoSchemaFile: true as const,
  sortSchema: false,
  resolvers: { DateTime, JSON: Json },
  buildSchemaOptions: { numberScalarMode: 'float' as const },
};
