import type { HistogramBin, ResolvedQuery } from '@weir/metrics';
import { compileHistogram } from './histogram-statement.js';
import { listSlots } from './metric-slots.js';
import { readRows, type SqlRunner } from './sql-runner.js';

interface BinRow {
  bin: number;
  count: number;
  top: number;
  greatest: number;
}

/** How the values of the current period are spread; every bin is given, the empty ones too. Nothing to spread: no bins. */
export async function readHistogram(runner: SqlRunner, query: ResolvedQuery, bins: number): Promise<HistogramBin[]> {
  const { counting } = query.metric;
  const slots = listSlots({ current: query.current, previous: null });
  if (counting === null || query.hasNoSource || slots === null) return [];
  const rows = await readRows<BinRow>(runner, compileHistogram(query, counting, slots, bins));
  const [first] = rows;
  return first === undefined ? [] : layOutBins(rows, first, bins);
}

/** Without any spread (all values are 0) there is one bin. */
function layOutBins(rows: BinRow[], { top, greatest }: BinRow, bins: number): HistogramBin[] {
  const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
  if (top <= 0) return [{ from: 0, to: 0, count: counts.get(0) ?? 0 }];
  const width = top / bins;
  return Array.from({ length: bins }, (_, bin) => ({
    from: bin * width,
    to: bin === bins - 1 ? greatest : (bin + 1) * width,
    count: counts.get(bin) ?? 0,
  }));
}
