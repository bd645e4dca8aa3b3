import { ArgsType, Field } from '@nestjs/graphql';
import type { ListQuery } from '@weir/store';
import { DateRange, MetricFilter } from './metric-inputs.js';
import { toMetricFilter } from './to-metric-query.js';
import type { Viewer } from '../platform/access/viewer.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { badInput } from '../platform/errors/weir-error.js';
import { PageArgs } from '../platform/graphql/connection.js';

@ArgsType()
export class FilteredPageArgs extends PageArgs {
  @Field(() => MetricFilter, { nullable: true, description: 'What to list.' })
  filter: MetricFilter | null;
}

@ArgsType()
export class ListArgs extends FilteredPageArgs {
  @Field(() => DateRange, { nullable: true, description: 'Only of this time.' })
  range: DateRange | null;
}

/** Who looks, and which part: what every list is asked. */
export function toListQuery(
  args: { filter: MetricFilter | null; range?: DateRange | null },
  viewer: Viewer,
): ListQuery {
  const range = args.range ?? null;
  if (range !== null && range.from >= range.to)
    throw badInput('range', 'The range ends before it begins: `to` must be after `from`.');
  return { visible: visibleTo(viewer), range, filter: toMetricFilter(args.filter) };
}
