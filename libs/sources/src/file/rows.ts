import type { Json } from '../source.js';
import { readCsvRows } from './csv-rows.js';
import { readJsonRows } from './json-rows.js';
import { readText, type TextFile } from './text-file.js';

/** One row of a file: column → cell. A column that is absent was not there for this row. */
export interface Row {
  line: number;
  cells: Map<string, Json>;
}

/** A row that is none: what is wrong with it as a whole. */
export interface BrokenRow {
  line: number;
  broken: string;
}

/** The names of a CSV's columns come first, so that a file without rows still has some. */
interface Header {
  columns: string[];
}

export type RowItem = Header | Row | BrokenRow;

/** Streams the rows of a CSV, JSON Lines or JSON array file; which of them it is, its first character tells. */
export async function* readRows(
  file: TextFile,
  signal?: AbortSignal,
  onHash?: (hash: string) => void,
): AsyncGenerator<RowItem> {
  const chunks = readText(file, signal, onHash);
  const start = await readStart(chunks);
  const text = prepend(start, chunks);
  const first = start.trimStart()[0];
  yield* first === '{' || first === '[' ? readJsonRows(file.path, text, first) : readCsvRows(file.path, text);
}

async function readStart(chunks: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (start.trim() === '') {
    const { value, done } = await chunks.next();
    if (done) break;
    start += value;
  }
  return start;
}

async function* prepend(start: string, chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* chunks;
}
