import {
  assembleMetric,
  assembleValueStream,
  computeMetricCells,
  computeValueStreamCells,
  DEFAULT_RULES,
  deriveFacts,
  type IssueRecord,
  type MetricKey,
  type QueryContext,
  type ReferenceRepository,
  type RepositoryBatch,
  type RepositoryHistory,
  resolveQuery,
  resolveValueStream,
  type Stage,
  toIssueIncident,
} from '@weir/metrics';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSampleSource } from './sample-source.js';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const HOUR_SECONDS = 3600;
/** A Wednesday; the story's weeks are counted from its Monday. */
const NOW = Date.UTC(2026, 10, 25, 9);
const MONDAY = Date.UTC(2026, 10, 23);

const CHECKOUT = ['harbour/checkout', 'harbour/payments'];
const EVERYTHING = ['storefront', 'search', 'inventory', 'notifications', 'mobile-api', 'platform']
  .map((name) => `harbour/${name}`)
  .concat(CHECKOUT);

type Told = RepositoryHistory & { issues: IssueRecord[] };

interface World {
  histories: Told[];
  reference: ReferenceRepository[];
  context: QueryContext;
}

async function tellWorld(now: number): Promise<World> {
  const source = await openSampleSource({});
  const told = new Map<string, Told>();
  const context = { cursor: null, cursors: {}, now: () => now, signal: new AbortController().signal };
  for await (const { repositories } of source.read(context)) for (const batch of repositories) keep(told, batch);
  const histories = [...told.values()];
  const reference = histories.map((history, id) => ({ id, facts: deriveFacts(history, DEFAULT_RULES) }));
  const repositories = histories.map(({ repository, coverage }, id) => {
    const releases = reference[id]?.facts.releases ?? [];
    const services = [...new Set(releases.map(({ service }) => service))];
    return { id, name: repository.name, revision: '1', deploymentRule: null, services, isDeployed: true, coverage };
  });
  return { histories, reference, context: { repositories, visible: 'ALL', now } };
}

function keep(told: Map<string, Told>, batch: RepositoryBatch): void {
  const { repository, issues = [] } = batch;
  const empty = { issues: [], commits: [], refs: [], pullRequests: [], deployments: [], incidents: [], coverage: [] };
  const known = told.get(repository.name) ?? { repository, ...empty, fixedRule: null };
  const place = { repository: repository.name, isService: true };
  told.set(repository.name, {
    ...known,
    commits: [...known.commits, ...(batch.commits ?? [])],
    pullRequests: [...known.pullRequests, ...(batch.pullRequests ?? [])],
    deployments: [...known.deployments, ...(batch.deployments ?? [])],
    incidents: [...known.incidents, ...issues.flatMap((issue) => toIssueIncident(issue, place, DEFAULT_RULES) ?? [])],
    issues: [...known.issues, ...issues],
    refs: batch.refs ?? known.refs,
    coverage: batch.coverage ?? known.coverage,
  });
}

type Weeks = [from: number, to: number];

const toRange = ([from, to]: Weeks, zero = MONDAY) => ({ from: zero + from * WEEK, to: zero + to * WEEK });

/** A figure over weeks of the story, the last not in it. */
function askFigure(
  world: World,
  metric: MetricKey,
  where: { repositories: string[]; weeks: Weeks; zero?: number },
): number {
  const { repositories, weeks, zero } = where;
  const range = toRange(weeks, zero);
  const query = resolveQuery({ metric, range, filter: { repositories }, compareToPrevious: false }, world.context);
  return assembleMetric(query, computeMetricCells(query, world.reference)).overall.value ?? Number.NaN;
}

