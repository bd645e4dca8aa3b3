import { BadQueryError, type MetricQuery, type MetricResult } from '@weir/metrics';
import type { SqlRunner } from '@weir/store';
import {
  buildFacts,
  buildReleaseFact,
  buildStagedChange,
  createTestDatabase,
  loadWorld,
  type TestDatabase,
  type WorldRepository,
} from '@weir/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isMetricFailure, MetricQueries } from './metric-queries.js';

const at = (iso: string) => Date.parse(iso);
const HOUR = 3600;
const DAY = 86_400_000;
const NOW = at('2026-11-25T12:00:00Z');
const KNOWN = { from: at('2026-01-01T00:00:00Z'), to: NOW };
const RANGE = { from: at('2026-11-02T00:00:00Z'), to: at('2026-11-16T00:00:00Z') };
const BY_BOT = { author: 'dependabot[bot]', authorIsBot: true };
const ALL_SUBJECTS = { CHANGES: KNOWN, REVIEWS: KNOWN, DEPLOYMENTS: KNOWN, INCIDENTS: KNOWN };

const SHOP = 'acme/shop';

function release(key: string, finishedAt: number, more: Parameters<typeof buildReleaseFact>[1] = {}) {
  return buildReleaseFact(key, { service: SHOP, finishedAt, ...more });
}

let database: TestDatabase;
let statements: string[];
let queries: MetricQueries;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Reads through `queries` of these repositories alone; `statements` are those that ran since. */
async function know(...repositories: (Partial<WorldRepository> & Pick<WorldRepository, 'facts'>)[]): Promise<void> {
  await loadWorld(
    database,
    repositories.map((repository) => ({ name: 'acme/shop', coverage: ALL_SUBJECTS, ...repository })),
  );
  statements = [];
  const listening: SqlRunner = {
    query: (text, values) => {
      statements.push(text);
      return database.pool.query(text, values);
    },
  };
  queries = new MetricQueries(listening);
}

const ask = (query: Partial<MetricQuery> & Pick<MetricQuery, 'metric'>): Promise<MetricResult> =>
  queries.run({ range: RANGE, ...query }, 'ALL', NOW);

