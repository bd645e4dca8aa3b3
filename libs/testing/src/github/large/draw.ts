import { randomLogNormal } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers between 0 and 1, the same for the same seed. */
export type Draw = () => number;

export function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

export const oneOf = <T>(draw: Draw, all: readonly T[]): T => all[Math.floor(draw() * all.length)] as T;

/** Most near the median, a few far above it. */
export const skewed = (draw: Draw, median: number, spread = 0.8) =>
  randomLogNormal.source(draw)(Math.log(median), spread)();
