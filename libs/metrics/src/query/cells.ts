import type { Basis, EmptyReason, LeftOutReason, Stage } from '../facts.js';

/** Why a row is not in the sample; `NO_REVIEW` and the like do not count as left out, they only say why nothing is there. */
export type RowReason = LeftOutReason | EmptyReason;

/** One figure's raw counts: one period or bucket of one group (or of everything). What a reader returns. */
export interface MetricCell {
  period: 'CURRENT' | 'PREVIOUS';
  /** Index into the window's buckets; null = the whole period. */
  bucket: number | null;
  /** Null = everything. */
  group: string | null;
  sampleSize: number;
  /** The percentile or mean of durations and amounts; null otherwise, or without a sample. */
  amount: number | null;
  /** What a ratio counts of the sample. */
  numerator: number | null;
  /** Successful deployments of the selection, whatever they hold: tells "none" from "none that fit". */
  deployments: number;
  reasons: Partial<Record<RowReason, number>>;
  basis: Partial<Record<Basis, number>>;
  /** Indices of the covered days of the current period that have a row; only for whole periods. */
  days: number[];
}

export interface StageCell {
  stage: Stage;
  /** Of all changes of the cohort, those that did not go through it adding nothing. */
  sumSeconds: number;
  mean: number | null;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  sampleSize: number;
}

/** The raw counts of one period or bucket of a value stream. */
export interface ValueStreamCell {
  period: 'CURRENT' | 'PREVIOUS';
  bucket: number | null;
  cohortSize: number;
  reasons: Partial<Record<RowReason, number>>;
  deployments: number;
  stages: StageCell[];
}
