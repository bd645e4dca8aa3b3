import { performance } from 'node:perf_hooks';

export interface Timing {
  p50: number;
  p95: number;
}

/** Milliseconds of a piece of work, over several runs after one that warms up. */
export async function measure(runs: number, work: (run: number) => Promise<unknown>): Promise<Timing> {
  await work(0);
  const times: number[] = [];
  for (let run = 1; run <= runs; run += 1) times.push(await milliseconds(() => work(run)));
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Linear interpolation, as `percentile_cont` does. */
function quantile(values: number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}
