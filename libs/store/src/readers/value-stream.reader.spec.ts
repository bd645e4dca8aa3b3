import {
  assembleValueStream,
  assembleValueStreamSeries,
  computePercentile,
  computeValueStreamCells,
  type Interval,
  type LastStage,
  type MetricFilter,
  resolveQuery,
  resolveValueStream,
  type SeriesOptions,
  type StageBreakdown,
  type ValueStreamCell,
} from '@weir/metrics';
import {
  arbitraryFacts,
  arbitraryTeams,
  createTestDatabase,
  loadWorld,
  type MetricWorld,
  type TestDatabase,
} from '@weir/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHistogram } from './histogram.reader.js';
import { readInProgress, readValueStream } from './value-stream.reader.js';

const IS_LONG = process.env['WEIR_TEST_LONG'] === '1';
const at = (iso: string) => Date.parse(iso);
const NOW = at('2025-03-28T00:00:00Z');
const SPAN = { from: at('2025-02-20T00:00:00Z'), to: at('2025-03-25T00:00:00Z') };
const COVERAGE = { from: at('2025-02-26T07:30:00Z'), to: at('2025-03-20T16:45:00Z') };
const COVERED = { CHANGES: COVERAGE, DEPLOYMENTS: COVERAGE };
const RANGES = [
  { from: at('2025-03-01T00:00:00Z'), to: at('2025-04-01T00:00:00Z') },
  { from: at('2025-03-08T12:00:00Z'), to: at('2025-03-18T12:00:00Z') },
];
const FILTERS: MetricFilter[] = [
  {},
  { includeBots: true },
  { repositories: ['acme/shop'] },
  { services: ['search'] },
  { environments: ['production-eu', 'staging'] },
  { authors: ['ada'], services: ['acme/shop', 'search'] },
  { labels: ['bug'], aiAssisted: true },
  { teams: ['payments'] },
  { teams: ['platform', 'payments'], services: ['search'] },
];

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const choices = fc.record({
  range: fc.constantFrom(...RANGES),
  filter: fc.constantFrom(...FILTERS),
  upTo: fc.constantFrom<LastStage>('MERGE', 'DEPLOY', 'RELEASE'),
  series: fc.option(
    fc.record<SeriesOptions>({
      interval: fc.constantFrom<Interval>('DAY', 'WEEK', 'MONTH'),
      timeZone: fc.constantFrom('UTC', 'America/Montreal', 'Asia/Kolkata'),
    }),
  ),
});

/** Cells by place, without the digits in which sums differ when rows are added in another order. */
function arrange(cells: ValueStreamCell[]): Record<string, unknown> {
  const round = (value: number | null) => (value === null ? null : Number(value.toPrecision(12)));
  const entries = cells.map((cell) => {
    const stages = cell.stages.map(({ sumSeconds, mean, p50, p75, p90, ...rest }) => ({
      ...rest,
      figures: [sumSeconds, mean, p50, p75, p90].map(round),
    }));
    return [`${cell.period} ${cell.bucket}`, { ...cell, stages }];
  });
  return Object.fromEntries(entries);
}

const sumUp = (stages: StageBreakdown[]) => stages.reduce((sum, stage) => sum + (stage.contribution ?? 0), 0);

async function expectSame(world: MetricWorld, choice: typeof choices extends fc.Arbitrary<infer T> ? T : never) {
  const { series, ...asked } = choice;
  const query = resolveValueStream(asked, { ...world.context, now: NOW }, series);
  const cells = await readValueStream(database.pool, query);
  expect(arrange(cells), JSON.stringify(choice)).toEqual(arrange(computeValueStreamCells(query, world.reference)));
  const stream = assembleValueStream(query, cells, await readInProgress(database.pool, query));
  for (const { total, stages } of [
    { total: stream.total.value, stages: stream.stages },
    ...assembleValueStreamSeries(query, cells),
  ]) {
    if (total === null) continue;
    expect(sumUp(stages)).toBe(total);
    expect(sumUp([...stages].reverse())).toBe(total);
  }
}

test('cohorts are those of the reference, and contributions add up to the total exactly, in any order', async () => {
  const property = fc.asyncProperty(
    arbitraryFacts(SPAN),
    arbitraryFacts(SPAN),
    arbitraryTeams,
    fc.array(choices, { minLength: 12, maxLength: 12 }),
    async (shop, search, teams, asked) => {
      const world = await loadWorld(
        database,
        [
          { name: 'acme/shop', facts: shop, coverage: COVERED },
          { name: 'acme/search', facts: search, coverage: COVERED },
        ],
        teams,
      );
      for (const choice of asked) await expectSame(world, choice);
    },
  );
  await fc.assert(property, { numRuns: IS_LONG ? 1000 : 12, endOnFailure: true });
}, 3_600_000);

test('a histogram counts every change of the sample once, in bins of one width', async () => {
  const property = fc.asyncProperty(arbitraryFacts(SPAN), fc.integer({ min: 1, max: 40 }), async (facts, bins) => {
    const world = await loadWorld(database, [{ name: 'acme/shop', facts, coverage: COVERED }]);
    const query = resolveQuery({ metric: 'CYCLE_TIME', range: RANGES[0]! }, { ...world.context, now: NOW });
    const found = await readHistogram(database.pool, query, bins);
    const { from, to } = query.current.covered!;
    const values = facts.changes
      .filter(({ state, authorIsBot }) => state === 'MERGED' && !authorIsBot)
      .filter(({ mergedAt }) => mergedAt !== null && mergedAt >= from && mergedAt < to)
      .flatMap(({ cycleSeconds }) => cycleSeconds.seconds ?? []);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
    if (values.length === 0 || Math.max(...values) === 0) return;
    expect(found).toHaveLength(bins);
    expect(found.at(-1)!.to).toBe(Math.max(...values));
    expect(found[0]!.from).toBe(0);
    for (const [index, bin] of found.slice(0, -1).entries()) {
      expect(found[index + 1]!.from).toBe(bin.to);
      const inside = values.filter((value) => value >= bin.from * (1 + 1e-9) && value < bin.to * (1 - 1e-9)).length;
      expect(bin.count).toBeGreaterThanOrEqual(inside);
    }
    const usual = computePercentile(values, 0.98)!;
    expect(found.at(-1)!.from).toBeLessThanOrEqual(Math.max(2 * usual, usual));
  });
  await fc.assert(property, { numRuns: IS_LONG ? 500 : 15, endOnFailure: true });
}, 600_000);
