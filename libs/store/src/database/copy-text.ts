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
  if (!SUSPECT.test(text)) return text;
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Cheap to look for, and absent from nearly every text: NUL, and halves of characters, whole pairs too. */
const SUSPECT = /[\0\ud800-\udfff]/;

function escape(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (character) => ESCAPES[character] ?? character) : text;
}

const SPECIAL = /[\\\n\r\t]/;
const ALL_SPECIAL = new RegExp(SPECIAL, 'g');
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function toArrayLiteral(value: unknown): string {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return `{${items.map((item) => `"${cleanText(String(item)).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/**
 * An instant as PostgreSQL reads it, exact to the millisecond. Years above 9999 lose the plus that ISO 8601 gives them; those
 * before the year 1 do not occur and become it.
 */
export function toTimestamp(instant: number): string {
  if (instant >= YEAR_1 && instant < YEAR_10000) return new Date(instant).toISOString();
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new StoreError('BAD_VALUE', `${instant} is no instant that can be stored.`);
  return instant < YEAR_1 ? '0001-01-01T00:00:00.000Z' : date.toISOString().replace(/^\+0*/, '');
}

const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');
const YEAR_10000 = Date.UTC(10_000, 0, 1);

function toInt(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) <= MAX_INT) return String(value);
  throw new StoreError('BAD_VALUE', `${value} is too large, or no whole number, where a count is expected.`);
}
