import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from './figures.js';
import { figureOf } from './told-history.js';
import { Workspace } from './workspace.js';

const JANUARY = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
const TEN = 1_767_261_600; // 2026-01-01T10:00:00Z in Unix seconds

/** Columns as exports have them: other names, Unix seconds, an empty cell where something did not happen, and one row of nonsense. */
const EXPORT = [
  'repository,number,author,created_at,merged_at,closed_at',
  `acme/web,1,ada,${TEN},${TEN + 3600},${TEN + 3600}`,
  `acme/web,2,bo,${TEN},${TEN + 7200},${TEN + 7200}`,
  `acme/web,3,cy,yesterday,${TEN + 7200},${TEN + 7200}`,
  `acme/web,4,ada,${TEN},${TEN + 10_800},${TEN + 10_800}`,
  `acme/web,5,bo,${TEN},,`,
  `acme/web,6,cy,${TEN},,${TEN + 60}`,
];

describe('files', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace.close());

  async function write(name: string, lines: string[]): Promise<string> {
    const path = join(workspace.folder, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  }

  const mergedOf = async (repository: string) =>
    (await figureOf(workspace, repository, 'PULL_REQUESTS_MERGED', JANUARY)).value;

  it('are read as they are, and a row that cannot be read is told by its line and column, leaving the rest', async () => {
    const path = await write('export.csv', EXPORT);
    const source = await workspace.add('FILE', { path, kind: 'pull-requests' });
    expect(source).toMatchObject({ repositories: ['acme/web'], sync: { state: 'SUCCEEDED', rejected: 1 } });
    const { rejectedRows } = source.sync as unknown as {
      rejectedRows: { line: number; column: string; message: string }[];
    };
    expect(rejectedRows).toHaveLength(1);
    expect(rejectedRows[0]).toMatchObject({ line: 4, column: 'created_at' });
    expect(rejectedRows[0]?.message).toContain('yesterday');
    expect(await figureOf(workspace, 'acme/web', 'OPEN_TO_MERGE_TIME', JANUARY)).toMatchObject({
      value: 2 * HOUR,
      sampleSize: 3,
    });
  });

  it('tell open, merged and closed apart, and title a row that has no title by its number', async () => {
    const query = `query ($state: ChangeState) { changes(state: $state, filter: { repositories: ["acme/web"] }) { edges { node { number title } } } }`;
    type Found = { changes: { edges: { node: { number: number; title: string } }[] } };
    const found = await Promise.all(
      ['OPEN', 'MERGED', 'CLOSED'].map((state) => workspace.ask<Found>(query, { state })),
    );
    const numbers = found.map(({ changes }) => changes.edges.map(({ node }) => node.number).sort());
    expect(numbers).toEqual([[5], [1, 2, 4], [6]]);
    expect(found[0]?.changes.edges[0]?.node.title).toBe('acme/web#5');
  });

  it('are refused whole with --strict, and then nothing of them is there', async () => {
    const path = await write(
      'strict.csv',
      EXPORT.map((line) => line.replace('acme/web', 'acme/strict')),
    );
    const { code, stderr } = await workspace.run(['import', path, '--kind', 'pull-requests', '--strict', '--wait']);
    expect(code).toBe(1);
    expect(stderr).toContain('yesterday');
    type Found = { changes: { totalCount: number }; sources: { name: string }[] };
    const { changes, sources } = await workspace.ask<Found>('{ changes { totalCount } sources { name } }');
    expect(changes.totalCount).toBe(5);
    expect(sources.map(({ name }) => name)).not.toContain('strict.csv');
  });

  it('are refused with --strict also when they were taken in before without', async () => {
    const path = await write(
      'twice.csv',
      EXPORT.map((line) => line.replace('acme/web', 'acme/twice')),
    );
    const args = ['import', path, '--kind', 'pull-requests', '--wait'];
    expect((await workspace.run(args)).code).toBe(0);
    expect((await workspace.run([...args, '--strict'])).code).toBe(1);
    const { code, stderr } = await workspace.run(args);
    expect([code, stderr]).toEqual([0, expect.stringContaining('yesterday')]);
  });

  it('may name their columns as they like', async () => {
    const path = await write('mapped.csv', [
      'Projekt;Nr;Begonnen;Gelandet',
      'acme/mapped;1;2026-01-05T08:00:00+01:00;2026-01-05T12:00:00+01:00',
      'acme/mapped;2;2026-01-06T08:00:00+01:00;2026-01-06T10:00:00+01:00',
    ]);
    const map = 'repository=Projekt,number=Nr,openedAt=Begonnen,mergedAt=Gelandet';
    const { code, stderr } = await workspace.run([
      'import',
      path,
      '--kind',
      'pull-requests',
      '--map',
      map,
      '--time',
      'iso',
      '--wait',
    ]);
    expect(code, stderr).toBe(0);
    expect(await figureOf(workspace, 'acme/mapped', 'OPEN_TO_MERGE_TIME', JANUARY)).toMatchObject({
      value: 3 * HOUR,
      sampleSize: 2,
    });
  });

  it('may be JSON Lines', async () => {
    const path = await write('lines.jsonl', [
      '{"repository":"acme/lines","number":1,"openedAt":"2026-01-05T08:00:00Z","mergedAt":"2026-01-05T09:00:00Z"}',
      '{"repository":"acme/lines","number":2,"openedAt":',
    ]);
    const { sync } = await workspace.add('FILE', { path, kind: 'pull-requests' });
    expect(sync).toMatchObject({ state: 'SUCCEEDED', rejected: 1 });
    expect(await mergedOf('acme/lines')).toBe(1);
  });

  it('are one source each: read again after a row was added, they bring that row and nothing twice', async () => {
    const lines = EXPORT.filter((line) => !line.includes('yesterday')).map((line) =>
      line.replace('acme/web', 'acme/again'),
    );
    const path = await write('again.csv', lines);
    const first = await workspace.add('FILE', { path, kind: 'pull-requests' });
    expect(await mergedOf('acme/again')).toBe(3);
    await write('again.csv', [...lines, `acme/again,7,ada,${TEN},${TEN + 60},${TEN + 60}`]);
    const second = await workspace.add('FILE', { path, kind: 'pull-requests' });
    expect(second.id).toBe(first.id);
    expect(await mergedOf('acme/again')).toBe(4);
  });

  it('say what is missing when their columns cannot be understood', async () => {
    const path = await write('unknown.csv', ['colour,size', 'red,3']);
    const { code, stderr } = await workspace.run(['import', path, '--kind', 'pull-requests', '--wait']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/repository/);
    expect(stderr).toMatch(/colour/);
  });
});
