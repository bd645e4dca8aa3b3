import type { Aggregate, Dimension } from '../query/query.js';
import type { MetricDeclaration } from './declaration.js';
import { METRICS } from './metrics.js';

const AGGREGATE_WORDS: Record<Aggregate, string> = {
  P50: 'median (P50)',
  P75: 'P75',
  P85: 'P85',
  P90: 'P90',
  P95: 'P95',
  MEAN: 'mean',
  SUM: 'count',
  RATIO: 'rate',
};

const DIMENSION_WORDS: Record<Dimension, string> = {
  REPOSITORY: 'repository',
  TEAM: 'team',
  SERVICE: 'service',
  ENVIRONMENT: 'environment',
  AUTHOR: 'author',
  LABEL: 'label',
  CHANGE_TYPE: 'type',
  ROLLOUT: 'rollout',
  AI_ASSISTED: 'AI-assisted',
  AI_TOOL: 'AI tool',
};

const INTRODUCTION = `<!-- Generated from libs/metrics/src/catalogue. Run \`WEIR_WRITE=1 npx vitest run libs/metrics/src/catalogue\` after a change. -->

# What Weir measures

Every number that Weir shows is one of these. Instants are UTC, ranges are half-open, and buckets are calendar days, ISO
weeks, months or quarters of a time zone. A figure that nothing is known of is empty and says why; it is never 0. Whatever
was left out is counted beside it, by reason. Changes by bots are left out unless asked for; deployments never are.`;

/** The catalogue as a page for people; `docs/metrics.md` is this text. */
export function renderCatalogue(metrics: readonly MetricDeclaration[] = METRICS): string {
  return `${[INTRODUCTION, ...metrics.map(renderMetric)].join('\n\n')}\n`;
}

function renderMetric(metric: MetricDeclaration): string {
  const facts = [
    `- Key: \`${metric.key}\``,
    `- Summarised as: ${listAggregates(metric)}`,
    `- By: ${metric.dimensions.map((dimension) => DIMENSION_WORDS[dimension]).join(', ')}`,
    ...(metric.source === null ? [] : [`- Definition: ${metric.source}`]),
    ...(metric.counting === null ? ['- No source feeds it yet: it is empty (`NO_SOURCE`).'] : []),
  ];
  return [`## ${metric.name}`, metric.summary, metric.method, facts.join('\n')].join('\n\n');
}

function listAggregates({ aggregates, defaultAggregate }: MetricDeclaration): string {
  const names = aggregates.map((aggregate) => AGGREGATE_WORDS[aggregate]);
  return aggregates.length > 1
    ? `${names.join(', ')}; ${AGGREGATE_WORDS[defaultAggregate]} unless asked`
    : names.join();
}