/** The stage that adds most to the mean change, and what each adds, in hours. */
function askStages(
  world: World,
  { repositories, weeks, zero }: { repositories: string[]; weeks: Weeks; zero?: number },
) {
  const query = resolveValueStream({ range: toRange(weeks, zero), filter: { repositories } }, world.context, null);
  const stream = assembleValueStream(query, computeValueStreamCells(query, world.reference), {});
  const hours = Object.fromEntries(
    stream.stages.map(({ stage, contribution }) => [stage, (contribution ?? Number.NaN) / HOUR_SECONDS]),
  ) as Record<Stage, number>;
  return { hours, bottleneck: stream.stages.find(({ bottleneck }) => bottleneck)?.stage };
}

describe('the story of the sample', () => {
  let world: World;
  beforeAll(async () => {
    world = await tellWorld(NOW);
  }, 60_000);

  const ask = (metric: MetricKey, repositories: string[], weeks: Weeks) =>
    askFigure(world, metric, { repositories, weeks });
  const stagesOf = (repositories: string[], weeks: Weeks) => askStages(world, { repositories, weeks });

  it('is of a size that a workspace takes in quickly', () => {
    const count = (list: (history: Told) => unknown[]) =>
      world.histories.reduce((sum, history) => sum + list(history).length, 0);
    const pullRequests = count((history) => history.pullRequests);
    expect(pullRequests).toBeGreaterThan(9000);
    expect(pullRequests).toBeLessThan(12_500);
    expect(count((history) => history.commits)).toBeLessThan(32_000);
  });

  it('finds the deployments of each service where its repository tells of them', () => {
    const rules = world.reference.map(({ facts }) => facts.coverage.deploymentRule);
    expect(rules.filter((rule) => rule === 'GITHUB_DEPLOYMENTS').length).toBe(6);
    expect(rules).toContain('WORKFLOW_RUNS');
    expect(rules).toContain('RELEASES');
    for (const { facts } of world.reference) {
      expect(facts.coverage.warnings).toEqual([]);
      expect(facts.coverage.exactAttribution).toBe(facts.coverage.withDeployment);
    }
  });

  it('is of people, bots and an agent, of drafts, stale and unreviewed pull requests', () => {
    const all = world.reference.flatMap(({ facts }) => facts.changes);
    const share = (is: (change: (typeof all)[number]) => boolean) => all.filter(is).length / all.length;
    expect(share(({ authorIsBot }) => authorIsBot)).toBeGreaterThan(0.08);
    expect(share(({ state }) => state === 'CLOSED')).toBeGreaterThan(0.02);
    expect(share(({ author }) => author === 'Copilot')).toBeGreaterThan(0.003);
    expect(
      share(({ state, reviewed, authorIsBot }) => state === 'MERGED' && !authorIsBot && !reviewed),
    ).toBeGreaterThan(0.02);
    const drafts = world.histories.flatMap(({ pullRequests }) => pullRequests.filter((one) => one.draftEvents?.length));
    expect(drafts.length / all.length).toBeGreaterThan(0.05);
    const open = all.filter(({ state }) => state === 'OPEN');
    expect(open.some(({ openedAt }) => openedAt !== null && openedAt < NOW - 30 * DAY)).toBe(true);
  });

  it('waits for review in Checkout longer and longer, until that is the bottleneck, and then no longer', () => {
    const [before, risen] = [stagesOf(CHECKOUT, [-30, -19]), stagesOf(CHECKOUT, [-15, -11])];
    const [peak, after] = [stagesOf(CHECKOUT, [-10, -6]), stagesOf(CHECKOUT, [-2, 0])];
    expect(before.bottleneck).not.toBe('PICKUP');
    expect(risen.hours.PICKUP).toBeGreaterThan(2 * before.hours.PICKUP);
    expect(peak.hours.PICKUP).toBeGreaterThan(1.3 * risen.hours.PICKUP);
    expect(peak.bottleneck).toBe('PICKUP');
    expect(after.hours.PICKUP).toBeLessThan(before.hours.PICKUP);
    expect(stagesOf(EVERYTHING, [-30, -19]).bottleneck).not.toBe('PICKUP');
    expect(stagesOf(EVERYTHING, [-11, 0]).bottleneck).toBe('PICKUP');
  });

  it('gets faster when pull requests get smaller', () => {
    expect(ask('PULL_REQUEST_SIZE', CHECKOUT, [-10, -6])).toBeGreaterThan(
      2.5 * ask('PULL_REQUEST_SIZE', CHECKOUT, [-3, 0]),
    );
    expect(ask('CHANGE_LEAD_TIME', CHECKOUT, [-10, -6])).toBeGreaterThan(
      2 * ask('CHANGE_LEAD_TIME', CHECKOUT, [-3, 0]),
    );
  });

  it('has a bad week that shows in every figure of failure, and is over after it', () => {
    const bad: Weeks = [-7, -6];
    const others: Weeks = [-6, 0];
    expect(ask('CHANGE_FAIL_RATE', CHECKOUT, bad)).toBeGreaterThan(0.35);
    expect(ask('CHANGE_FAIL_RATE', EVERYTHING, bad)).toBeGreaterThan(2 * ask('CHANGE_FAIL_RATE', EVERYTHING, others));
    expect(ask('DEPLOYMENT_SUCCESS_RATE', EVERYTHING, bad)).toBeLessThan(0.92);
    expect(ask('DEPLOYMENT_SUCCESS_RATE', EVERYTHING, others)).toBeGreaterThan(0.95);
    expect(ask('FAILED_DEPLOYMENT_RECOVERY_TIME', CHECKOUT, bad)).toBeGreaterThan(3 * HOUR_SECONDS);
    expect(ask('INCIDENTS', CHECKOUT, bad)).toBeGreaterThanOrEqual(4);
    expect(ask('CHANGE_FAIL_RATE', CHECKOUT, [-5, 0])).toBeLessThan(0.08);
  });

  it('tells the bad week as it was: a rollback at the third attempt, a hotfix, a revert, nothing on Friday', () => {
    const [from, friday] = [MONDAY - 7 * WEEK, MONDAY - 7 * WEEK + 4 * DAY];
    const payments = world.reference.find((_, id) => world.histories[id]?.repository.name === 'harbour/payments');
    const attempts = payments?.facts.deployments
      .filter(({ createdAt, isProduction }) => isProduction && createdAt >= from && createdAt < from + WEEK)
      .sort((one, other) => one.createdAt - other.createdAt);
    expect(attempts?.filter(({ createdAt }) => createdAt >= friday)).toEqual([]);
    const tuesday = attempts?.filter(({ createdAt }) => createdAt < from + 2 * DAY) ?? [];
    expect(tuesday.map(({ status }) => status).slice(-4)).toEqual(['FAILED', 'FAILED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(tuesday.at(-1)).toMatchObject({ isRework: true, changeCount: 0 });
    const reasons = new Set(attempts?.flatMap(({ failureReasons }) => failureReasons));
    expect(reasons).toEqual(new Set(['INCIDENT', 'ROLLBACK', 'HOTFIX']));
  });

  it('moves search from weekly to daily deployments', () => {
    const search = ['harbour/search'];
    expect(ask('DEPLOYMENT_FREQUENCY', search, [-78, -33]) * 7).toBeLessThan(1.5);
    expect(ask('DEPLOYMENT_FREQUENCY', search, [-21, 0]) * 7).toBeGreaterThan(5);
    expect(ask('CHANGE_LEAD_TIME', search, [-78, -33])).toBeGreaterThan(2 * ask('CHANGE_LEAD_TIME', search, [-12, 0]));
  });

  it('lets inventory fail less and less', () => {
    const inventory = ['harbour/inventory'];
    const [first, last] = [
      ask('CHANGE_FAIL_RATE', inventory, [-78, -52]),
      ask('CHANGE_FAIL_RATE', inventory, [-26, 0]),
    ];
    expect(first).toBeGreaterThan(0.2);
    expect(last).toBeLessThan(first / 2);
  });

  it('has bands from elite down', () => {
    const range = { from: MONDAY - 12 * WEEK, to: MONDAY };
    const bands = EVERYTHING.flatMap((name) =>
      (['CHANGE_LEAD_TIME', 'DEPLOYMENT_FREQUENCY', 'CHANGE_FAIL_RATE'] as const).map((metric) => {
        const filter = { repositories: [name] };
        const query = resolveQuery({ metric, range, filter, compareToPrevious: false }, world.context);
        return assembleMetric(query, computeMetricCells(query, world.reference)).overall.band;
      }),
    );
    expect(new Set(bands).size).toBeGreaterThanOrEqual(3);
    expect(bands).toContain('ELITE');
    expect(bands).not.toContain(null);
  });

  it('is quiet at the turn of the year, calmer in summer, and asleep on weekends', () => {
    const merged = (from: number, to: number) => {
      const query = resolveQuery({ metric: 'PULL_REQUESTS_MERGED', range: { from, to } }, world.context);
      const { overall } = assembleMetric(query, computeMetricCells(query, world.reference));
      return (overall.value ?? 0) / ((to - from) / DAY);
    };
    const usual = merged(Date.UTC(2026, 1, 2), Date.UTC(2026, 4, 25));
    expect(merged(Date.UTC(2025, 11, 22), Date.UTC(2026, 0, 5))).toBeLessThan(0.5 * usual);
    expect(merged(Date.UTC(2026, 6, 6), Date.UTC(2026, 7, 17))).toBeLessThan(0.85 * usual);
    expect(merged(Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 23))).toBeLessThan(0.1 * usual);
  });

  it('is written with assistants more and more', () => {
    const assisted = (weeks: Weeks) => {
      const { from, to } = toRange(weeks);
      const merged = world.reference.flatMap(({ facts }) =>
        facts.changes.filter(({ mergedAt }) => mergedAt !== null && mergedAt >= from && mergedAt < to),
      );
      return merged.filter(({ aiAssisted }) => aiAssisted).length / merged.length;
    };
    expect(assisted([-78, -65])).toBeLessThan(0.1);
    expect(assisted([-39, -26])).toBeGreaterThan(2 * assisted([-78, -65]));
    expect(assisted([-13, 0])).toBeGreaterThan(0.25);
  });

  it('says of most incidents whose fault they were, and of some that they were none', () => {
    const incidents = world.reference.flatMap(({ facts }) => facts.incidents);
    const by = (attribution: string) =>
      incidents.filter((one) => one.attribution === attribution).length / incidents.length;
    expect(incidents.length).toBeGreaterThan(100);
    expect(by('EXPLICIT')).toBeGreaterThan(0.4);
    expect(by('TIME')).toBeGreaterThan(0.2);
    const alarms = world.histories.flatMap(({ issues }) => issues.filter(({ labels }) => labels.includes('incident')));
    expect(alarms.filter(({ stateReason }) => stateReason === 'NOT_PLANNED').length).toBeGreaterThan(10);
    const failed = world.reference.flatMap(({ facts }) => facts.releases.filter((release) => release.failed));
    expect(failed.filter(({ recoveredAt }) => recoveredAt === null).length).toBeLessThan(3);
  });
});

it(
  'is the same story in another season, and keeps its bad week from the turn of the year',
  { timeout: 60_000 },
  async () => {
    const world = await tellWorld(Date.UTC(2027, 1, 17, 14));
    // Counted from this week, the bad one would begin on 28 December.
    const zero = Date.UTC(2027, 1, 22);
    const figure = (metric: MetricKey, repositories: string[], weeks: Weeks) =>
      askFigure(world, metric, { repositories, weeks, zero });
    expect(figure('CHANGE_FAIL_RATE', CHECKOUT, [-7, -6])).toBeGreaterThan(0.35);
    expect(figure('CHANGE_FAIL_RATE', EVERYTHING, [-6, -1])).toBeLessThan(0.08);
    expect(askStages(world, { repositories: EVERYTHING, weeks: [-11, -1], zero }).bottleneck).toBe('PICKUP');
  },
);
