import { SourceError } from '../source.js';
import { assertUsable, type ColumnMap, guessKind, guessMap } from './columns.js';
import { FIELDS, type FileKind } from './fields.js';
import type { FileSettings } from './file-settings.js';
import type { TimeFormat } from './instants.js';
import type { Survey } from './survey.js';

/** How the rows of a file are to be read. */
export interface Layout {
  kind: FileKind;
  columns: ColumnMap;
  /** Of the columns that fill a time field. */
  formats: Map<string, TimeFormat>;
  /** For rows that name none. */
  repository: string | null;
}

/** Decides what each column is: as told, else as guessed from its name and values. */
export function planLayout(survey: Survey, settings: FileSettings): Layout {
  const isTime = (column: string) => survey.times.get(column)?.isLikely() ?? false;
  const kind = settings.kind ?? guessKind(survey.file.path, survey.columns, { isTime });
  const columns = guessMap(survey.columns, kind, { given: settings.map ?? {}, isTime });
  return {
    kind,
    columns,
    formats: timeFormats(survey, { kind, columns }, settings),
    repository: settings.repository ?? null,
  };
}

/** Refuses a file of which nothing could be read. */
export function assertReadable(survey: Survey, layout: Layout): void {
  const { path } = survey.file;
  if (survey.columns.length === 0)
    throw new SourceError('UNREADABLE', `${path} has no rows that could be read.`, 'path');
  const filled = new Set(layout.columns.keys());
  if (layout.repository !== null) filled.add('repository');
  assertUsable(path, layout.kind, survey.columns, filled);
}

function timeFormats(
  survey: Survey,
  { kind, columns }: Pick<Layout, 'kind' | 'columns'>,
  settings: FileSettings,
): Map<string, TimeFormat> {
  const formats = new Map<string, TimeFormat>();
  for (const field of FIELDS[kind]) {
    const column = columns.get(field.name);
    const guess = column === undefined ? undefined : survey.times.get(column);
    if (field.isTime && column !== undefined && guess) formats.set(column, guess.format(settings.time ?? null));
  }
  return formats;
}
