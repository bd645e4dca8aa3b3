import { SourceUnion } from '@weir/testing';
import { expect, it } from 'vitest';
import type { Batch, Json } from '../source.js';
import { openSampleSource, SampleSource } from './sample-source.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = Date.UTC(2026, 8, 16, 15, 12, 40);
const WEEKS = 20;
const ANCHOR = Date.UTC(2026, 8, 14);

async function read(cursor: Json, now: number, seed = 5): Promise<Batch[]> {
  const source = new SampleSource(seed, WEEKS);
  const batches: Batch[] = [];
  for await (const batch of source.read({ cursor, cursors: {}, now: () => now, signal: new AbortController().signal }))
    batches.push(batch);
  return batches;
}

/** Everything up to `now` in one telling, of the story whose weeks are counted from `ANCHOR`. */
function readWhole(now: number): Promise<Batch[]> {
  const cursor = {
    version: 1,
    seed: 5,
    weeksTold: WEEKS,
    anchor: ANCHOR,
    from: null,
    until: now,
    next: { service: 0, page: 0 },
  };
  return read(cursor, now);
}

/** Weekday, weekend, night and months later: what is told bit by bit is what is told at once. */
it('goes on: many tellings amount to one', { timeout: 60_000 }, async () => {
  const moments = [18 * HOUR, 3 * DAY + 5 * HOUR, 24 * DAY, 101 * DAY].map((after) => FIRST + after);
  const told = await read(null, FIRST);
  for (const moment of moments) {
    const news = await read(told.at(-1)?.cursor ?? null, moment);
    told.push(...news);
    expect(new SourceUnion(news).size).toBeGreaterThan(0);
    if (moment < FIRST + 4 * DAY) expect(new SourceUnion(news).size).toBeLessThan(2500);
  }
  expect(new SourceUnion(told).toJson()).toEqual(new SourceUnion(await readWhole(moments.at(-1) ?? 0)).toJson());
});

it('never tells anew of what was over', { timeout: 60_000 }, async () => {
  const before = await read(null, FIRST);
  const over = new Set(
    before.flatMap(({ repositories }) =>
      repositories.flatMap(({ repository, pullRequests = [] }) =>
        pullRequests.filter(({ state }) => state !== 'OPEN').map(({ number }) => `${repository.name}#${number}`),
      ),
    ),
  );
  expect(over.size).toBeGreaterThan(2000);
  const news = await read(before.at(-1)?.cursor ?? null, FIRST + 40 * DAY);
  const again = news.flatMap(({ repositories }) =>
    repositories.flatMap(({ repository, pullRequests = [] }) =>
      pullRequests.map(({ number }) => `${repository.name}#${number}`).filter((name) => over.has(name)),
    ),
  );
  expect(again).toEqual([]);
});

it('lives another life with another seed, from its beginning', { timeout: 60_000 }, async () => {
  const first = await read(null, FIRST);
  const other = await read(first.at(-1)?.cursor ?? null, FIRST, 4);
  expect(other[0]?.replaces).toBe(true);
  expect(new SourceUnion(other).recordsToJson()).not.toEqual(new SourceUnion(first).recordsToJson());
  await expect(openSampleSource({ seed: 1.5 })).rejects.toMatchObject({ code: 'BAD_SETTINGS', field: 'seed' });
});
