import {
  type InProgress,
  listStages,
  type ResolvedValueStream,
  type Stage,
  type StageCell,
  type ValueStreamCell,
} from '@weir/metrics';
import { listSlots, type Slots } from './metric-slots.js';
import { readRows, type SqlRunner } from './sql-runner.js';
import { compileInProgress, compileValueStream } from './value-stream-statement.js';

type CohortRow = Record<string, number | number[] | null>;

/** The raw counts of every cohort of a value stream, in one statement. */
export async function readValueStream(runner: SqlRunner, query: ResolvedValueStream): Promise<ValueStreamCell[]> {
  const slots = listSlots(query);
  if (query.hasNoSource || slots === null) return [];
  const rows = await readRows<CohortRow>(runner, compileValueStream(query, slots));
  return rows.flatMap((row) => toCell(query, row, slots));
}

function toCell(query: ResolvedValueStream, row: CohortRow, slots: Slots): ValueStreamCell[] {
  const slot =
    row['period'] === null ? slots.buckets[Number(row['slot']) - 1] : slots.periods[Number(row['period']) - 1];
  if (slot === undefined) return [];
  const reasons = Object.entries(row)
    .filter(([name, count]) => name.startsWith('reason:') && name !== 'reason:DEPLOYMENT' && Number(count) > 0)
    .map(([name, count]) => [name.slice('reason:'.length), Number(count)]);
  return [
    {
      period: slot.period,
      bucket: slot.bucket,
      cohortSize: Number(row['cohortSize']),
      reasons: Object.fromEntries(reasons),
      deployments: Number(row['reason:DEPLOYMENT']),
      stages: listStages(query.upTo).map((stage) => toStage(stage, row)),
    },
  ];
}

function toStage(stage: Stage, row: CohortRow): StageCell {
  const sumSeconds = Number(row[`${stage}:sum`]);
  const sampleSize = Number(row[`${stage}:count`]);
  const percentiles = row[`${stage}:percentiles`];
  const [p50 = null, p75 = null, p90 = null] = Array.isArray(percentiles) ? percentiles : [];
  return { stage, sumSeconds, mean: sampleSize === 0 ? null : sumSeconds / sampleSize, p50, p75, p90, sampleSize };
}

/** Open and undeployed changes by the stage they are in, as far as is known now. */
export async function readInProgress(runner: SqlRunner, query: ResolvedValueStream): Promise<InProgress> {
  const rows = await readRows<{ stage: Stage; count: number }>(runner, compileInProgress(query));
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]));
}
