import { hash } from 'node:crypto';
import { randomLogNormal, randomPoisson } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A stream of draws that belongs to what is named ("the week of amelia", "the deployments of search on day 20512"). Every part
 * of the story has a stream of its own, so what one part draws never moves another, and the future never moves the past.
 */
export class Chance {
  private readonly next: () => number;

  constructor(...names: readonly (string | number)[]) {
    const generator = xoroshiro128plus(hash('sha1', names.join('/'), 'buffer').readInt32BE());
    this.next = () => uniformFloat64(generator);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** One of them, those of more weight more often; undefined when none has any. */
  pickWeighted<T>(from: readonly T[], weightOf: (item: T) => number): T | undefined {
    const total = from.reduce((sum, item) => sum + weightOf(item), 0);
    let left = this.next() * total;
    return from.find((item) => (left -= weightOf(item)) < 0);
  }

  /** Log-normal around its median: most things are quick, a few take very long, none takes less than nothing. */
  around(median: number, spread = 0.7): number {
    return randomLogNormal.source(this.next)(Math.log(median), spread)();
  }

  /** How often something happens that happens `mean` times on average. */
  count(mean: number): number {
    return randomPoisson.source(this.next)(mean)();
  }
}
