import { TimeFormatGuess } from './instants.js';
import { readRows } from './rows.js';
import { NotUtf8, type TextFile } from './text-file.js';

/** What a first pass over a file finds, in constant memory. */
export interface Survey {
  /** With the encoding that its bytes turned out to have. */
  file: TextFile;
  columns: string[];
  rows: number;
  /** SHA-256 of the content. */
  hash: string;
  times: Map<string, TimeFormatGuess>;
}

/** Reads a file once to know its columns, how they tell time, how many rows there are, and what it is known by. */
export async function surveyFile(file: TextFile, signal?: AbortSignal): Promise<Survey> {
  try {
    return await survey(file, signal);
  } catch (error) {
    if (error instanceof NotUtf8) return survey({ ...file, encoding: 'windows-1252' }, signal);
    throw error;
  }
}

async function survey(file: TextFile, signal?: AbortSignal): Promise<Survey> {
  const times = new Map<string, TimeFormatGuess>();
  let rows = 0;
  let hash = '';
  for await (const item of readRows(file, signal, (sum) => (hash = sum))) {
    if ('columns' in item) {
      for (const column of item.columns) times.set(column, new TimeFormatGuess());
      continue;
    }
    rows += 1;
    if ('cells' in item) addCells(times, item.cells);
  }
  return { file, columns: [...times.keys()], rows, hash, times };
}

function addCells(times: Map<string, TimeFormatGuess>, cells: Map<string, unknown>): void {
  for (const [column, cell] of cells) {
    let guess = times.get(column);
    if (guess === undefined) times.set(column, (guess = new TimeFormatGuess()));
    if (typeof cell === 'string' ? cell !== '' : typeof cell === 'number') guess.add(String(cell));
  }
}
