import { buildSchema, isObjectType, isScalarType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { StandInMistake } from '../http/answer.js';
import type { Arguments, Asking, Fields } from './fields.js';
import { accountTypes } from './account-types.js';
import { commitTypes } from './commit-types.js';
import { deploymentTypes } from './deployment-types.js';
import { issueTypes } from './issue-types.js';
import { pullRequestTypes } from './pull-request-types.js';
import { queryTypes } from './query-types.js';
import { repositoryTypes } from './repository-types.js';
import { timelineTypes } from './timeline-types.js';

/** Read as a file: the package itself parses five megabytes of JSON besides. */
const SCHEMA = new URL('../../../../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url);

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** What GitHub's own scalars look like; graphql-js knows the built-in ones. */
const SCALARS: Readonly<Record<string, (value: string) => boolean>> = {
  DateTime: (value) => DATE_TIME.test(value) && Number.isFinite(Date.parse(value)),
  GitTimestamp: (value) => Number.isFinite(Date.parse(value)),
  GitObjectID: (value) => /^[0-9a-f]{40}$/.test(value),
  URI: (value) => value.startsWith('/') || URL.canParse(value),
  BigInt: (value) => /^\d+$/.test(value),
};

/** The types of GitHub that the world can answer, with their fields. */
export const SERVED: Readonly<Record<string, Fields<never>>> = {
  ...queryTypes,
  ...repositoryTypes,
  ...pullRequestTypes,
  ...issueTypes,
  ...timelineTypes,
  ...commitTypes,
  ...deploymentTypes,
  ...accountTypes,
};

let built: GraphQLSchema | null = null;

/** GitHub's published schema, answered from the world. Built once: it has 60,000 lines. */
export function githubSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const schema = buildSchema(readFileSync(SCHEMA, 'utf8'), {
    assumeValid: true,
    assumeValidSDL: true,
    noLocation: true,
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) prepare(type);
    const check = isScalarType(type) ? SCALARS[type.name] : undefined;
    if (isScalarType(type) && check) type.serialize = (value) => checked(type.name, value, check);
  }
  for (const [name, fields] of Object.entries(SERVED)) attach(schema, name, fields);
  return schema;
}

/** Whatever nobody wrote yet is refused loudly: a silent null would look like GitHub's. */
function prepare(type: GraphQLObjectType): void {
  const isPaging = /(Connection|Edge|^PageInfo)$/.test(type.name);
  for (const field of Object.values(type.getFields())) {
    field.resolve = (source: Record<string, unknown>) => {
      if (isPaging && source[field.name] !== undefined) return source[field.name];
      throw new StandInMistake(`does not serve ${type.name}.${field.name}; see libs/testing/src/github/graphql.`);
    };
  }
}

function attach(schema: GraphQLSchema, name: string, fields: Fields<never>): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new StandInMistake(`answers ${name}, which is no object type of GitHub's schema.`);
  for (const [key, resolve] of Object.entries(fields)) {
    const field = type.getFields()[key];
    if (!field || !resolve) throw new StandInMistake(`answers ${name}.${key}, which GitHub's schema does not have.`);
    field.resolve = (source, args, asking) => resolve(source as never, args as Arguments, asking as Asking);
  }
}

function checked(name: string, value: unknown, check: (value: string) => boolean): string {
  if (typeof value === 'string' && check(value)) return value;
  throw new StandInMistake(`answered ${JSON.stringify(value)} where GitHub has a ${name}.`);
}
