import { SourceError } from '../source.js';

/** One physical line, counted from 1. */
export interface Line {
  number: number;
  text: string;
}

const LONGEST = 4 * 1024 * 1024;

/** Splits text at `\n`, `\r\n` or a lone `\r`, whatever ends the first line being good for all but the mixed ones. */
export async function* readLines(path: string, chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = '';
  let number = 0;
  let separator: RegExp | null = null;
  for await (const chunk of chunks) {
    rest += chunk;
    separator ??= /\n/.test(rest) ? /\r?\n/ : null;
    const pieces = separator === null ? [rest] : rest.split(separator);
    rest = pieces.pop() ?? '';
    if (rest.length > LONGEST) throw tooLong(path, number + pieces.length + 1);
    for (const text of pieces) yield { number: (number += 1), text };
  }
  for (const text of lastLines(rest, separator)) yield { number: (number += 1), text };
}

function lastLines(rest: string, separator: RegExp | null): string[] {
  const pieces = separator === null ? rest.split('\r') : [rest];
  if (pieces.at(-1) === '') pieces.pop();
  return pieces;
}

function tooLong(path: string, line: number): SourceError {
  return new SourceError(
    'UNREADABLE',
    `Line ${line} of ${path} is longer than 4 MiB: is it CSV or JSON Lines?`,
    'path',
  );
}
