import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enum of a union of names; every value says what it means. */
export function describeEnum<Name extends string>(
  name: string,
  description: string,
  values: Record<Name, string>,
): { [Key in Name]: Key } {
  const names = Object.keys(values) as Name[];
  const type = Object.fromEntries(names.map((key) => [key, key])) as { [Key in Name]: Key };
  const valuesMap = Object.fromEntries(names.map((key) => [key, { description: values[key] }]));
  registerEnumType(type, { name, description, valuesMap: valuesMap as Record<Name, { description: string }> });
  return type;
}
