import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestRemainder, wholePercents } from './largest-remainder.js';

describe('largestRemainder', () => {
  it('adds up to 100 where rounding alone would not', () => {
    expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
    expect(wholePercents([19, 10, 30, 6, 8])).toEqual([26, 14, 41, 8, 11]);
  });

  it('gives 0 to all when there is nothing to share', () => {
    expect(largestRemainder([0, 0], 100)).toEqual([0, 0]);
    expect(largestRemainder([], 100)).toEqual([]);
  });

  it('always sums to the total and never strays a whole from the quota', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 10_000 }), (list, total) => {
        const sum = list.reduce((all, weight) => all + weight, 0);
        fc.pre(sum > 1e-3);
        const parts = largestRemainder(list, total);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
        parts.forEach((part, index) => {
          expect(Math.abs(part - ((list[index] ?? 0) / sum) * total)).toBeLessThan(1 + 1e-6);
        });
      }),
    );
  });
});
