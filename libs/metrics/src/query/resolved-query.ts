import type { MetricDeclaration } from '../catalogue/declaration.js';
import type { Instant } from '../records.js';
import type { Aggregate, BandRuleSet, DateRange, Dimension, Interval, MetricFilter } from './query.js';
import type { RepositoryScope } from './scope.js';

/** A calendar bucket and the part of it that counts: inside the range, and known. */
interface Bucket extends DateRange {
  covered: DateRange | null;
}

/** A range with its known part and its buckets (none when no interval was asked for). */
export interface Window {
  range: DateRange;
  covered: DateRange | null;
  buckets: Bucket[];
}

/** Which repositories a figure is about, after the viewer's rights and the filter. */
export interface Selection {
  repositories: RepositoryScope[];
  /** Every repository there is: nothing needs to be filtered by it. */
  isEverything: boolean;
  /** Incidents that belong to no repository count too. */
  withUnassigned: boolean;
}

/** A query without open questions: what the readers and the reference compute from. */
export interface ResolvedQuery {
  metric: MetricDeclaration;
  aggregate: Aggregate;
  interval: Interval | null;
  timeZone: string;
  groupBy: Dimension | null;
  filter: MetricFilter;
  bandRuleSet: BandRuleSet;
  selection: Selection;
  /** Up to here every selected source is complete; the asker's now when there is none. */
  asOf: Instant;
  /** No source speaks for what the metric needs. */
  hasNoSource: boolean;
  current: Window;
  previous: Window | null;
}
