import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { visibleTo } from '../platform/access/visible-repositories.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { CLOCK } from '../platform/tokens.js';
import { Interval, Stage } from './metric-enums.js';
import { DateRange, MetricFilter } from './metric-inputs.js';
import { MetricQueries } from './metric-queries.js';
import { toMetricFilter } from './to-metric-query.js';
import { ValueStream, ValueStreamPoint } from './value-stream-types.js';

/** The answer with its question, for its series. */
type Answer = Weir.ValueStream & { query: Weir.ValueStreamQuery };

@Resolver(() => ValueStream)
export class ValueStreamResolver {
  constructor(
    private readonly queries: MetricQueries,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  @Query(() => ValueStream, { description: 'Where time goes between the first commit and production.' })
  async valueStream(
    @Args('range', { description: 'The time in which the last stage ended.' }) range: DateRange,
    @Args('filter', { type: () => MetricFilter, nullable: true, description: 'What to count.' })
    filter: MetricFilter | null,
    @Args('upTo', {
      type: () => Stage,
      nullable: true,
      description: 'The last stage to count; DEPLOY where absent, or MERGE where nothing is deployed.',
    })
    upTo: Weir.Stage | null,
    @Context() { viewer }: RequestContext,
  ): Promise<Answer> {
    const query: Weir.ValueStreamQuery = { range, filter: toMetricFilter(filter), upTo: upTo ?? undefined };
    const answer = await this.queries.valueStream(query, visibleTo(viewer), this.now());
    return { ...answer, query };
  }

  @ResolveField(() => [ValueStreamPoint], { description: 'The same, bucket by bucket.' })
  series(
    @Parent() { query, upTo }: Answer,
    @Args('interval', { type: () => Interval, description: 'Calendar buckets.' }) interval: Weir.Interval,
    @Args('timeZone', {
      type: () => String,
      nullable: true,
      defaultValue: 'UTC',
      description: 'IANA time zone of the buckets.',
    })
    timeZone: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<ValueStreamPoint[]> {
    const asked = { ...query, upTo, interval, timeZone: timeZone ?? 'UTC' };
    return this.queries.valueStreamSeries(asked, visibleTo(viewer), this.now());
  }
}