describe('where time goes', () => {
  const reviewed = buildStagedChange({
    number: 1,
    mergedAt: at('2026-11-03T10:00:00Z'),
    stages: { CODING: HOUR, PICKUP: HOUR, REVIEW: 2 * HOUR, MERGE: HOUR, DEPLOY: HOUR },
  });
  const unreviewed = buildStagedChange({
    number: 2,
    mergedAt: at('2026-11-04T10:00:00Z'),
    stages: { CODING: HOUR, MERGE: 2 * HOUR, DEPLOY: HOUR },
  });
  const waiting = buildStagedChange({ number: 3, mergedAt: at('2026-11-05T10:00:00Z'), isWaiting: true });
  const bot = buildStagedChange({ number: 4, mergedAt: at('2026-11-05T10:00:00Z') }, BY_BOT);
  const releases = [release('v1', at('2026-11-03T11:00:00Z'))];

  test('of two changes, one never reviewed, the contributions are those of the mean change', async () => {
    await know({ facts: buildFacts({ changes: [reviewed, unreviewed, waiting, bot], releases }) });
    const stream = await queries.valueStream({ range: RANGE }, 'ALL', NOW);
    expect(stream.upTo).toBe('DEPLOY');
    expect(stream.stages.map(({ stage, contribution }) => [stage, contribution])).toEqual([
      ['CODING', HOUR],
      ['PICKUP', 0.5 * HOUR],
      ['REVIEW', HOUR],
      ['MERGE', 1.5 * HOUR],
      ['DEPLOY', HOUR],
    ]);
    expect(stream.total).toMatchObject({ value: 5 * HOUR, sampleSize: 2, previous: null });
    expect(stream.activeShare).toBeCloseTo(0.4, 12);
    // The waiting one has not ended its last stage, so it is no part of the cohort to be left out of.
    expect(stream.leftOut).toEqual([{ reason: 'BOT', count: 1 }]);
    expect(stream.stages.filter(({ bottleneck }) => bottleneck).map(({ stage }) => stage)).toEqual(['MERGE']);
    expect(stream.stages[1]).toMatchObject({ mean: HOUR, p50: HOUR, sampleSize: 1, share: 0.1 });
    expect(stream.stages[4]).toMatchObject({ inProgress: 1, sampleSize: 2 });
  });

  test('each bucket has its own cohort, and one without says why', async () => {
    await know({ facts: buildFacts({ changes: [reviewed, unreviewed], releases }) });
    const series = await queries.valueStreamSeries(
      { range: RANGE, interval: 'WEEK', timeZone: 'Europe/Oslo' },
      'ALL',
      NOW,
    );
    expect(series.map(({ cohortSize, total, emptyReason }) => ({ cohortSize, total, emptyReason }))).toEqual([
      { cohortSize: 2, total: 5 * HOUR, emptyReason: null },
      { cohortSize: 0, total: null, emptyReason: 'NO_DEPLOYMENTS' },
      { cohortSize: 0, total: null, emptyReason: 'NO_DEPLOYMENTS' },
    ]);
  });

  test('a deployment that only the changes state ends the stream too', async () => {
    await know({ facts: buildFacts({ changes: [reviewed] }) });
    expect(await queries.valueStream({ range: RANGE }, 'ALL', NOW)).toMatchObject({ upTo: 'DEPLOY', cohortSize: 1 });
    expect((await ask({ metric: 'DEPLOYMENT_FREQUENCY' })).overall.emptyReason).toBe('NO_DEPLOYMENTS');
  });

  test('without any deployment the stream ends with the merge', async () => {
    const merged = { ...reviewed, deployedAt: null, deployedEmptyReason: 'NO_DEPLOYMENTS' } as const;
    await know({ facts: buildFacts({ changes: [merged] }) });
    const stream = await queries.valueStream({ range: RANGE }, 'ALL', NOW);
    expect(stream).toMatchObject({ upTo: 'MERGE', cohortSize: 1 });
    expect(stream.stages.map(({ stage }) => stage)).toEqual(['CODING', 'PICKUP', 'REVIEW', 'MERGE']);
  });
});

describe('what is known', () => {
  const everyFiveDays = Array.from({ length: 18 }, (_, index) =>
    release(`v${index}`, NOW - 90 * DAY + index * 5 * DAY),
  );

  test('90 days known, twelve months asked: counted over the 90 days, the months before are not covered', async () => {
    const known = { from: NOW - 90 * DAY, to: NOW };
    await know({ facts: buildFacts({ releases: everyFiveDays }), coverage: { DEPLOYMENTS: known } });
    const range = { from: at('2025-12-01T00:00:00Z'), to: at('2026-12-01T00:00:00Z') };
    const { overall, covered, series, previousSeries } = await ask({
      metric: 'DEPLOYMENT_FREQUENCY',
      range,
      interval: 'MONTH',
    });
    expect(covered).toEqual(known);
    expect(overall).toMatchObject({ value: 18 / 90, sampleSize: 18, previous: null, changeRatio: null });
    expect(series).toHaveLength(12);
    expect(series[0]).toMatchObject({ value: null, emptyReason: 'NOT_COVERED', unfinished: false });
    expect(series.filter(({ value }) => value !== null)).toHaveLength(4);
    expect(series.at(-1)).toMatchObject({ unfinished: true });
    expect(previousSeries.every(({ emptyReason }) => emptyReason === 'NOT_COVERED')).toBe(true);
  });

  test('a range whose end is tomorrow counts the days until now', async () => {
    const releases = [release('v1', NOW - DAY)];
    await know({ facts: buildFacts({ releases }) });
    const range = { from: NOW - 2 * DAY, to: NOW + DAY };
    const { overall, asOf } = await ask({ metric: 'DEPLOYMENT_FREQUENCY', range });
    expect(asOf).toBe(NOW);
    expect(overall.value).toBe(1 / 2);
  });

  test('the period before is the same query with a shifted window', async () => {
    const releases = [-20, -10, -5, -1].map((days) => release(`v${days}`, NOW + days * DAY));
    await know({ facts: buildFacts({ releases }) });
    const range = { from: NOW - 14 * DAY, to: NOW };
    const { overall } = await ask({ metric: 'DEPLOYMENT_FREQUENCY', range });
    expect(overall.previous).toBe(1 / 14);
    expect(overall.changeRatio).toBeCloseTo(2, 12);
  });
});

