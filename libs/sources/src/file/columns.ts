import { SourceError } from '../source.js';
import { FIELDS, FILE_KINDS, type Field, type FileKind } from './fields.js';

/** Field → column. */
export type ColumnMap = Map<string, string>;

/** What a person said about columns; a field mapped to null or '' is not read. */
type GivenMap = Record<string, string | null>;

/** Which groups of fields need at least one column, and in which words to ask for it. */
const NEEDED: Record<FileKind, string[][]> = {
  'pull-requests': [['repository'], ['number', 'url'], ['openedAt', 'mergedAt']],
  deployments: [['repository'], ['createdAt', 'finishedAt']],
  incidents: [['startedAt']],
};

/** Columns that tell a kind from the others. */
const TELLING: Record<FileKind, string[]> = {
  'pull-requests': [
    'number',
    'author',
    'mergedAt',
    'closedAt',
    'baseBranch',
    'changedFiles',
    'additions',
    'firstReviewAt',
  ],
  deployments: ['environment', 'sha', 'finishedAt', 'status', 'ref'],
  incidents: ['title', 'severity', 'resolvedAt', 'remediedBy', 'notFromDeployment'],
};

const FILE_NAMES: Record<FileKind, RegExp> = {
  'pull-requests': /pull|\bprs?\b|merge|change/i,
  deployments: /deploy|release/i,
  incidents: /incident|outage/i,
};

export interface ColumnHints {
  given?: GivenMap;
  /** Whether a column's values are times; decides where only an alias speaks for it. */
  isTime?: (column: string) => boolean;
}

/** Given columns first, then the field's own name, then its other names; no column fills two fields. */
export function guessMap(
  columns: string[],
  kind: FileKind,
  { given = {}, isTime = () => true }: ColumnHints,
): ColumnMap {
  const map = readGiven(columns, kind, given);
  const free = new Map<string, string>();
  const taken = new Set(map.values());
  for (const column of columns) if (!taken.has(column) && !free.has(plain(column))) free.set(plain(column), column);
  const open = FIELDS[kind].filter((field) => !map.has(field.name) && given[field.name] === undefined);
  const ranks = Math.max(...open.map((field) => namesOf(field).length));
  for (let rank = 0; rank < ranks; rank += 1) {
    for (const field of open) if (!map.has(field.name)) take(field, rank);
  }
  return map;

  function take(field: Field, rank: number): void {
    const name = plain(namesOf(field)[rank] ?? '');
    const column = free.get(name);
    if (column === undefined || (field.isTime && rank > 0 && !isTime(column))) return;
    free.delete(name);
    map.set(field.name, column);
  }
}

function namesOf(field: Field): string[] {
  return [field.name, ...field.aliases];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function readGiven(columns: string[], kind: FileKind, given: GivenMap): ColumnMap {
  const map: ColumnMap = new Map();
  for (const [name, wanted] of Object.entries(given)) {
    const field = FIELDS[kind].find((candidate) => candidate.name === name);
    if (!field)
      throw badMap(`${kind} have no field ${name}: they have ${FIELDS[kind].map((each) => each.name).join(', ')}`);
    if (!wanted) continue;
    const column = columns.find((each) => each === wanted) ?? columns.find((each) => plain(each) === plain(wanted));
    if (column === undefined) throw badMap(`there is no column ${wanted} for ${name}: ${listColumns(columns)}`);
    map.set(name, column);
  }
  return map;
}

function badMap(message: string): SourceError {
  return new SourceError('BAD_SETTINGS', `The setting \`map\` cannot be used: ${message}.`, 'map');
}

/** Refuses a file whose columns say too little, and says which is missing. */
export function assertUsable(path: string, kind: FileKind, columns: string[], filled: Set<string>): void {
  const missing = NEEDED[kind].find((group) => !group.some((name) => filled.has(name)));
  if (missing === undefined) return;
  const fields = missing.map((name) => `\`${name}\``).join(' or ');
  const help =
    missing[0] === 'repository' ? 'name it in `map`, or set `repository` for the whole file' : 'name it in `map`';
  const message = `No column of ${path} can be read as ${fields} of ${kind}: ${help}. ${upperFirst(listColumns(columns))}.`;
  throw new SourceError('BAD_SETTINGS', message, 'map');
}

function listColumns(columns: string[]): string {
  if (columns.length === 0) return 'it has no columns';
  const shown = columns.slice(0, 20).join(', ');
  return `its columns are ${shown}${columns.length > 20 ? `, and ${columns.length - 20} more` : ''}`;
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The kind whose own fields the columns fill best; the file's name decides between equals. */
export function guessKind(path: string, columns: string[], hints: Pick<ColumnHints, 'isTime'> = {}): FileKind {
  const scores = FILE_KINDS.map((kind) => {
    const map = guessMap(columns, kind, hints);
    const isComplete = NEEDED[kind].every((group) => group[0] === 'repository' || group.some((name) => map.has(name)));
    const telling = TELLING[kind].filter((name) => map.has(name)).length;
    return { kind, score: telling + (isComplete ? 10 : 0) + (FILE_NAMES[kind].test(path) ? 1.5 : 0) };
  });
  return scores.sort((a, b) => b.score - a.score)[0]?.kind ?? 'pull-requests';
}
