import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { type Batch, type Json, type ReadContext, type RejectedRow, type Source, SourceError } from '../source.js';
import { FileBatch } from './file-batch.js';
import { FileCoverage } from './file-coverage.js';
import { type FileSettings, parseFileSettings } from './file-settings.js';
import { assertReadable, type Layout, planLayout } from './layout.js';
import { parseRows } from './parse-rows.js';
import { type Survey, surveyFile } from './survey.js';
import { isUnchanged, openTextFile, type TextFile } from './text-file.js';

const BATCH_SIZE = 2000;

/** Opens a file of pull requests, deployments or incidents. A file is the whole truth of itself: changed, it replaces what it said. */
export async function openFileSource(settings: unknown): Promise<Source> {
  const given = parseFileSettings(settings);
  const survey = await surveyFile(await openTextFile(given.path));
  const layout = planLayout(survey, given);
  assertReadable(survey, layout);
  // Before there is a source to remember: what is refused leaves nothing behind.
  if (given.strict) await assertAllRowsRead(survey, layout);
  return new FileSource(survey.file, { ...given, path: survey.file.path, kind: layout.kind });
}

class FileSource implements Source {
  readonly kind = 'FILE';
  readonly fingerprint: string;
  readonly defaultName: string;
  readonly settings: Readonly<Record<string, Json>>;

  constructor(
    file: TextFile,
    private readonly given: FileSettings,
  ) {
    this.fingerprint = `file:${given.kind}:${file.realPath}`;
    this.defaultName = basename(file.path);
    this.settings = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== null && value !== undefined),
    );
  }

  async *read(context: ReadContext): AsyncGenerator<Batch> {
    if (context.signal.aborted) throw new SourceError('ABORTED', 'Reading the file was stopped.');
    const survey = await surveyFile(await openTextFile(this.given.path), context.signal);
    const layout = planLayout(survey, this.given);
    assertReadable(survey, layout);
    if (this.given.strict) await assertAllRowsRead(survey, layout, context.signal);
    yield* new Reading(survey, layout, context).batches();
  }
}

const FIRST_NAMED = 5;

async function assertAllRowsRead(survey: Survey, layout: Layout, signal?: AbortSignal): Promise<void> {
  const first: RejectedRow[] = [];
  let count = 0;
  for await (const outcome of parseRows(survey.file, layout, signal)) {
    if (!('rejected' in outcome)) continue;
    count += 1;
    if (first.length < FIRST_NAMED) first.push(outcome.rejected);
  }
  if (count === 0) return;
  const named = first.map(({ line, message }) => `line ${line}: ${message}`).join(' ');
  const message = `${count} of ${survey.rows} rows of ${survey.file.path} cannot be read, so none was taken in. ${named}`;
  throw new SourceError('REJECTED_ROWS', message);
}

const cursorSchema = z.object({
  version: z.literal(1),
  /** What the rows read so far are rows of: content and layout. */
  content: z.string(),
  rows: z.number().int().nonnegative(),
  /** When the file had been written, once all of it was read. */
  finished: z.number().nullable(),
  /** Rows that could not be read: they are told of again at each sync, until the file is mended. */
  rejected: z.number().int().nonnegative().default(0),
});

type FileCursor = z.infer<typeof cursorSchema>;

/** One reading of one version of a file, from where an earlier one of the same version stopped. */
class Reading {
  private readonly cursor: FileCursor | null;
  private readonly content: string;
  private rejected = 0;

  constructor(
    private readonly survey: Survey,
    private readonly layout: Layout,
    private readonly context: ReadContext,
  ) {
    const parsed = cursorSchema.safeParse(context.cursor);
    this.content = digest(survey, layout);
    this.cursor = parsed.success && parsed.data.content === this.content ? parsed.data : null;
  }

  batches(): AsyncGenerator<Batch> {
    return this.cursor?.finished === this.survey.file.modifiedAt ? this.rejectedAgain(this.cursor) : this.newRows();
  }

  /** Nothing new. Rows that could not be read still cannot. */
  private async *rejectedAgain(cursor: FileCursor): AsyncGenerator<Batch> {
    if (cursor.rejected === 0) return;
    const rejected: RejectedRow[] = [];
    for await (const outcome of parseRows(this.survey.file, this.layout, this.context.signal))
      if ('rejected' in outcome) rejected.push(outcome.rejected);
    yield { repositories: [], rejected, cursor, progress: this.toProgress(this.survey.rows) };
  }

  private async *newRows(): AsyncGenerator<Batch> {
    const coverage = new FileCoverage(this.layout, this.survey.file.modifiedAt, this.context.now());
    const skip = this.cursor?.rows ?? 0;
    let row = 0;
    let hash = '';
    let batch = new FileBatch();
    for await (const outcome of parseRows(this.survey.file, this.layout, this.context.signal, (sum) => (hash = sum))) {
      if (batch.rows === BATCH_SIZE) {
        yield this.toBatch(batch, row, null);
        batch = new FileBatch();
      }
      row += 1;
      if ('rejected' in outcome) this.rejected += 1;
      if ('record' in outcome) coverage.add(outcome);
      if (row > skip) batch.add(outcome);
    }
    await this.assertSameFile(hash);
    yield this.toBatch(batch, row, coverage);
  }

  private toBatch(batch: FileBatch, row: number, coverage: FileCoverage | null): Batch {
    const { file } = this.survey;
    const finished = coverage === null ? null : file.modifiedAt;
    const incidentsCovered = coverage?.incidents();
    return {
      ...batch.content(coverage?.list()),
      ...(this.cursor === null && row === batch.rows ? { replaces: true } : {}),
      ...(incidentsCovered ? { incidentsCovered } : {}),
      cursor: { version: 1, content: this.content, rows: row, finished, rejected: this.rejected },
      progress: this.toProgress(row),
    };
  }

  private toProgress(done: number): Batch['progress'] {
    const { file, rows: total } = this.survey;
    return { message: `rows of ${basename(file.path)}`, done, total, requests: 0 };
  }

  private async assertSameFile(hash: string): Promise<void> {
    if (hash === this.survey.hash && (await isUnchanged(this.survey.file))) return;
    throw new SourceError('UNREADABLE', `${this.survey.file.path} was changed while it was read: read it again.`);
  }
}

function digest(survey: Survey, layout: Layout): string {
  const parts = [survey.hash, layout.kind, [...layout.columns].sort(), [...layout.formats].sort(), layout.repository];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
