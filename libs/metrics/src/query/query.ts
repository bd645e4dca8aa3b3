import type { Basis, ContentAttribution, EmptyReason, LeftOutReason, Stage } from '../facts.js';
import type { ChangeType, Instant } from '../records.js';
import type { MetricKey } from '../catalogue/keys.js';

export type Interval = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER';
export type Aggregate = 'P50' | 'P75' | 'P85' | 'P90' | 'P95' | 'MEAN' | 'SUM' | 'RATIO';
export type Dimension =
  | 'REPOSITORY'
  | 'TEAM'
  | 'SERVICE'
  | 'ENVIRONMENT'
  | 'AUTHOR'
  | 'LABEL'
  | 'CHANGE_TYPE'
  | 'ROLLOUT'
  | 'AI_ASSISTED'
  | 'AI_TOOL';
export type Band = 'ELITE' | 'HIGH' | 'MEDIUM' | 'LOW';
export type BandRuleSet = 'DORA_2021' | 'DORA_2023' | 'DORA_2024' | 'OWN_GOALS' | 'NONE';

/** Half-open `[from, to)`. */
export interface DateRange {
  from: Instant;
  to: Instant;
}

/** Names as people see them (`owner/name`, logins). An absent or empty list does not filter. */
export interface MetricFilter {
  repositories?: string[];
  teams?: string[];
  services?: string[];
  environments?: string[];
  authors?: string[];
  labels?: string[];
  rollouts?: string[];
  changeTypes?: ChangeType[];
  aiAssisted?: boolean;
  includeBots?: boolean;
}

/** What a client asks; defaults are those of `MetricQuery` in schema.graphql. */
export interface MetricQuery {
  metric: MetricKey;
  range: DateRange;
  interval?: Interval;
  timeZone?: string;
  aggregate?: Aggregate;
  groupBy?: Dimension;
  filter?: MetricFilter;
  compareToPrevious?: boolean;
  bandRuleSet?: BandRuleSet;
}

export interface LeftOut {
  reason: LeftOutReason;
  count: number;
}

export interface BasisCount {
  basis: Basis;
  count: number;
}

export interface MetricValue {
  value: number | null;
  emptyReason: EmptyReason | null;
  sampleSize: number;
  /** For a ratio, what is counted of the sample (9 of 138); else null. */
  numerator: number | null;
  leftOut: LeftOut[];
  basis: BasisCount[];
  previous: number | null;
  /** value ÷ previous − 1; null when either is unknown or previous is 0. */
  changeRatio: number | null;
  band: Band | null;
  blended: boolean;
}

export interface MetricPoint {
  /** Start of the calendar bucket; may precede `range.from`. */
  start: Instant;
  /** End of the calendar bucket. */
  end: Instant;
  value: number | null;
  emptyReason: EmptyReason | null;
  sampleSize: number;
  /** `asOf` lies inside the bucket: it will still grow. */
  unfinished: boolean;
}

export interface MetricGroup {
  key: string;
  label: string;
  /** Groups of this dimension may share rows, so they need not add up. */
  overlapping: boolean;
  overall: MetricValue;
  series: MetricPoint[];
}

export interface HistogramBin {
  from: number;
  to: number;
  count: number;
}

export interface MetricResult {
  metric: MetricKey;
  aggregate: Aggregate;
  asOf: Instant;
  /** The covered part of the range, which is what was counted; null when none of it is. */
  covered: DateRange | null;
  overall: MetricValue;
  series: MetricPoint[];
  /** The period before, bucket by bucket, when asked to compare. */
  previousSeries: MetricPoint[];
  groups: MetricGroup[];
}

export interface StageBreakdown {
  stage: Stage;
  /** Seconds this stage adds to the mean change of the cohort; they sum to `total` exactly. */
  contribution: number | null;
  share: number | null;
  /** mean and percentiles: only the changes that went through the stage. */
  mean: number | null;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  sampleSize: number;
  inProgress: number;
  bottleneck: boolean;
}

export interface ValueStreamPoint {
  start: Instant;
  end: Instant;
  total: number | null;
  emptyReason: EmptyReason | null;
  cohortSize: number;
  unfinished: boolean;
  stages: StageBreakdown[];
}

export interface ValueStreamQuery {
  range: DateRange;
  filter?: MetricFilter;
  upTo?: Stage;
}

export interface ValueStream {
  upTo: Stage;
  asOf: Instant;
  covered: DateRange | null;
  cohortSize: number;
  leftOut: LeftOut[];
  total: MetricValue;
  /** (CODING + REVIEW) ÷ total. */
  activeShare: number | null;
  stages: StageBreakdown[];
}

export type { ContentAttribution };
