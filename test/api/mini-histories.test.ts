import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, type Range } from './figures.js';
import { figureOf, lineOf, tell } from './told-history.js';
import { Workspace } from './workspace.js';

/** One week of March 2026, in UTC; `day('3 18:00')` is the 3rd at 18:00. */
const day = (text: string) => {
  const [date = '', time = '00:00'] = text.split(' ');
  return `2026-03-${date.padStart(2, '0')}T${time}:00Z`;
};
const WEEK: Range = { from: day('1'), to: day('9') };
const UNTIL = day('9');

const production = (sha: string, finishedAt: string, more: object = {}) => ({
  sha,
  environment: 'production',
  status: 'SUCCEEDED',
  createdAt: finishedAt,
  finishedAt,
  ...more,
});

interface Stream {
  cohortSize: number;
  total: { value: number | null; emptyReason: string | null };
  leftOut: { reason: string; count: number }[];
  stages: { stage: string; contribution: number | null; sampleSize: number; bottleneck: boolean }[];
}

describe('small histories with known answers', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace.close());

  const figure = (repository: string, metric: string, range = WEEK) => figureOf(workspace, repository, metric, range);

  async function streamOf(repository: string): Promise<Stream> {
    const query = `query ($range: DateRange!, $filter: MetricFilter) { valueStream(range: $range, filter: $filter) {
      cohortSize total { value emptyReason } leftOut { reason count } stages { stage contribution sampleSize bottleneck } } }`;
    const variables = { range: WEEK, filter: { repositories: [repository] } };
    return (await workspace.ask<{ valueStream: Stream }>(query, variables)).valueStream;
  }

  it('two changes, one never reviewed: contributions add up to the mean of the cohort', async () => {
    // Reviewed: coding 4, pickup 4, review 18, merge 2, deploy 6 = 34 h. Not reviewed: coding 6, merge 3, deploy 9 = 18 h.
    await tell(workspace, 'reviewed-and-not', {
      pullRequests: [
        {
          number: 1,
          firstCommitAt: day('2 08:00'),
          openedAt: day('2 12:00'),
          firstReviewAt: day('2 16:00'),
          approvedAt: day('3 10:00'),
          mergedAt: day('3 12:00'),
        },
        {
          number: 2,
          firstCommitAt: day('3'),
          openedAt: day('3 06:00'),
          firstReviewAt: '',
          approvedAt: '',
          mergedAt: day('3 09:00'),
        },
      ],
      deployments: [production('aaa', day('1')), production('bbb', day('3 18:00'))],
      until: UNTIL,
    });
    const stream = await streamOf('reviewed-and-not');
    expect(stream.cohortSize).toBe(2);
    expect(stream.total.value).toBe(26 * HOUR);
    const stages = stream.stages.filter(({ stage }) => stage !== 'RELEASE');
    expect(
      stages.map(({ stage, contribution, sampleSize }) => [stage, (contribution ?? NaN) / HOUR, sampleSize]),
    ).toEqual([
      ['CODING', 5, 2],
      ['PICKUP', 2, 1],
      ['REVIEW', 9, 1],
      ['MERGE', 2.5, 2],
      ['DEPLOY', 7.5, 2],
    ]);
    expect(stages.find(({ bottleneck }) => bottleneck)?.stage).toBe('REVIEW');
    expect(await figure('reviewed-and-not', 'REVIEW_COVERAGE')).toMatchObject({
      value: 0.5,
      numerator: 1,
      sampleSize: 2,
    });
  });

  it('a row with only created and merged: what it says is measured, and nothing else', async () => {
    await tell(workspace, 'two-columns', {
      pullRequests: [{ number: 7, openedAt: day('2 08:00'), mergedAt: day('2 13:00') }],
      until: UNTIL,
    });
    expect(await figure('two-columns', 'OPEN_TO_MERGE_TIME')).toMatchObject({ value: 5 * HOUR, sampleSize: 1 });
    expect(await figure('two-columns', 'CYCLE_TIME')).toMatchObject({ value: 5 * HOUR, sampleSize: 1 });
    expect(await figure('two-columns', 'CODING_TIME')).toMatchObject({ value: null, emptyReason: 'COMMITS_UNKNOWN' });
    expect(await figure('two-columns', 'REVIEW_COVERAGE')).toMatchObject({
      value: null,
      emptyReason: 'REVIEWS_UNKNOWN',
    });
    expect(await figure('two-columns', 'CHANGE_LEAD_TIME')).toMatchObject({ value: null });
  });

  it('first commit, review and merge in three weeks: each figure belongs to the week of its own moment', async () => {
    await tell(workspace, 'three-weeks', {
      pullRequests: [
        {
          number: 1,
          firstCommitAt: day('4 12:00'),
          openedAt: day('5 12:00'),
          firstReviewAt: day('10 12:00'),
          approvedAt: day('11 12:00'),
          mergedAt: day('18 12:00'),
        },
      ],
      until: day('23'),
    });
    const week = (monday: number) => ({ from: day(`${monday}`), to: day(`${monday + 7}`) });
    expect(await figure('three-weeks', 'CODING_TIME', week(2))).toMatchObject({ value: 24 * HOUR });
    expect(await figure('three-weeks', 'PICKUP_TIME', week(2))).toMatchObject({ value: null });
    expect(await figure('three-weeks', 'PICKUP_TIME', week(9))).toMatchObject({ value: 120 * HOUR });
    expect(await figure('three-weeks', 'REVIEW_TIME', week(9))).toMatchObject({ value: 24 * HOUR });
    expect(await figure('three-weeks', 'CYCLE_TIME', week(9))).toMatchObject({ value: null });
    expect(await figure('three-weeks', 'CYCLE_TIME', week(16))).toMatchObject({ value: 14 * 24 * HOUR });
  });

  it('one sha to three regions with one incident: one release, one failure', async () => {
    const regions = ['production-eu', 'production-us', 'production-ap'];
    await tell(workspace, 'three-regions', {
      deployments: [
        production('aaa', day('2 09:00'), { externalId: 'first', environment: 'production-eu' }),
        ...regions.map((environment, index) =>
          production('bbb', day(`3 09:0${index}`), { externalId: environment, environment }),
        ),
      ],
      incidents: [
        {
          externalId: 'i1',
          title: 'Down',
          startedAt: day('3 10:00'),
          resolvedAt: day('3 11:00'),
          deployment: 'production-us',
        },
      ],
      until: UNTIL,
    });
    expect(await figure('three-regions', 'DEPLOYMENT_FREQUENCY')).toMatchObject({ sampleSize: 2 });
    expect(await figure('three-regions', 'CHANGE_FAIL_RATE')).toMatchObject({
      value: 0.5,
      numerator: 1,
      sampleSize: 2,
    });
    expect(await figure('three-regions', 'INCIDENTS')).toMatchObject({ value: 1 });
  });

  it('A, B, A within ten minutes: three releases, B was rolled back and recovered by the second A', async () => {
    await tell(workspace, 'there-and-back', {
      clone: lineOf([
        ['a', day('2 08:00')],
        ['b', day('2 09:00')],
      ]),
      deployments: [
        production('<a>', day('2 10:00'), { externalId: 'd1' }),
        production('<b>', day('2 10:04'), { externalId: 'd2' }),
        production('<a>', day('2 10:08'), { externalId: 'd3' }),
      ],
      until: UNTIL,
    });
    expect(await figure('there-and-back', 'DEPLOYMENT_FREQUENCY')).toMatchObject({ sampleSize: 3 });
    expect(await figure('there-and-back', 'CHANGE_FAIL_RATE')).toMatchObject({ numerator: 1, sampleSize: 3 });
    expect(await figure('there-and-back', 'FAILED_DEPLOYMENT_RECOVERY_TIME')).toMatchObject({
      value: 240,
      sampleSize: 1,
    });
    expect(await figure('there-and-back', 'DEPLOYMENT_REWORK_RATE')).toMatchObject({ numerator: 1, sampleSize: 3 });
  });

  it('a failed attempt and its retry of the same sha: two attempts, one release, no change failure', async () => {
    await tell(workspace, 'second-try', {
      deployments: [
        production('aaa', day('2 09:00'), { externalId: 'd1' }),
        production('bbb', day('3 09:00'), { externalId: 'd2', status: 'FAILED' }),
        production('bbb', day('3 09:20'), { externalId: 'd3' }),
      ],
      until: UNTIL,
    });
    expect((await figure('second-try', 'DEPLOYMENT_SUCCESS_RATE')).value).toBeCloseTo(2 / 3, 10);
    expect(await figure('second-try', 'DEPLOYMENT_FREQUENCY')).toMatchObject({ sampleSize: 2 });
    expect(await figure('second-try', 'CHANGE_FAIL_RATE')).toMatchObject({ value: 0, sampleSize: 2 });
  });

  it('1.4.1 and then 1.3.3 from another line: no rollback', async () => {
    const line = lineOf(
      [
        ['a', day('2 08:00')],
        ['b', day('3 08:00')],
      ],
      { '1.3.2': 'a', '1.4.1': 'b' },
    );
    const patch = {
      ...line.commits[1],
      key: 'p',
      parents: ['a'],
      committedAt: Date.parse(day('4 08:00')),
      message: 'Patch',
    };
    await tell(workspace, 'two-lines', {
      clone: {
        commits: [...line.commits, { ...patch, author: 'Ada Larsen', authoredAt: patch.committedAt }],
        branches: [...line.branches, { name: 'release/1.3', commit: 'p' }],
        tags: [...line.tags, { name: '1.3.3', commit: 'p' }],
      },
      until: UNTIL,
    });
    expect(await figure('two-lines', 'CHANGE_FAIL_RATE')).toMatchObject({ value: 0, sampleSize: 3 });
    expect(await figure('two-lines', 'DEPLOYMENT_REWORK_RATE')).toMatchObject({ value: 0 });
  });

  it('rolled back after 20 minutes while the incident closes the next day, or never: recovered after 20 minutes', async () => {
    const history = (resolvedAt: string) => ({
      clone: lineOf([
        ['a', day('2 08:00')],
        ['b', day('2 09:00')],
      ]),
      deployments: [
        production('<a>', day('2 10:00'), { externalId: 'd1' }),
        production('<b>', day('3 10:00'), { externalId: 'd2' }),
        production('<a>', day('3 10:20'), { externalId: 'd3' }),
      ],
      incidents: [{ externalId: 'i1', title: 'Down', startedAt: day('3 10:00'), resolvedAt, deployment: 'd2' }],
      until: UNTIL,
    });
    await tell(workspace, 'closed-late', history(day('4 10:00')));
    await tell(workspace, 'closed-never', history(''));
    for (const repository of ['closed-late', 'closed-never']) {
      expect(await figure(repository, 'FAILED_DEPLOYMENT_RECOVERY_TIME'), repository).toMatchObject({
        value: 1200,
        sampleSize: 1,
      });
      expect(await figure(repository, 'CHANGE_FAIL_RATE'), repository).toMatchObject({ numerator: 1, sampleSize: 3 });
    }
  });

  it('an incident that starts before the deployment it names: recovery starts when the deployment finished', async () => {
    await tell(workspace, 'felt-early', {
      deployments: [
        production('aaa', day('2 09:00'), { externalId: 'd1' }),
        production('bbb', day('3 09:00'), { externalId: 'd2' }),
      ],
      incidents: [
        { externalId: 'i1', title: 'Slow', startedAt: day('3 08:30'), resolvedAt: day('3 10:30'), deployment: 'd2' },
      ],
      until: UNTIL,
    });
    expect(await figure('felt-early', 'FAILED_DEPLOYMENT_RECOVERY_TIME')).toMatchObject({
      value: 1.5 * HOUR,
      sampleSize: 1,
    });
    expect(await figure('felt-early', 'CHANGE_FAIL_RATE')).toMatchObject({ numerator: 1, sampleSize: 2 });
  });

  it('a deployment of bot changes only: it counts as a deployment, its changes do not count as changes', async () => {
    await tell(workspace, 'robots', {
      pullRequests: [
        {
          number: 1,
          author: 'dependabot[bot]',
          firstCommitAt: day('3 07:00'),
          openedAt: day('3 07:00'),
          mergedAt: day('3 08:00'),
        },
      ],
      deployments: [production('aaa', day('2 09:00')), production('bbb', day('3 09:00'))],
      until: UNTIL,
    });
    expect(await figure('robots', 'DEPLOYMENT_FREQUENCY')).toMatchObject({ sampleSize: 2 });
    expect(await figure('robots', 'CHANGE_LEAD_TIME')).toMatchObject({
      value: null,
      sampleSize: 0,
      emptyReason: 'ALL_EXCLUDED',
    });
    expect((await figure('robots', 'CHANGE_LEAD_TIME')).leftOut).toContainEqual({ reason: 'BOT', count: 1 });
  });

  it('a revert: with its original in one deployment nothing failed, in a later one the first did', async () => {
    const pullRequests = [
      { number: 12, title: 'Raise the limit', body: '', openedAt: day('3 06:00'), mergedAt: day('3 08:00') },
      { number: 13, title: 'Lower it again', body: 'Reverts #12', openedAt: day('3 08:10'), mergedAt: day('3 08:30') },
    ];
    const first = production('aaa', day('2 09:00'));
    await tell(workspace, 'undone-in-time', {
      pullRequests,
      deployments: [first, production('ccc', day('3 09:00'))],
      until: UNTIL,
    });
    await tell(workspace, 'undone-late', {
      pullRequests,
      deployments: [first, production('bbb', day('3 08:15')), production('ccc', day('3 09:00'))],
      until: UNTIL,
    });
    expect(await figure('undone-in-time', 'CHANGE_FAIL_RATE')).toMatchObject({ value: 0, sampleSize: 2 });
    expect(await figure('undone-in-time', 'DEPLOYMENT_REWORK_RATE')).toMatchObject({ value: 0 });
    expect(await figure('undone-late', 'CHANGE_FAIL_RATE')).toMatchObject({ numerator: 1, sampleSize: 3 });
    expect(await figure('undone-late', 'FAILED_DEPLOYMENT_RECOVERY_TIME')).toMatchObject({ value: 0.75 * HOUR });
    expect(await figure('undone-late', 'DEPLOYMENT_REWORK_RATE')).toMatchObject({ numerator: 1, sampleSize: 3 });
  });

  it('a range whose end is tomorrow: days end where the knowledge ends', async () => {
    await tell(workspace, 'until-tomorrow', {
      deployments: [production('aaa', day('1')), production('bbb', day('2 12:00')), production('ccc', day('3 12:00'))],
      until: day('5'),
    });
    const frequency = await figure('until-tomorrow', 'DEPLOYMENT_FREQUENCY', { from: day('1'), to: day('6') });
    expect(frequency.value).toBeCloseTo(3 / 4, 10);
  });

  it('90 days known, twelve months asked: the other nine months are not counted as quiet', async () => {
    await tell(workspace, 'known-late', {
      deployments: Array.from({ length: 9 }, (_, index) =>
        production(`sha${index}`, `2026-0${1 + Math.floor(index / 3)}-1${index % 3}T00:00:00Z`),
      ),
      until: '2026-04-10T00:00:00Z',
    });
    // The earliest row is of 10 January: 90 days up to 10 April, nine releases.
    const frequency = await figure('known-late', 'DEPLOYMENT_FREQUENCY', {
      from: '2025-04-10T00:00:00Z',
      to: '2026-04-10T00:00:00Z',
    });
    expect(frequency.value).toBeCloseTo(9 / 90, 10);
  });

  it('the week of daylight saving in America/Montreal: the 8th of March has 23 hours', async () => {
    await tell(workspace, 'montreal', {
      deployments: [
        production('aaa', day('6 12:00')),
        production('bbb', day('8 12:00')),
        production('ccc', day('9 12:00')),
      ],
      until: day('12'),
    });
    const query = `query ($query: MetricQuery!) { metric(query: $query) { series { start end value } } }`;
    const variables = {
      query: {
        metric: 'DEPLOYMENT_FREQUENCY',
        range: { from: '2026-03-07T05:00:00Z', to: '2026-03-10T04:00:00Z' },
        interval: 'DAY',
        timeZone: 'America/Montreal',
        filter: { repositories: ['montreal'] },
      },
    };
    type Point = { start: string; end: string; value: number };
    const { metric } = await workspace.ask<{ metric: { series: Point[] } }>(query, variables);
    expect(metric.series.map(({ start }) => start)).toEqual([
      '2026-03-07T05:00:00.000Z',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ]);
    expect(metric.series.map(({ value }) => value)).toEqual([0, expect.closeTo(24 / 23, 10), 1]);
  });
});
