import {
  type Aggregate,
  computeMetricCells,
  type DateRange,
  type Dimension,
  type Interval,
  type MetricCell,
  type MetricDeclaration,
  type MetricFilter,
  METRICS,
  resolveQuery,
} from '@weir/metrics';
import {
  arbitraryFacts,
  arbitraryTeams,
  buildChangeFact,
  buildDeliveryFact,
  buildDeploymentFact,
  buildFacts,
  buildIncidentFact,
  createTestDatabase,
  loadWorld,
  type MetricWorld,
  type TestDatabase,
} from '@weir/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMetric } from './metric.reader.js';

const IS_LONG = process.env['WEIR_TEST_LONG'] === '1';
const at = (iso: string) => Date.parse(iso);

/** Facts lie around the change to summer time in Montreal (9 March 2025). */
const SPAN = { from: at('2025-02-20T00:00:00Z'), to: at('2025-03-25T00:00:00Z') };
/** Known from the middle of a week on, and not up to the end of the longest range. */
const COVERAGE = { from: at('2025-02-26T07:30:00Z'), to: at('2025-03-20T16:45:00Z') };

const RANGES: DateRange[] = [
  { from: at('2025-03-03T05:00:00Z'), to: at('2025-03-17T04:00:00Z') },
  { from: at('2025-03-08T12:00:00Z'), to: at('2025-03-10T12:00:00Z') },
  { from: at('2025-02-01T00:00:00Z'), to: at('2025-04-01T00:00:00Z') },
  { from: at('2024-04-01T00:00:00Z'), to: at('2025-03-21T00:00:00Z') },
  { from: at('2025-03-20T10:00:00Z'), to: at('2025-03-22T10:00:00Z') },
  { from: at('2024-01-01T00:00:00Z'), to: at('2024-02-01T00:00:00Z') },
];
const ZONES = ['UTC', 'America/Montreal', 'Asia/Kolkata'];
const INTERVALS: (Interval | undefined)[] = [undefined, 'DAY', 'WEEK', 'MONTH', 'QUARTER'];

const FILTERS: [Dimension | null, MetricFilter][] = [
  [null, {}],
  [null, { includeBots: true }],
  ['REPOSITORY', { repositories: ['acme/shop'] }],
  ['TEAM', { teams: ['payments'] }],
  ['TEAM', { teams: ['payments', 'empty', 'unheard of'], environments: ['production-eu'] }],
  ['TEAM', { teams: ['platform'], includeBots: true }],
  ['SERVICE', { services: ['acme/shop'] }],
  ['SERVICE', { services: ['acme/shop', 'search'] }],
  ['ENVIRONMENT', { environments: ['production-eu', 'staging'] }],
  ['ENVIRONMENT', { environments: ['production-us'], services: ['search'] }],
  ['AUTHOR', { authors: ['ada', 'dependabot[bot]'] }],
  ['LABEL', { labels: ['bug', 'urgent'] }],
  ['CHANGE_TYPE', { changeTypes: ['DEFECT'], services: ['search'] }],
  ['AI_ASSISTED', { aiAssisted: true }],
  ['AI_ASSISTED', { aiAssisted: false, environments: ['production-eu'] }],
];

let database: TestDatabase;

