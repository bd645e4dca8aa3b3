import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildServedSchema, printServedSchema } from './print-schema.js';

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

describe('the served schema', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildServedSchema();
  });

  it('is what schema.graphql says; `npm run generate:schema` writes it', async () => {
    const committed = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
    expect(await printServedSchema()).toBe(committed);
  });

  it('describes every type, field, argument and value', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      ({ name }) => !name.startsWith('__') && !BUILT_IN.has(name),
    );
    expect(types.flatMap(undescribed)).toEqual([]);
    expect(types.length).toBeGreaterThan(50);
  });
});

function undescribed(type: GraphQLNamedType): string[] {
  return [[type.name, type.description] as const, ...partsOf(type)].filter(([, text]) => !text).map(([name]) => name);
}

function partsOf(type: GraphQLNamedType): (readonly [string, string | null | undefined])[] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value.description]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    [`${type.name}.${field.name}`, field.description] as const,
    ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const),
  ]);
}