describe('why there is nothing', () => {
  const quiet = release('v1', at('2026-11-10T00:00:00Z'));
  const failing = release('v2', at('2026-11-10T00:00:00Z'), {
    failed: true,
    failureStartAt: at('2026-11-10T01:00:00Z'),
  });
  const reasonOf = async (metric: MetricQuery['metric']) => (await ask({ metric })).overall.emptyReason;

  test('nothing of what it takes is read', async () => {
    await know({ facts: buildFacts({}), coverage: { CHANGES: KNOWN } });
    expect(await reasonOf('FLOW_TIME')).toBe('NO_SOURCE');
    expect(await reasonOf('INCIDENTS')).toBe('NO_SOURCE');
    expect(await reasonOf('DEPLOYMENT_FREQUENCY')).toBe('NO_DEPLOYMENTS');
    expect(await reasonOf('CHANGE_LEAD_TIME')).toBe('NO_DEPLOYMENTS');
    expect(await reasonOf('CYCLE_TIME')).toBe('NO_CHANGES');
    expect((await ask({ metric: 'PULL_REQUESTS_MERGED' })).overall).toMatchObject({ value: 0, emptyReason: null });
  });

  test('nothing failed, or nothing that failed has recovered', async () => {
    await know({ facts: buildFacts({ releases: [quiet] }) });
    expect(await reasonOf('FAILED_DEPLOYMENT_RECOVERY_TIME')).toBe('NO_FAILURES');
    await know({ facts: buildFacts({ releases: [quiet, failing] }) });
    const { overall } = await ask({ metric: 'FAILED_DEPLOYMENT_RECOVERY_TIME' });
    expect(overall).toMatchObject({ emptyReason: 'STILL_OPEN', leftOut: [{ reason: 'STILL_OPEN', count: 1 }] });
  });

  test('all of it was by bots, unless they are asked for', async () => {
    const mergedAt = at('2026-11-10T00:00:00Z');
    const bot = buildStagedChange({ number: 1, mergedAt, stages: { CODING: 60 } }, BY_BOT);
    await know({ facts: buildFacts({ changes: [bot], releases: [quiet] }) });
    const { overall } = await ask({ metric: 'CYCLE_TIME' });
    expect(overall).toMatchObject({ emptyReason: 'ALL_EXCLUDED', leftOut: [{ reason: 'BOT', count: 1 }] });
    expect((await ask({ metric: 'CYCLE_TIME', filter: { includeBots: true } })).overall.value).toBe(60);
    expect((await ask({ metric: 'DEPLOYMENT_FREQUENCY' })).overall.sampleSize).toBe(1);
  });
});

describe('bands', () => {
  const releases = [true, false, false, false].map((failed, index) =>
    release(`v${index}`, at('2026-11-10T00:00:00Z') + index, { failed }),
  );

  test('a fail rate has one only with a source of incidents, and tells 1 of 4', async () => {
    await know({ facts: buildFacts({ releases }) });
    expect((await ask({ metric: 'CHANGE_FAIL_RATE' })).overall).toMatchObject({
      value: 0.25,
      numerator: 1,
      sampleSize: 4,
      band: 'LOW',
    });
    await know({ facts: buildFacts({ releases }), coverage: { DEPLOYMENTS: KNOWN } });
    expect((await ask({ metric: 'CHANGE_FAIL_RATE' })).overall).toMatchObject({ value: 0.25, band: null });
  });

  test('a list of incidents that names no repository speaks for every one', async () => {
    await know({ facts: buildFacts({ releases }), coverage: { DEPLOYMENTS: KNOWN } });
    await database.pool.query('INSERT INTO incident_coverage SELECT id, $1, $2 FROM source', [
      new Date(KNOWN.from).toISOString(),
      new Date(NOW - DAY).toISOString(),
    ]);
    const { overall, asOf } = await ask({ metric: 'CHANGE_FAIL_RATE' });
    expect({ band: overall.band, asOf }).toEqual({ band: 'LOW', asOf: NOW - DAY });
    expect((await ask({ metric: 'INCIDENTS' })).overall.value).toBe(0);
  });

  test('a figure over two services is blended and has none; each of them has', async () => {
    const both = [...releases, release('w', RANGE.from + DAY, { service: 'search' })];
    await know({ facts: buildFacts({ releases: both }) });
    const { overall, groups } = await ask({ metric: 'CHANGE_FAIL_RATE', groupBy: 'SERVICE' });
    expect(overall).toMatchObject({ blended: true, band: null, sampleSize: 5 });
    expect(groups.map(({ key, overall: { blended, band } }) => [key, blended, band])).toEqual([
      ['acme/shop', false, 'LOW'],
      ['search', false, 'ELITE'],
    ]);
  });
});

