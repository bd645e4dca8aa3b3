import type { MetricCell, ResolvedQuery } from '@weir/metrics';
import { listSlots, type Slots } from './metric-slots.js';
import { compileMetric } from './metric-statement.js';
import { readRows, type SqlRunner } from './sql-runner.js';

/** A row of the statement: which slot (numbered from 1) of which group, and its counts by name. */
interface CellRow {
  period: number | null;
  slot: number | null;
  grp: string | null;
  sampleSize: number;
  amount: number | null;
  numerator: number | null;
  days?: number[] | null;
  [count: `reason:${string}` | `basis:${string}`]: number;
}

/** The raw counts of a figure, in one statement; what nothing fell into is missing. */
export async function readMetric(runner: SqlRunner, query: ResolvedQuery): Promise<MetricCell[]> {
  const { counting } = query.metric;
  const slots = listSlots(query);
  if (counting === null || query.hasNoSource || slots === null) return [];
  const rows = await readRows<CellRow>(runner, compileMetric(query, counting, slots));
  return rows.flatMap((row) => toCell(row, slots));
}

function toCell(row: CellRow, slots: Slots): MetricCell[] {
  const slot = row.period === null ? slots.buckets[(row.slot ?? 0) - 1] : slots.periods[row.period - 1];
  if (slot === undefined) return [];
  return [
    {
      period: slot.period,
      bucket: slot.bucket,
      group: row.grp,
      sampleSize: row.sampleSize,
      amount: row.amount,
      numerator: row.numerator,
      deployments: row['reason:DEPLOYMENT'] ?? 0,
      reasons: listCounts(row, 'reason:'),
      basis: listCounts(row, 'basis:'),
      days: (row.days ?? []).filter((day) => day > 0).map((day) => day - 1),
    },
  ];
}

function listCounts(row: CellRow, prefix: string): Record<string, number> {
  const counts = Object.entries(row).filter(([name, count]) => name.startsWith(prefix) && Number(count) > 0);
  return Object.fromEntries(
    counts.map(([name, count]) => [name.slice(prefix.length), Number(count)]).filter(([name]) => name !== 'DEPLOYMENT'),
  );
}
