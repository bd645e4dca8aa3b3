import { METRIC_KEYS, type MetricQuery } from '@weir/metrics';
import { OverviewDocument } from '../apps/web/src/graphql/generated/graphql.js';
import { MetricQueries } from '../apps/server/src/metrics/metric-queries.js';

const DAY = 24 * 3_600_000;
const WINDOW_DAYS = 90;

/** One question: as a client asks it, and as the server asks the database. */
export interface Question {
  name: string;
  budgetMilliseconds: number;
  graphql: (run: number) => { query: string; variables: object };
  ask: (queries: MetricQueries, run: number) => Promise<unknown>;
}

const METRIC = `query ($query: MetricQuery!) { metric(query: $query) {
  overall { value sampleSize previous changeRatio band } series { start value sampleSize } } }`;

const OVERVIEW_KEYS = [
  'CHANGE_LEAD_TIME',
  'DEPLOYMENT_FREQUENCY',
  'CHANGE_FAIL_RATE',
  'FAILED_DEPLOYMENT_RECOVERY_TIME',
  'DEPLOYMENT_REWORK_RATE',
  'CYCLE_TIME',
  'DEPLOY_TIME',
] as const;

/** Every metric by week over 90 days with the period before, and the Overview whole, as the page asks for it. */
export function listQuestions(endAt: number): Question[] {
  return [...METRIC_KEYS.map((metric) => metricQuestion(metric, endAt)), overview(endAt)];
}

/** Each run asks for a millisecond more, so that no answer comes out of a cache. */
const rangeOf = (endAt: number, run: number, days = WINDOW_DAYS) => ({ from: endAt - days * DAY - run, to: endAt });

const toInput = ({ from, to }: { from: number; to: number }) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

function queryOf(metric: MetricQuery['metric'], endAt: number, run: number): MetricQuery {
  return { metric, range: rangeOf(endAt, run), interval: 'WEEK', timeZone: 'UTC', filter: {}, compareToPrevious: true };
}

const inputOf = (query: MetricQuery) => ({ ...query, range: toInput(query.range) });

function metricQuestion(metric: MetricQuery['metric'], endAt: number): Question {
  return {
    name: metric,
    budgetMilliseconds: 100,
    graphql: (run) => ({ query: METRIC, variables: { query: inputOf(queryOf(metric, endAt, run)) } }),
    ask: (queries, run) => queries.run(queryOf(metric, endAt, run), 'ALL', endAt),
  };
}

function overview(endAt: number): Question {
  const before = (run: number) => ({ from: endAt - 2 * WINDOW_DAYS * DAY - run, to: endAt - WINDOW_DAYS * DAY - run });
  return {
    name: 'Overview, whole',
    budgetMilliseconds: 300,
    graphql: (run) => ({
      query: OverviewDocument.toString(),
      variables: {
        queries: OVERVIEW_KEYS.map((metric) => inputOf(queryOf(metric, endAt, run))),
        range: toInput(rangeOf(endAt, run)),
        before: toInput(before(run)),
        filter: {},
        compare: true,
      },
    }),
    ask: (queries, run) =>
      Promise.all([
        queries.runAll(
          OVERVIEW_KEYS.map((metric) => queryOf(metric, endAt, run)),
          'ALL',
          endAt,
        ),
        queries.valueStream({ range: rangeOf(endAt, run), filter: {} }, 'ALL', endAt),
        queries.valueStream({ range: before(run), filter: {} }, 'ALL', endAt),
      ]),
  };
}