describe('who asks', () => {
  const change = (number: number) => buildStagedChange({ number, mergedAt: at('2026-11-10T00:00:00Z') });

  test('what somebody may not see is not read, nor kept for somebody else', async () => {
    await know(
      { facts: buildFacts({ changes: [change(1), change(2)] }) },
      { name: 'acme/secret', facts: buildFacts({ changes: [change(3)] }) },
    );
    const query: MetricQuery = { metric: 'PULL_REQUESTS_MERGED', range: RANGE, groupBy: 'REPOSITORY' };
    const all = await queries.run(query, 'ALL', NOW);
    const some = await queries.run(query, [1], NOW);
    const none = await queries.run(query, [], NOW);
    expect([all, some, none].map(({ overall }) => overall.value)).toEqual([3, 2, null]);
    expect(some.groups.map(({ key }) => key)).toEqual(['acme/shop']);
    expect(none.overall.emptyReason).toBe('NO_SOURCE');
    const named = await queries.run({ ...query, filter: { repositories: ['acme/secret'] } }, [1], NOW);
    expect(named.overall.value).toBeNull();
  });
});

describe('how it answers', () => {
  const facts = buildFacts({ changes: [buildStagedChange({ number: 1, mergedAt: at('2026-11-10T00:00:00Z') })] });
  const countReads = () => statements.filter((text) => text.startsWith('WITH base')).length;

  test('one statement per figure, kept until a repository has a new revision', async () => {
    await know({ facts });
    await ask({ metric: 'PULL_REQUESTS_MERGED', interval: 'DAY', groupBy: 'AUTHOR' });
    await ask({ metric: 'PULL_REQUESTS_MERGED', interval: 'DAY', groupBy: 'AUTHOR' });
    expect(countReads()).toBe(1);
    await database.pool.query('UPDATE repository SET revision = revision + 1');
    await ask({ metric: 'PULL_REQUESTS_MERGED', interval: 'DAY', groupBy: 'AUTHOR' });
    expect(countReads()).toBe(2);
  });

  test('a query that has no meaning does not fail its neighbours', async () => {
    await know({ facts });
    const [good, bad] = await queries.runAll(
      [
        { metric: 'PULL_REQUESTS_MERGED', range: RANGE },
        { metric: 'INCIDENTS', range: RANGE, groupBy: 'AUTHOR' },
      ],
      'ALL',
      NOW,
    );
    expect(isMetricFailure(good!)).toBe(false);
    expect(bad).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('AUTHOR') });
  });

  test('a rate has no histogram, and a histogram no thousand bins', async () => {
    await know({ facts });
    await expect(queries.histogram({ metric: 'REVERT_RATE', range: RANGE }, 'ALL', NOW)).rejects.toThrow(BadQueryError);
    await expect(
      queries.histogram({ metric: 'CYCLE_TIME', range: RANGE, bins: 1000 }, 'ALL', NOW),
    ).rejects.toMatchObject({ field: 'bins' });
    expect(await queries.histogram({ metric: 'CYCLE_TIME', range: RANGE, bins: 3 }, 'ALL', NOW)).toEqual([
      { from: 0, to: 0, count: 1 },
    ]);
  });
});
