import type { Json } from '../source.js';
import { readLines } from './lines.js';
import type { RowItem } from './rows.js';

interface Element {
  line: number;
  text: string;
}

/** One object per line, or the objects of one array. Objects within are read as `outer.inner`. */
export async function* readJsonRows(
  path: string,
  chunks: AsyncIterable<string>,
  first: '{' | '[',
): AsyncGenerator<RowItem> {
  yield { columns: [] };
  const elements = first === '[' ? readElements(chunks) : readObjectLines(path, chunks);
  for await (const { line, text } of elements) yield toRow(line, text);
}

async function* readObjectLines(path: string, chunks: AsyncIterable<string>): AsyncGenerator<Element> {
  for await (const { number, text } of readLines(path, chunks)) if (text.trim()) yield { line: number, text };
}

/** Cuts an array into its elements without parsing it as a whole, so that its size does not matter. */
async function* readElements(chunks: AsyncIterable<string>): AsyncGenerator<Element> {
  const cutter = new ArrayCutter();
  for await (const chunk of chunks) yield* cutter.cut(chunk);
  yield* cutter.end();
}

class ArrayCutter {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private line = 1;
  /** Where the element begins; 0 until it does. */
  private startLine = 0;
  private text = '';

  *cut(chunk: string): Generator<Element> {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const isBorder = this.step(chunk[index] ?? '');
      if (!isBorder) continue;
      this.text += chunk.slice(start, index);
      start = index + 1;
      yield* this.end();
    }
    this.text += chunk.slice(start);
  }

  *end(): Generator<Element> {
    const text = this.text.trim();
    if (text) yield { line: this.startLine, text };
    this.text = '';
    this.startLine = 0;
  }

  /** Whether this character stands between elements of the array. */
  private step(character: string): boolean {
    if (character === '\n') this.line += 1;
    else if (this.startLine === 0 && character.trim()) this.startLine = this.line;
    if (this.isInString) return this.stepInString(character);
    if (character === '"') this.isInString = true;
    if (character === ']' || character === '}') this.depth -= 1;
    const isBorder = (this.depth === 1 && character === ',') || (this.depth === 0 && /[[\]]/.test(character));
    if (character === '[' || character === '{') this.depth += 1;
    return isBorder;
  }

  private stepInString(character: string): false {
    if (this.isEscaped) this.isEscaped = false;
    else if (character === '\\') this.isEscaped = true;
    else if (character === '"') this.isInString = false;
    return false;
  }
}

function toRow(line: number, text: string): RowItem {
  try {
    const value = JSON.parse(text) as Json;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { line, cells: flatten(value) };
    return { line, broken: 'it is no JSON object' };
  } catch (error) {
    return { line, broken: `it is no JSON (${(error as Error).message})` };
  }
}

function flatten(value: { [key: string]: Json }, prefix = '', cells = new Map<string, Json>()): Map<string, Json> {
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) flatten(inner, `${prefix}${key}.`, cells);
    else cells.set(`${prefix}${key}`, inner);
  }
  return cells;
}
