import { basename } from 'node:path';
import { absolutePath } from '../absolute-path.js';
import type { PathInspection } from '../path-inspection.js';
import { type Json, SourceError } from '../source.js';
import { FIELDS } from './fields.js';
import { type FileSettings, parseFileSettings } from './file-settings.js';
import { assertReadable, type Layout, planLayout } from './layout.js';
import { parseRows, type FileRecord } from './parse-rows.js';
import { surveyFile, type Survey } from './survey.js';
import { openTextFile } from './text-file.js';

const SAMPLE_ROWS = 5;

export type InspectFileSettings = Pick<FileSettings, 'kind' | 'map' | 'time' | 'repository'>;

/** What a file holds and how it would be read; what is wrong with it is said, not thrown. */
export async function inspectFile(named: string, settings: InspectFileSettings = {}): Promise<PathInspection> {
  const path = absolutePath(named);
  const found: PathInspection = { ...EMPTY, path, name: basename(path) };
  try {
    const survey = await surveyFile(await openTextFile(path));
    Object.assign(found, { columns: survey.columns, rows: survey.rows });
    const layout = planLayout(survey, parseFileSettings({ path, ...settings }));
    Object.assign(found, describeLayout(layout));
    assertReadable(survey, layout);
    return { ...found, sample: await readSample(survey, layout) };
  } catch (error) {
    if (error instanceof SourceError) return { ...found, problem: error.message };
    throw error;
  }
}

const EMPTY: Omit<PathInspection, 'path' | 'name'> = {
  kind: 'FILE',
  branch: null,
  commits: null,
  versionTags: null,
  fileKind: null,
  columns: [],
  map: null,
  time: null,
  rows: null,
  sample: [],
  problem: null,
};

function describeLayout({ kind, columns, formats }: Layout): Partial<PathInspection> {
  const kinds = [...formats.values()].map((format) => format.kind);
  const time = kinds.length === 0 ? null : kinds.includes('unix') ? 'unix' : 'iso';
  return { fileKind: kind, map: Object.fromEntries(columns), time };
}

async function readSample(survey: Survey, layout: Layout): Promise<PathInspection['sample']> {
  const sample: PathInspection['sample'] = [];
  for await (const outcome of parseRows(survey.file, layout)) {
    if ('record' in outcome) sample.push(toSample(outcome, layout));
    if (sample.length === SAMPLE_ROWS) break;
  }
  return sample;
}

/** The mapped fields of a record, times as ISO. */
function toSample({ repository, record }: FileRecord, { kind, columns }: Layout): { [field: string]: Json } {
  const stated = 'stated' in record ? record.stated : {};
  const values = { ...record, ...stated, repository } as Record<string, Json | undefined>;
  const shown = FIELDS[kind].filter(({ name }) => columns.has(name) || name === 'repository' || name === 'title');
  return Object.fromEntries(
    shown.map(({ name, isTime }) => [name, isTime ? toIso(values[name]) : (values[name] ?? null)]),
  );
}

function toIso(value: Json | undefined): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null;
}
