import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { getMetric, METRICS } from '@weir/metrics';
import type * as Weir from '@weir/metrics';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { badInput } from '../platform/errors/weir-error.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { CLOCK } from '../platform/tokens.js';
import { MetricQuery } from './metric-inputs.js';
import { isMetricFailure, MetricQueries } from './metric-queries.js';
import { HistogramBin, MetricDefinition, MetricFailure, MetricOutcome, MetricResult } from './metric-types.js';
import { toMetricQuery } from './to-metric-query.js';

/** As many as the catalogue has, and some for comparison. */
const MAX_QUERIES = 100;

/** The answer with its question, for the fields that ask further. */
type Answer = Weir.MetricResult & { query: Weir.MetricQuery };

@Resolver(() => MetricResult)
export class MetricResolver {
  constructor(
    private readonly queries: MetricQueries,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  @Query(() => [MetricDefinition], { description: 'Every metric there is, in the order people read them.' })
  metricDefinitions(): MetricDefinition[] {
    return METRICS.map(toDefinition);
  }

  @Query(() => MetricResult, { description: 'The answer to one question about one metric.' })
  async metric(
    @Args('query', { description: 'The question.' }) input: MetricQuery,
    @Context() { viewer }: RequestContext,
  ): Promise<Answer> {
    const query = toMetricQuery(input);
    return { ...(await this.queries.run(query, visibleTo(viewer), this.now())), query };
  }

  @Query(() => [MetricOutcome], {
    description: 'The answers to several questions, in their order; one that fails does not fail its neighbours.',
  })
  async metrics(
    @Args('queries', { type: () => [MetricQuery], description: 'The questions: at most 100.' }) inputs: MetricQuery[],
    @Context() { viewer }: RequestContext,
  ): Promise<(Answer | MetricFailure)[]> {
    if (inputs.length > MAX_QUERIES)
      throw badInput('queries', `At most ${MAX_QUERIES} questions at once, not ${inputs.length}.`);
    const queries = inputs.map(toMetricQuery);
    const outcomes = await this.queries.runAll(queries, visibleTo(viewer), this.now());
    return outcomes.map((outcome, index) =>
      isMetricFailure(outcome) ? outcome : { ...outcome, query: queries[index] as Weir.MetricQuery },
    );
  }

  @ResolveField(() => MetricDefinition, { description: 'What the metric means.' })
  definition(@Parent() answer: Answer): MetricDefinition {
    return toDefinition(getMetric(answer.metric));
  }

  @ResolveField(() => [HistogramBin], { description: 'How the values behind a duration or size are spread.' })
  histogram(
    @Parent() { query }: Answer,
    @Args('bins', { type: () => Int, nullable: true, defaultValue: 30, description: 'How many intervals: 1 to 200.' })
    bins: number | null,
    @Context() { viewer }: RequestContext,
  ): Promise<HistogramBin[]> {
    return this.queries.histogram({ ...query, bins: bins ?? 30 }, visibleTo(viewer), this.now());
  }
}

function toDefinition(metric: Weir.MetricDeclaration): MetricDefinition {
  const { key, name, unit, direction, summary, method, source, defaultAggregate } = metric;
  const lists = { aggregates: [...metric.aggregates], dimensions: [...metric.dimensions] };
  return { key, name, unit, direction, summary, method, source, defaultAggregate, ...lists };
}
