import type * as Weir from '@weir/metrics';
import { dropNulls } from '../platform/graphql/drop-nulls.js';
import type { MetricFilter, MetricQuery } from './metric-inputs.js';

/** What a client asked, as the domain takes it. */
export const toMetricQuery = (input: MetricQuery): Weir.MetricQuery => dropNulls(input) as Weir.MetricQuery;

export const toMetricFilter = (input: MetricFilter | null | undefined): Weir.MetricFilter =>
  (input ? dropNulls(input) : {}) as Weir.MetricFilter;
