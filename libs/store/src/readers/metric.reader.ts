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
  [count: CountName]: number;
}

/** The raw counts of a figure, in one statement; what nothing fell into is missing. */
export async function readMetric(runner: SqlRunner, query: ResolvedQuery): Promise<MetricCell[]> {
  const { counting } = query.metric;
  const slots = listSlots(query);
  if (counting === null || query.hasNoSource || slots === null) return [];
  const rows = await readRows<CellRow>(runner, compileMetric(query, counting, slots));
  const [first] = rows;
  if (first === undefined) return [];
  const counted = { reasons: listCounted(first, 'reason:'), basis: listCounted(first, 'basis:') };
  return rows.flatMap((row) => toCell(row, slots, counted));
}

type CountName = `reason:${string}` | `basis:${string}`;

/** What the statement counted, the same in every row: the column and the name it stands for. */
interface Counted {
  column: CountName;
  name: string;
}

function listCounted(row: CellRow, prefix: string): Counted[] {
  return Object.keys(row)
    .filter((column) => column.startsWith(prefix))
    .map((column) => ({ column: column as CountName, name: column.slice(prefix.length) }))
    .filter(({ name }) => name !== 'DEPLOYMENT');
}

function toCell(row: CellRow, slots: Slots, counted: Record<'reasons' | 'basis', Counted[]>): MetricCell[] {
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
      reasons: toCounts(row, counted.reasons),
      basis: toCounts(row, counted.basis),
      days: (row.days ?? []).filter((day) => day > 0).map((day) => day - 1),
    },
  ];
}

function toCounts(row: CellRow, counted: Counted[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { column, name } of counted) {
    const count = row[column] ?? 0;
    if (count > 0) counts[name] = count;
  }
  return counts;
}
