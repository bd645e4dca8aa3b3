import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PlannedRepository, writeRepository } from '../story/write-repository.js';
import { figuresOf, type Range } from './figures.js';
import type { Workspace } from './workspace.js';

type Row = Record<string, string | number | null>;

export interface ToldHistory {
  clone?: PlannedRepository;
  /** Rows may name a planned commit as `<key>`; the sha it got is put there. */
  pullRequests?: Row[];
  deployments?: Row[];
  incidents?: Row[];
  /** When the files were written, so up to when they know everything. */
  until: string;
}

/** Hands one history to the workspace as a team would: a clone and files. It is a repository of its own, named as given. */
export async function tell(workspace: Workspace, repository: string, history: ToldHistory): Promise<void> {
  const folder = join(workspace.folder, repository);
  await mkdir(folder, { recursive: true });
  const shas = await tellClone(workspace, join(folder, repository), history.clone);
  for (const [kind, rows] of Object.entries(filesOf(history))) {
    const path = join(folder, `${kind}.csv`);
    await writeRows(
      path,
      rows.map((row) => ({ repository, ...withShas(row, shas) })),
      history.until,
    );
    const { sync } = await workspace.add('FILE', { path, kind });
    if (sync.state !== 'SUCCEEDED' || sync.rejected > 0) throw new Error(`${path}: ${JSON.stringify(sync)}`);
  }
}

async function tellClone(
  workspace: Workspace,
  folder: string,
  clone?: PlannedRepository,
): Promise<Map<string, string>> {
  if (clone === undefined) return new Map();
  const shas = await writeRepository(folder, clone);
  const { sync } = await workspace.add('GIT', { path: folder });
  if (sync.state !== 'SUCCEEDED') throw new Error(`${folder}: ${JSON.stringify(sync)}`);
  return shas;
}

function filesOf({ pullRequests = [], deployments = [], incidents = [] }: ToldHistory): Record<string, Row[]> {
  const files = { 'pull-requests': pullRequests, deployments, incidents };
  return Object.fromEntries(Object.entries(files).filter(([, rows]) => rows.length > 0));
}

function withShas(row: Row, shas: Map<string, string>): Row {
  const told = (value: Row[string]) => shas.get(/^<(.+)>$/.exec(String(value))?.[1] ?? '') ?? value;
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, told(value)]));
}

async function writeRows(path: string, rows: Row[], until: string): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  await writeFile(path, `${[columns.join(','), ...lines].join('\n')}\n`);
  await utimes(path, new Date(until), new Date(until));
}

/** A line of commits, one a key, in the order given: `['a', '2026-03-02T08:00Z']`. */
export function lineOf(
  moments: [key: string, at: string, message?: string][],
  tags: Record<string, string> = {},
): PlannedRepository {
  const commits = moments.map(([key, moment, message], index) => ({
    key,
    parents: index === 0 ? [] : [moments[index - 1]?.[0] ?? ''],
    author: 'Ada Larsen',
    authoredAt: Date.parse(moment),
    committedAt: Date.parse(moment),
    message: message ?? `Change ${key}`,
  }));
  return {
    commits,
    branches: [{ name: 'main', commit: moments.at(-1)?.[0] ?? '' }],
    tags: Object.entries(tags).map(([name, commit]) => ({ name, commit })),
  };
}

export async function figureOf(workspace: Workspace, repository: string, metric: string, range: Range) {
  const figures = await figuresOf(workspace, [metric], range, { repositories: [repository] });
  const figure = figures[metric];
  if (figure === undefined) throw new Error(`No ${metric}`);
  return figure;
}
