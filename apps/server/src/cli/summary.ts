import {
  getMetric,
  METRIC_KEYS,
  type BasisCount,
  type Band,
  type EmptyReason,
  type LeftOut,
  type MetricKey,
  type Stage,
} from '@weir/metrics';
import { WeirError } from '../platform/errors/weir-error.js';
import type { Client } from './client.js';

export interface SummaryQuestion {
  from: number;
  to: number;
  repositories: string[];
  timeZone: string | null;
}

export interface SummaryFigure {
  value: number | null;
  sampleSize: number;
  leftOut: LeftOut[];
  basis: BasisCount[];
  emptyReason: EmptyReason | null;
  band: Band | null;
  previous: number | null;
  changeRatio: number | null;
  numerator: number | null;
  blended: boolean;
}

export interface SummaryStage {
  stage: Stage;
  contribution: number | null;
  share: number | null;
  mean: number | null;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  sampleSize: number;
  inProgress: number;
  bottleneck: boolean;
}

/** What `summary --json` prints: names and meanings as in GraphQL. */
export interface Summary {
  range: { from: string; to: string };
  asOf: string;
  metrics: Record<MetricKey, SummaryFigure>;
  stages: SummaryStage[];
  valueStream: { upTo: Stage; cohortSize: number; total: number | null; emptyReason: EmptyReason | null };
}

const QUERY = `query Summary($queries: [MetricQuery!]!, $range: DateRange!, $filter: MetricFilter) {
  metrics(queries: $queries) {
    ... on MetricResult {
      definition { key }
      overall {
        value sampleSize leftOut { reason count } basis { basis count } emptyReason band
        previous changeRatio numerator blended
      }
    }
    ... on MetricFailure { code message }
  }
  valueStream(range: $range, filter: $filter) {
    upTo cohortSize asOf total { value emptyReason }
    stages { stage contribution share mean p50 p75 p90 sampleSize inProgress bottleneck }
  }
}`;

interface Answer {
  metrics: ({ definition: { key: MetricKey }; overall: SummaryFigure } | { code: string; message: string })[];
  valueStream: {
    upTo: Stage;
    cohortSize: number;
    asOf: string;
    total: { value: number | null; emptyReason: EmptyReason | null };
    stages: SummaryStage[];
  };
}

export async function readSummary(client: Client, question: SummaryQuestion): Promise<Summary> {
  const range = { from: new Date(question.from).toISOString(), to: new Date(question.to).toISOString() };
  const filter = question.repositories.length > 0 ? { repositories: question.repositories } : null;
  const timeZone = question.timeZone ?? 'UTC';
  const asked = METRIC_KEYS.filter((key) => filter === null || getMetric(key).dimensions.includes('REPOSITORY'));
  const queries = asked.map((metric) => ({ metric, range, timeZone, filter }));
  const { metrics, valueStream } = await client.ask<Answer>(QUERY, { queries, range, filter });
  const { upTo, cohortSize, asOf, total, stages } = valueStream;
  return {
    range,
    asOf,
    metrics: Object.fromEntries(
      METRIC_KEYS.map((key) => [key, figureOf(asked.indexOf(key), metrics)]),
    ) as Summary['metrics'],
    stages,
    valueStream: { upTo, cohortSize, total: total.value, emptyReason: total.emptyReason },
  };
}

function figureOf(index: number, outcomes: Answer['metrics']): SummaryFigure {
  const outcome = outcomes[index];
  if (outcome === undefined) return NOT_OF_REPOSITORIES;
  if ('overall' in outcome) return outcome.overall;
  throw new WeirError('BAD_USER_INPUT', outcome.message);
}

/** What knows no repositories has no figure of some of them. */
const NOT_OF_REPOSITORIES: SummaryFigure = {
  ...{ value: null, sampleSize: 0, leftOut: [], basis: [], emptyReason: 'NO_SOURCE', band: null },
  ...{ previous: null, changeRatio: null, numerator: null, blended: false },
};
