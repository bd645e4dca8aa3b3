import type { EmptyReason, Stage } from '../facts.js';
import { findChangeRatio } from './assemble-metric.js';
import type { StageCell, ValueStreamCell } from './cells.js';
import { findEmptyReason, listLeftOut } from './empty-reason.js';
import type { DateRange, StageBreakdown, ValueStream, ValueStreamPoint } from './query.js';
import { listStages, type ResolvedValueStream } from './resolve-value-stream.js';
import { isUnfinished } from './windows.js';

/** How many open or undeployed changes are in each stage at `asOf`. */
export type InProgress = Partial<Record<Stage, number>>;

/**
 * Contributions are rounded to 2^-24 s (60 ns), so that adding them is exact in floating point, in any order, up to a total
 * of 17 years. The total is their sum and nothing else.
 */
const STEPS_PER_SECOND = 2 ** 24;

function toContribution(sumSeconds: number, cohortSize: number): number {
  return Math.round((sumSeconds / cohortSize) * STEPS_PER_SECOND) / STEPS_PER_SECOND;
}

interface Figures {
  total: number | null;
  stages: StageBreakdown[];
}

/** The whole cohort of the period, compared with the period before. */
export function assembleValueStream(
  query: ResolvedValueStream,
  cells: readonly ValueStreamCell[],
  inProgress: InProgress,
): ValueStream {
  const cell = findCell(cells, 'CURRENT', null);
  const figures = computeFigures(query, cell, inProgress);
  const previous = computeFigures(query, findCell(cells, 'PREVIOUS', null), inProgress).total;
  const cohortSize = cell?.cohortSize ?? 0;
  const leftOut = listLeftOut(withoutWaiting(cell?.reasons ?? {}));
  return {
    upTo: query.upTo,
    asOf: query.asOf,
    covered: query.current.covered,
    cohortSize,
    leftOut,
    total: {
      value: figures.total,
      emptyReason: figures.total === null ? findReason(query, cell, query.current.covered) : null,
      sampleSize: cohortSize,
      numerator: null,
      leftOut,
      basis: [],
      previous,
      changeRatio: findChangeRatio(figures.total, previous),
      band: null,
      blended: isBlended(query),
    },
    activeShare: computeActiveShare(figures),
    stages: figures.stages,
  };
}

/** The cohort of each bucket of the current period. */
export function assembleValueStreamSeries(
  query: ResolvedValueStream,
  cells: readonly ValueStreamCell[],
): ValueStreamPoint[] {
  return query.current.buckets.map((bucket, index) => {
    const cell = findCell(cells, 'CURRENT', index);
    const { total, stages } = computeFigures(query, cell, {});
    return {
      start: bucket.from,
      end: bucket.to,
      total,
      emptyReason: total === null ? findReason(query, cell, bucket.covered) : null,
      cohortSize: cell?.cohortSize ?? 0,
      unfinished: isUnfinished(bucket, query.asOf),
      stages,
    };
  });
}

function findCell(
  cells: readonly ValueStreamCell[],
  period: ValueStreamCell['period'],
  bucket: number | null,
): ValueStreamCell | null {
  return cells.find((cell) => cell.period === period && cell.bucket === bucket) ?? null;
}

function computeFigures(query: ResolvedValueStream, cell: ValueStreamCell | null, inProgress: InProgress): Figures {
  const cohortSize = cell?.cohortSize ?? 0;
  const names = listStages(query.upTo);
  const found = names.map((stage) => cell?.stages.find((candidate) => candidate.stage === stage) ?? null);
  const contributions = found.map((stage) =>
    cohortSize === 0 ? null : toContribution(stage?.sumSeconds ?? 0, cohortSize),
  );
  const total = cohortSize === 0 ? null : contributions.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const longest = Math.max(...contributions.map((part) => part ?? 0));
  const bottleneck = longest > 0 ? contributions.indexOf(longest) : -1;
  const stages = names.map((stage, index) => ({
    ...describeStage(stage, found[index] ?? null),
    contribution: contributions[index] ?? null,
    share: toShare(contributions[index] ?? null, total),
    inProgress: inProgress[stage] ?? 0,
    bottleneck: index === bottleneck,
  }));
  return { total, stages };
}

function describeStage(
  stage: Stage,
  cell: StageCell | null,
): Pick<StageBreakdown, 'stage' | 'mean' | 'p50' | 'p75' | 'p90' | 'sampleSize'> {
  const { mean = null, p50 = null, p75 = null, p90 = null, sampleSize = 0 } = cell ?? {};
  return { stage, mean, p50, p75, p90, sampleSize };
}

function toShare(contribution: number | null, total: number | null): number | null {
  return contribution === null || total === null || total === 0 ? null : contribution / total;
}

/** (CODING + REVIEW) ÷ total. */
function computeActiveShare({ total, stages }: Figures): number | null {
  const active = stages.filter(({ stage }) => stage === 'CODING' || stage === 'REVIEW');
  return toShare(total === null ? null : active.reduce((sum, stage) => sum + (stage.contribution ?? 0), 0), total);
}

/**
 * Changes that still wait have not ended their last stage, so they are in no cohort and left out of none. They explain an
 * empty one only where nothing that did end does.
 */
function withoutWaiting(reasons: ValueStreamCell['reasons']): ValueStreamCell['reasons'] {
  const { NOT_DEPLOYED_YET: _waiting, ...ended } = reasons;
  return ended;
}

function findReason(
  query: ResolvedValueStream,
  cell: ValueStreamCell | null,
  covered: DateRange | null,
): EmptyReason | null {
  const { counting, hasNoSource } = query;
  const { reasons, deployments } = cell ?? { reasons: {}, deployments: 0 };
  const emptiness = { counting, hasNoSource, isCovered: covered !== null, deployments };
  const ended = findEmptyReason({ ...emptiness, reasons: withoutWaiting(reasons) });
  const isUnexplained = ended === counting.noneReason || ended === 'ALL_EXCLUDED';
  return isUnexplained ? findEmptyReason({ ...emptiness, reasons }) : ended;
}

function isBlended({ selection, filter }: ResolvedValueStream): boolean {
  const services = new Set(selection.repositories.flatMap((repository) => repository.services));
  const wanted = filter.services;
  return (wanted === undefined ? [...services] : wanted.filter((service) => services.has(service))).length > 1;
}
