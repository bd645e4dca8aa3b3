import { CsvError } from 'csv-parse';
import { parse, type Options } from 'csv-parse/sync';
import { type Line, readLines } from './lines.js';
import type { BrokenRow, Row, RowItem } from './rows.js';

const GROUP_SIZE = 500;
/** A quote that closes nothing within so many lines was no quote. */
const LONGEST_RECORD_LINES = 500;
const DELIMITERS = [',', ';', '\t', '|'];

/** A record: one line, or several where a quoted cell holds line breaks. */
interface CsvRecord {
  line: number;
  text: string;
}

/** Rows of a CSV with a header line. Separator: comma, semicolon, tab or bar, whichever the header holds most of. */
export async function* readCsvRows(path: string, chunks: AsyncIterable<string>): AsyncGenerator<RowItem> {
  let columns: string[] | null = null;
  let delimiter = ',';
  for await (const group of readGroups(readLines(path, chunks), (header) => (delimiter = detectDelimiter(header)))) {
    for (const { line, cells } of parseGroup(group, delimiter)) {
      if (columns === null) {
        columns = nameColumns(typeof cells === 'string' ? [] : cells);
        yield { columns };
      } else yield typeof cells === 'string' ? { line, broken: cells } : toRow(line, cells, columns);
    }
  }
}

async function* readGroups(
  lines: AsyncGenerator<Line>,
  onHeader: (text: string) => string,
): AsyncGenerator<CsvRecord[]> {
  let group: CsvRecord[] = [];
  for await (const record of readRecords(lines, onHeader)) {
    group.push(record);
    if (group.length < GROUP_SIZE) continue;
    yield group;
    group = [];
  }
  yield group;
}

/** Joins lines while a quote is open. Where it never closes, its first line stands alone (and is refused), the rest is read anew. */
async function* readRecords(
  lines: AsyncGenerator<Line>,
  onHeader: (text: string) => string,
): AsyncGenerator<CsvRecord> {
  const queue = new LineQueue(lines);
  let delimiter: string | null = null;
  for (let line = await queue.next(); line !== null; line = await queue.next()) {
    if (line.text.trim() === '' || (delimiter === null && /^sep=.$/i.test(line.text))) continue;
    delimiter ??= onHeader(line.text);
    yield { line: line.number, text: await joinQuoted(queue, line, delimiter) };
  }
}

async function joinQuoted(queue: LineQueue, first: Line, delimiter: string): Promise<string> {
  let isOpen = endsInQuotes(first.text, delimiter, false);
  if (!isOpen) return first.text;
  const taken: Line[] = [];
  while (isOpen && taken.length < LONGEST_RECORD_LINES) {
    const line = await queue.next();
    if (line === null) break;
    taken.push(line);
    isOpen = endsInQuotes(line.text, delimiter, true);
  }
  if (!isOpen) return [first, ...taken].map((line) => line.text).join('\n');
  queue.putBack(taken);
  return first.text;
}

/** Lines that can be put back. */
class LineQueue {
  private waiting: Line[] = [];

  constructor(private readonly lines: AsyncGenerator<Line>) {}

  async next(): Promise<Line | null> {
    const waiting = this.waiting.pop();
    if (waiting) return waiting;
    const { value, done } = await this.lines.next();
    return done ? null : value;
  }

  putBack(lines: Line[]): void {
    this.waiting.push(...lines.reverse());
  }
}

/** A quote opens a cell only at its start; within, two quotes are one. */
function endsInQuotes(text: string, delimiter: string, startsInQuotes: boolean): boolean {
  if (!text.includes('"')) return startsInQuotes;
  let isOpen = startsInQuotes;
  let isCellStart = !startsInQuotes;
  for (const character of text) {
    if (character === '"' && (isOpen || isCellStart)) isOpen = !isOpen;
    // A quote right after a closing one opens again, which reads `""` as one quote.
    isCellStart = !isOpen && (character === delimiter || character === '"' || (isCellStart && character === ' '));
  }
  return isOpen;
}

function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

interface ParsedRecord {
  line: number;
  /** Or what is wrong with it. */
  cells: string[] | string;
}

function parseGroup(group: CsvRecord[], delimiter: string): ParsedRecord[] {
  const options: Options = { delimiter, relax_column_count: true, trim: true, record_delimiter: '\n' };
  try {
    const rows: string[][] = parse(group.map((record) => record.text).join('\n'), options);
    if (rows.length === group.length) return group.map(({ line }, index) => ({ line, cells: rows[index] ?? [] }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return group.map(({ line, text }) => ({ line, cells: parseRecord(text, options) }));
}

function parseRecord(text: string, options: Options): string[] | string {
  try {
    const rows: string[][] = parse(text, options);
    return rows.length === 1 ? (rows[0] ?? []) : 'it breaks off in the middle of a cell';
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'INVALID_OPENING_QUOTE' && !options.relax_quotes)
      return parseRecord(text, { ...options, relax_quotes: true });
    return QUOTE_TROUBLES[error.code] ?? `it is no CSV (${error.message})`;
  }
}

const QUOTE_TROUBLES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed: double a quote that belongs to the text',
  CSV_INVALID_CLOSING_QUOTE: 'a quote closes in the middle of a cell: double a quote that belongs to the text',
};

/** Of columns with one name the first keeps it; the others are numbered. */
function nameColumns(header: string[]): string[] {
  const used = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell || `column ${index + 1}`;
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function toRow(line: number, cells: string[], columns: string[]): Row | BrokenRow {
  const extra = cells.slice(columns.length).some((cell) => cell !== '');
  if (cells.length < columns.length || extra)
    return { line, broken: `it has ${cells.length} cells where the header has ${columns.length}` };
  return { line, cells: new Map(columns.map((column, index) => [column, cells[index] ?? ''])) };
}
