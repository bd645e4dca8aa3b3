import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

// RFC 3339 with an offset: a local time without one would mean something else on every machine.
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** ISO-8601 in, `…Z` out; epoch milliseconds inside. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description:
    'An instant: ISO-8601 with an offset, as in 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00. Answers are in UTC and end in Z.',
  serialize: (value) => toIso(value),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

function toIso(value: unknown): string {
  if (typeof value === 'number') return new Date(value).toISOString();
  if (value instanceof Date) return value.toISOString();
  throw new GraphQLError(`An instant is kept in milliseconds, not as ${typeof value}.`);
}

export function parseInstant(value: unknown): number {
  const parts = typeof value === 'string' ? INSTANT.exec(value) : null;
  const instant = parts === null ? Number.NaN : Date.parse(String(value));
  if (parts === null || Number.isNaN(instant) || !isRealDay(parts)) throw refusal(value);
  return instant;
}

/** `Date.parse` takes 30 February for 2 March. */
function isRealDay(parts: RegExpExecArray): boolean {
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const days = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && !isLeap ? 28 : days) && Number(parts[4]) < 24;
}

function refusal(value: unknown): GraphQLError {
  return new GraphQLError(
    `${JSON.stringify(value)} is no instant: write ISO-8601 with an offset, as in 2026-03-01T00:00:00Z.`,
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}
