type Given<Input> = { [Key in keyof Input]?: Given<Exclude<Input[Key], null>> };

/** GraphQL's null and absent are the same to us: not asked for. Of objects within, too; lists stay as they are. */
export function dropNulls<Input extends object>(input: Input): Given<Input> {
  const entries = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isPlain(value) ? dropNulls(value) : value]),
  ) as Given<Input>;
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
