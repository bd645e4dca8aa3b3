import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GitHistory, GitRepository } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresOf } from '../api/figures.js';
import { Workspace } from '../api/workspace.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5);

/** A year of squashes, merges, bots, backports on release branches, reverts and tags: 150 changes two days apart. */
function tellYear(history: GitHistory): void {
  for (let number = 1; number <= 150; number += 1) {
    const at = START + number * 2 * DAY;
    const author = number % 7 === 0 ? 'dependabot[bot]' : `Author ${number % 5}`;
    if (number % 4 === 0) tellMerge(history, number, at);
    else
      history.commit(`Change ${number} (#${number})`, {
        at,
        authoredAt: at - (number % 11) * HOUR,
        author,
        as: `${number}`,
      });
    if (number % 10 === 0) history.tag(`v1.${number / 10}.0`, number % 20 === 0 ? { at: at + 5 * HOUR } : {});
    if (number % 30 === 2) tellBackport(history, number, at);
  }
}

function tellMerge(history: GitHistory, number: number, at: number): void {
  history.branch(`topic-${number}`).commit('work', { at: at - DAY, authoredAt: at - 3 * DAY, author: 'Grace' });
  history.commit('more work', { at: at - HOUR, author: 'Grace' });
  history
    .checkout('main')
    .merge(`topic-${number}`, `Merge pull request #${number} from acme/topic`, { at, as: `${number}` });
}

/** The change before last is picked onto the line of the last release, and released there before main's next one. */
function tellBackport(history: GitHistory, number: number, at: number): void {
  const minor = Math.floor(number / 10);
  history.branch(`release-${number}`, minor === 0 ? '1' : `${minor * 10}`);
  history.commit(`Change ${number} (#${number})`, { at: at + HOUR, authoredAt: at, author: 'Ada' });
  history.tag(`v1.${minor}.${number}`).checkout('main');
}

const run = (script: string, ...args: string[]) => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [path, ...args], { encoding: 'utf8' })) as unknown;
};

interface Recomputed {
  releases: { count: number; perDay: number };
  withoutBots: Figures;
  withBots: Figures;
}

interface Figures {
  mergedChanges: number;
  cycleTime: { median: number; sampleSize: number };
  changeLeadTime: { median: number; sampleSize: number; basis: Record<string, number> };
}

const KEYS = ['PULL_REQUESTS_MERGED', 'CYCLE_TIME', 'CHANGE_LEAD_TIME', 'DEPLOYMENT_FREQUENCY'];
const RANGES = [
  { from: '2026-02-01T00:00:00Z', to: '2026-08-01T00:00:00Z' },
  { from: '2026-05-10T07:00:00Z', to: '2026-06-12T19:00:00Z' },
];

describe('figures read twice, by the product and by a script that shares no code with it', () => {
  let workspace: Workspace;
  let repository: GitRepository;

  beforeAll(async () => {
    workspace = await Workspace.open();
    repository = await GitRepository.create(tellYear);
    expect(await workspace.add('GIT', { path: repository.path })).toMatchObject({ sync: { state: 'SUCCEEDED' } });
  });
  afterAll(async () => {
    await workspace.close();
    await repository.remove();
  });

  it.each(RANGES)('agree on a clone from $from to $to, with bots and without', async (range) => {
    const recomputed = run(
      'recompute.mjs',
      '--git',
      repository.path,
      '--from',
      range.from,
      '--to',
      range.to,
    ) as Recomputed;
    expect(recomputed.withBots.mergedChanges).toBeGreaterThan(recomputed.withoutBots.mergedChanges);
    expect(recomputed.releases.count).toBeGreaterThan(0);
    for (const includeBots of [true, false]) {
      const expected = includeBots ? recomputed.withBots : recomputed.withoutBots;
      const figures = await figuresOf(workspace, KEYS, range, { includeBots });
      expect(figures.PULL_REQUESTS_MERGED?.value).toBe(expected.mergedChanges);
      const { median, sampleSize } = expected.cycleTime;
      expect(figures.CYCLE_TIME).toMatchObject({ value: median, sampleSize });
      const lead = expected.changeLeadTime;
      expect(figures.CHANGE_LEAD_TIME).toMatchObject({ value: lead.median, sampleSize: lead.sampleSize });
      const basis = figures.CHANGE_LEAD_TIME?.basis.filter(({ count }) => count > 0) ?? [];
      expect(Object.fromEntries(basis.map(({ basis: name, count }) => [name, count]))).toEqual(lead.basis);
      expect(figures.DEPLOYMENT_FREQUENCY?.sampleSize).toBe(recomputed.releases.count);
      expect(figures.DEPLOYMENT_FREQUENCY?.value).toBeCloseTo(recomputed.releases.perDay, 10);
    }
  });

  it('agree on the medians of a file, by repository and year', async () => {
    const path = join(workspace.folder, 'prs.csv');
    const rows = Array.from({ length: 400 }, (_, index) => {
      const opened = START / 1000 - index * 300_000;
      const merged = index % 6 === 0 ? '' : opened + ((index * 7919) % 900_000);
      return `acme/${index % 3 ? 'cart' : 'shop'},${index + 1},ada,${opened},${merged}`;
    });
    await writeFile(path, ['repository,number,author,created_at,merged_at', ...rows, ''].join('\n'));
    expect(await workspace.add('FILE', { path, kind: 'pull-requests' })).toMatchObject({ sync: { rejected: 0 } });
    const { pullRequests, medians } = run('csv-medians.mjs', path) as {
      pullRequests: number;
      medians: Record<string, Record<string, { merged: number; median: number }>>;
    };
    expect(pullRequests).toBe(400);
    expect(Object.keys(medians)).toEqual(['acme/cart', 'acme/shop']);
    for (const [name, years] of Object.entries(medians)) {
      for (const [year, { merged, median }] of Object.entries(years)) {
        const range = { from: `${year}-01-01T00:00:00Z`, to: `${Number(year) + 1}-01-01T00:00:00Z` };
        const figures = await figuresOf(workspace, ['OPEN_TO_MERGE_TIME'], range, { repositories: [name] });
        expect(figures.OPEN_TO_MERGE_TIME, `${name} ${year}`).toMatchObject({ value: median, sampleSize: merged });
      }
    }
  });
});