/** Of every combination, one in so many is asked in a quick run. */
const STRIDE = IS_LONG ? 1 : 97;
const WHERE_AND_WHEN = {
  range: { from: at('2025-02-01T00:00:00Z'), to: at('2025-04-01T00:00:00Z') },
  timeZone: 'America/Montreal',
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

interface Choice {
  aggregate: Aggregate;
  interval: Interval | undefined;
  groupBy: Dimension | undefined;
  filter: MetricFilter;
  range: DateRange;
  timeZone: string;
}

function listFilters(metric: MetricDeclaration): MetricFilter[] {
  return FILTERS.filter(([dimension]) => dimension === null || metric.dimensions.includes(dimension)).map(
    ([, filter]) => filter,
  );
}

function arbitraryChoice(metric: MetricDeclaration): fc.Arbitrary<Choice> {
  return fc.record({
    aggregate: fc.constantFrom(...metric.aggregates),
    interval: fc.constantFrom(...INTERVALS),
    groupBy: fc.constantFrom<Dimension | undefined>(undefined, ...metric.dimensions),
    filter: fc.constantFrom(...listFilters(metric)),
    range: fc.constantFrom(...RANGES),
    timeZone: fc.constantFrom(...ZONES),
  });
}

const toKey = ({ period, bucket, group }: MetricCell) => JSON.stringify([period, bucket, group]);

/** Cells by place; sums may differ in the last digits, as the rows are added in another order. */
function arrange(cells: MetricCell[]): Record<string, unknown> {
  const round = (value: number | null) => (value === null ? null : Number(value.toPrecision(12)));
  const entries = cells.map((cell) => [
    toKey(cell),
    { ...cell, amount: round(cell.amount), numerator: round(cell.numerator), days: [...cell.days].sort() },
  ]);
  return Object.fromEntries(entries);
}

async function expectSame(world: MetricWorld, metric: MetricDeclaration, choice: Choice): Promise<void> {
  const query = resolveQuery({ metric: metric.key, ...choice }, { ...world.context, now: at('2025-03-28T00:00:00Z') });
  const found = arrange(await readMetric(database.pool, query));
  expect(found, JSON.stringify({ metric: metric.key, ...choice })).toEqual(
    arrange(computeMetricCells(query, world.reference)),
  );
}

const COVERED = { CHANGES: COVERAGE, REVIEWS: COVERAGE, DEPLOYMENTS: COVERAGE, INCIDENTS: COVERAGE };
const COUNTED = METRICS.filter((metric) => metric.counting !== null);

function toRepositories([shop, search]: Awaited<ReturnType<typeof sampleFacts>>) {
  return [
    { name: 'acme/shop', facts: shop, coverage: COVERED },
    { name: 'acme/search', facts: search, coverage: COVERED },
  ];
}
const sampleFacts = () => fc.sample(fc.tuple(arbitraryFacts(SPAN), arbitraryFacts(SPAN)), { numRuns: 1, seed: 7 })[0]!;

test(
  'a statement counts what the reference counts, whatever is asked of whatever facts',
  { timeout: 3_600_000 },
  async () => {
    const choices = fc.tuple(...COUNTED.map((metric) => fc.tuple(fc.constant(metric), arbitraryChoice(metric))));
    const property = fc.asyncProperty(
      arbitraryFacts(SPAN),
      arbitraryFacts(SPAN),
      arbitraryTeams,
      choices,
      async (shop, search, teams, asked) => {
        const world = await loadWorld(database, toRepositories([shop, search]), teams);
        for (const [metric, choice] of asked) await expectSame(world, metric, choice);
      },
    );
    await fc.assert(property, { numRuns: IS_LONG ? 1000 : 15, endOnFailure: true });
  },
);

function listCombinations(metric: MetricDeclaration): Choice[] {
  const dimensions = [undefined, ...metric.dimensions];
  return dimensions.flatMap((groupBy) =>
    listFilters(metric).flatMap((filter) =>
      INTERVALS.flatMap((interval) =>
        metric.aggregates.map((aggregate) => ({ ...WHERE_AND_WHEN, aggregate, interval, groupBy, filter })),
      ),
    ),
  );
}

test('every metric by team, and of teams', { timeout: 600_000 }, async () => {
  const filters: MetricFilter[] = [{}, { teams: ['payments'] }, { teams: ['platform', 'empty'], includeBots: true }];
  const worlds = fc.tuple(arbitraryFacts(SPAN), arbitraryFacts(SPAN), arbitraryTeams);
  for (const [shop, search, teams] of fc.sample(worlds, { numRuns: 6, seed: 7 })) {
    const world = await loadWorld(database, toRepositories([shop, search]), teams);
    for (const metric of COUNTED.filter(({ dimensions }) => dimensions.includes('TEAM')))
      for (const filter of filters)
        await expectSame(world, metric, {
          ...{ ...WHERE_AND_WHEN, aggregate: metric.defaultAggregate, interval: undefined },
          ...{ groupBy: 'TEAM', filter },
        });
  }
});

/**
 * grace's change #2 went out on the 3rd and caused an incident. An attempt of the 4th failed; on the 5th ada's #1 went out. What
 * failed was #1, so of ada's team one attempt of two succeeded. A failure of the 6th was of nobody knows whom.
 */
test('a failed attempt is that of whom the next success is, an incident that of whom its cause is', async () => {
  const deployed = (key: string, day: number, status: 'SUCCEEDED' | 'FAILED' = 'SUCCEEDED') =>
    buildDeploymentFact(key, { status, finishedAt: at(`2025-03-0${day}T12:00:00Z`) });
  const delivered = (change: string, deploymentKey: string) =>
    buildDeliveryFact(change, { environment: 'production', deploymentKey });
  const facts = buildFacts({
    changes: [buildChangeFact(1, { author: 'Ada' }), buildChangeFact(2, { author: 'grace' })],
    deliveries: [delivered('#2', 'd3'), delivered('#1', 'd5')],
    deployments: [deployed('d3', 3), deployed('d4', 4, 'FAILED'), deployed('d5', 5), deployed('d6', 6, 'FAILED')],
    incidents: [buildIncidentFact('i', { deploymentKey: 'd3', startedAt: at('2025-03-03T13:00:00Z') })],
  });
  const teams = ['ada', 'grace'].map((member) => ({ key: `${member}s`, name: member, members: [member] }));
  const world = await loadWorld(database, [{ name: 'acme/shop', facts, coverage: COVERED }], teams);
  const count = async (metric: MetricDeclaration['key'], filter: MetricFilter = {}) => {
    const asked = { ...WHERE_AND_WHEN, metric, groupBy: 'TEAM' as const, filter, compareToPrevious: false };
    const cells = await readMetric(
      database.pool,
      resolveQuery(asked, { ...world.context, now: at('2025-03-28T00:00:00Z') }),
    );
    return cells.map(({ group, sampleSize, numerator }) => [group, sampleSize, numerator]).sort();
  };
  expect(await count('DEPLOYMENT_SUCCESS_RATE')).toEqual([
    [null, 4, 2],
    ['adas', 2, 1],
    ['graces', 1, 1],
  ]);
  expect(await count('DEPLOYMENT_SUCCESS_RATE', { teams: ['adas'] })).toEqual([
    [null, 2, 1],
    ['adas', 2, 1],
  ]);
  expect(await count('INCIDENTS')).toEqual([
    [null, 1, null],
    ['graces', 1, null],
  ]);
  expect(await count('INCIDENTS', { teams: ['adas'] })).toEqual([]);
});

test('every metric by every aggregate, interval, dimension and filter', { timeout: 3_600_000 }, async () => {
  const teams = [
    { key: 'payments', name: 'Payments', members: ['ADA', 'grace'] },
    { key: 'platform', name: 'Platform', members: ['grace', 'dependabot[bot]'] },
  ];
  const world = await loadWorld(database, toRepositories(sampleFacts()), teams);
  for (const metric of COUNTED) {
    const combinations = listCombinations(metric).filter((_, index) => index % STRIDE === 0);
    for (const choice of combinations) await expectSame(world, metric, choice);
  }
});
