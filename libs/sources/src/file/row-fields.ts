import type { Instant } from '@weir/metrics';
import type { Json } from '../source.js';
import type { ColumnMap } from './columns.js';
import { describeFormat, parseInstant, type TimeFormat } from './instants.js';
import type { Row } from './rows.js';

/** A cell that cannot be read: in which column, and what is expected there. */
export class CellError extends Error {
  constructor(
    readonly column: string | null,
    message: string,
  ) {
    super(message);
  }
}

const LARGEST_INTEGER = 2_147_483_647;
/** Words of exports for "there is none", beside the empty cell. */
const NOTHING = /^(?:|null|\\N|n\/?a|none|nil|nan|nat|-)$/i;

/** The cells of one row by field. Null = empty (it did not happen); `isRead` tells whether there was such a column at all. */
export class RowFields {
  constructor(
    private readonly row: Row,
    private readonly columns: ColumnMap,
    private readonly formats: Map<string, TimeFormat>,
  ) {}

  isRead(field: string): boolean {
    const column = this.columns.get(field);
    return column !== undefined && this.row.cells.has(column);
  }

  text(field: string): string | null {
    const value = this.value(field);
    if (value === null || typeof value === 'object') return null;
    const text = String(value).replaceAll('\0', '').trim();
    return text === '' || text === '\\N' ? null : text;
  }

  instant(field: string): Instant | null {
    const word = this.word(field);
    if (word === null) return null;
    const format = this.formats.get(this.columns.get(field) ?? '') ?? { kind: 'iso' };
    return parseInstant(word, format) ?? this.refuse(field, describeFormat(format));
  }

  integer(field: string, least: 0 | 1 = 0): number | null {
    const word = this.word(field);
    if (word === null) return null;
    const value = /^#?\d+(?:\.0+)?$/.test(word) ? Number(word.replace('#', '')) : NaN;
    const isFit = value >= least && value <= LARGEST_INTEGER;
    return isFit ? value : this.refuse(field, `a whole number from ${least} to ${LARGEST_INTEGER}`);
  }

  boolean(field: string): boolean | null {
    const word = this.word(field)?.toLowerCase() ?? null;
    if (word === null) return null;
    if (['true', 't', 'yes', 'y', '1'].includes(word)) return true;
    return ['false', 'f', 'no', 'n', '0'].includes(word) ? false : this.refuse(field, 'true or false');
  }

  /** A commit id in git's own spelling; other words (a test's `A`, a build number) stay as they are. */
  sha(field: string): string | null {
    const word = this.text(field);
    return word === null ? null : toSha(word);
  }

  /** Words separated by commas or semicolons, or a JSON array of words or of objects with a name. */
  list(field: string): string[] {
    const value = this.value(field);
    if (Array.isArray(value)) return value.map(nameOf).filter((name) => name !== '');
    const separated = this.text(field)?.split(/[;,|]/) ?? [];
    return separated.map((word) => word.trim()).filter(Boolean);
  }

  /** One of some words; anything else is refused. */
  oneOf<T extends string>(field: string, words: Record<string, T>): T | null {
    const word = this.word(field);
    if (word === null) return null;
    const known = words[word.toLowerCase().replace(/[\s-]+/g, '_')];
    return known ?? this.refuse(field, `one of ${Object.keys(words).join(', ')}`);
  }

  refuse(field: string, expected: string): never {
    const column = this.columns.get(field) ?? null;
    const shown = String(this.text(field) ?? '').slice(0, 60);
    throw new CellError(column, `${column ?? field} is ${JSON.stringify(shown)}: expected ${expected}.`);
  }

  require<T>(field: string, value: T | null): T {
    if (value !== null) return value;
    const column = this.columns.get(field) ?? null;
    throw new CellError(column, `${column ?? field} is empty, and this row cannot do without.`);
  }

  private word(field: string): string | null {
    const text = this.text(field);
    return text === null || NOTHING.test(text) ? null : text;
  }

  private value(field: string): Json {
    const column = this.columns.get(field);
    return column === undefined ? null : (this.row.cells.get(column) ?? null);
  }
}

/** Lower case where it is a commit id. */
export function toSha(word: string): string {
  return /^[0-9a-f]{7,64}$/i.test(word) ? word.toLowerCase() : word;
}

function nameOf(item: Json): string {
  if (item !== null && typeof item === 'object') return Array.isArray(item) ? '' : String(item.name ?? '');
  return String(item ?? '').trim();
}
