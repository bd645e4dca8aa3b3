import { describe, expect, it } from 'vitest';
import { formatFrequency, frequencyUnit } from './format-frequency.js';
import {
  formatCompactCount,
  formatCount,
  formatNumber,
  formatOutOf,
  formatPercent,
  formatRate,
} from './format-number.js';

describe('numbers', () => {
  it('carry a true minus, and none when they round to 0', () => {
    expect(formatNumber(-0.4, 1)).toBe('\u22120.4');
    expect(formatNumber(-0.04, 1)).toBe('0.0');
  });

  it('are exact as counts and short in footnotes', () => {
    expect(formatCount(31_682)).toBe('31,682');
    expect(formatCompactCount(412_300)).toBe('412\u00a0k');
    expect(formatCompactCount(999_700)).toBe('1\u00a0M');
  });

  it('put a narrow no-break space before the per cent sign', () => {
    expect(formatRate(0.065)).toBe('6.5\u202f%');
    expect(formatPercent(0.41)).toBe('41\u202f%');
  });

  it('never read as none or all when they are not', () => {
    expect(formatRate(0)).toBe('0\u202f%');
    expect(formatRate(0.0001)).toBe('<0.1\u202f%');
    expect(formatRate(0.99999)).toBe('>99.9\u202f%');
    expect(formatRate(1)).toBe('100\u202f%');
  });

  it('say what they are of', () => {
    expect(formatOutOf(9, 138, ['release', 'releases'])).toBe('9 of 138 releases');
    expect(formatOutOf(0, 1, ['release', 'releases'])).toBe('0 of 1 release');
  });
});

describe('formatFrequency', () => {
  it('chooses the unit in which there is at least one', () => {
    expect(formatFrequency(1.9)).toBe('1.9 a day');
    expect(formatFrequency(0.46)).toBe('3.2 a week');
    expect(formatFrequency(0.05)).toBe('1.5 a month');
    expect(formatFrequency(0)).toBe('0 a day');
  });

  it('keeps the unit of its neighbour when asked', () => {
    expect(formatFrequency(0.4, frequencyUnit(1.9))).toBe('0.4 a day');
  });
});
