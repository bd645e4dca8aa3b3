import { StoreError } from './store-error.js';
import type { ColumnKind } from './table.js';

const NULL = '\\N';
const MAX_INT = 2_147_483_647;

/** One value in PostgreSQL's COPY text format. */
export function toCopyText(value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined) return NULL;
  return WRITERS[kind](value);
}

const WRITERS: Record<ColumnKind, (value: unknown) => string> = {
  text: (value) => escape(cleanText(String(value))),
  'text[]': (value) => escape(toArrayLiteral(value)),
  jsonb: (value) => escape(JSON.stringify(value, (_key, part) => (typeof part === 'string' ? cleanText(part) : part))),
  instant: (value) => toTimestamp(Number(value)),
  int: (value) => toInt(Number(value)),
  float: (value) => String(Number(value)),
  boolean: (value) => (value === true ? 't' : 'f'),
};

/** What PostgreSQL cannot store: NUL bytes go, halves of a character become the replacement character. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

function escape(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function toArrayLiteral(value: unknown): string {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return `{${items.map((item) => `"${cleanText(String(item)).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** Years above 9999 lose the plus that ISO 8601 gives them; those before the year 1 do not occur and become it. */
function toTimestamp(instant: number): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new StoreError('BAD_VALUE', `${instant} is no instant that can be stored.`);
  if (date.getUTCFullYear() < 1) return '0001-01-01T00:00:00.000Z';
  return date.toISOString().replace(/^\+0*/, '');
}

function toInt(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) <= MAX_INT) return String(value);
  throw new StoreError('BAD_VALUE', `${value} is too large, or no whole number, where a count is expected.`);
}
