import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, removeFolder, runWeir, type Ended } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_RANGE, writeSmallHistory } from './small-history.js';

interface Summary {
  range: object;
  asOf: string;
  metrics: Record<
    string,
    {
      value: number | null;
      sampleSize: number;
      leftOut: object[];
      basis: object[];
      emptyReason: string | null;
      band: string | null;
    }
  >;
  stages: { stage: string }[];
}

describe('the command line without a running server', () => {
  let folder: string;
  let clone: string;
  beforeAll(async () => {
    folder = await makeFolder();
    clone = await writeSmallHistory(folder);
  });
  afterAll(() => removeFolder(folder));

  const weir = (...args: string[]): Promise<Ended> => runWeir(args, { home: join(folder, 'home') });

  it('lists its commands, and says which version it is', async () => {
    const { code, stdout } = await weir('--help');
    expect(code).toBe(0);
    for (const command of ['start', 'sync', 'import', 'summary', 'token', 'doctor'])
      expect(stdout).toContain(`  ${command}`);
    expect((await weir('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['summary', '--frobnicate']],
    ['an import without a kind', ['import', 'file.csv']],
    ['an import of an unknown kind', ['import', 'file.csv', '--kind', 'recipes']],
    ['a role that does not exist', ['token', 'create', '--name', 'x', '--role', 'emperor']],
    ['a moment that is none', ['summary', '--from', 'soon', '--to', 'later']],
  ])('ends with 2 and writes nothing to standard output after %s', async (_what, args) => {
    const { code, stdout, stderr } = await weir(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim()).not.toBe('');
  });

  it('ends with 1 and one sentence when a file is not there', async () => {
    const { code, stdout, stderr } = await weir(
      'import',
      join(folder, 'nowhere.csv'),
      '--kind',
      'pull-requests',
      '--wait',
    );
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('nowhere.csv');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('reads a clone and says how many requests that took, as JSON alone on standard output', async () => {
    const { code, stdout } = await weir('sync', '--git', clone, '--wait', '--json');
    expect(code).toBe(0);
    const { sources } = JSON.parse(stdout) as {
      sources: { state: string; requests: number; repositories: string[] }[];
    };
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ state: 'SUCCEEDED', repositories: ['tide'] });
    expect(sources[0]?.requests).toBeGreaterThan(0);
  });

  it('imports a file', async () => {
    const path = join(folder, 'prs.csv');
    await writeFile(path, 'repository,number,created_at,merged_at\nacme/x,1,1772355600,1772359200\n');
    const { code, stderr } = await weir('import', path, '--kind', 'pull-requests', '--time', 'unix', '--wait');
    expect(code, stderr).toBe(0);
  });

  it('prints the summary that scripts rely on', async () => {
    const { code, stdout } = await weir(
      'summary',
      '--json',
      '--from',
      SMALL_RANGE.from,
      '--to',
      SMALL_RANGE.to,
      '--repository',
      'tide',
    );
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as Summary;
    expect(summary.range).toEqual(SMALL_RANGE);
    expect(Date.parse(summary.asOf)).not.toBeNaN();
    expect(summary.metrics.CHANGE_LEAD_TIME).toMatchObject({ value: 14 * 3600, sampleSize: 4, emptyReason: null });
    expect(Object.keys(summary.metrics)).toHaveLength(31);
    expect(summary.stages.map(({ stage }) => stage)).toEqual(['CODING', 'PICKUP', 'REVIEW', 'MERGE', 'DEPLOY']);
  });

  it('prints a table for people, with the names they know', async () => {
    const { code, stdout } = await weir(
      'summary',
      '--from',
      SMALL_RANGE.from,
      '--to',
      SMALL_RANGE.to,
      '--repository',
      'tide',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/lead time/i);
    expect(stdout).toMatch(/14\sh/);
  });

  it('prints a token and nothing else', async () => {
    const { code, stdout } = await weir('token', 'create', '--name', 'ci', '--role', 'viewer');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\S{20,}\n$/);
    const list = await weir('token', 'list', '--json');
    expect(list.stdout).toContain('"ci"');
    expect(list.stdout).not.toContain(stdout.trim());
  });

  it('finds nothing wrong with a healthy workspace', async () => {
    const { code, stdout } = await weir('doctor');
    expect(stdout).not.toContain('problem');
    expect(code).toBe(0);
  });
});
