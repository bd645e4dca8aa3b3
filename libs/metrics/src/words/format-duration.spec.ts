import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addUpDurations,
  durationParts,
  formatDuration,
  formatDurationExact,
  formatDurationNarrow,
} from './format-duration.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** No-break spaces as plain ones, so that the expectations can be read. */
function plain(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [42, '42 s'],
    [59.6, '1 min'],
    [38 * MINUTE, '38 min'],
    [59.7 * MINUTE, '1 h'],
    [3 * HOUR + 20 * MINUTE, '3 h 20 min'],
    [9 * HOUR + 59.8 * MINUTE, '10 h'],
    [19 * HOUR + 24 * MINUTE, '19 h'],
    [23.7 * HOUR, '1.0 days'],
    [2.4 * DAY, '2.4 days'],
    [3 * DAY, '3.0 days'],
    [20.94 * DAY, '20.9 days'],
    [21 * DAY, '3 weeks'],
    [24 * DAY, '3.4 weeks'],
    [69 * DAY, '9.9 weeks'],
    [76 * DAY, '11 weeks'],
    [-5 * MINUTE, '−5 min'],
  ])('says %d s as people do', (seconds, words) => {
    expect(plain(formatDuration(seconds))).toBe(words);
  });

  it('sets numbers and units apart for a figure', () => {
    expect(durationParts(12_000)).toEqual([
      { value: '3', unit: 'h' },
      { value: '20', unit: 'min' },
    ]);
  });

  it('never says 60 min, 24 h or a number far from the truth', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 400 * DAY, noNaN: true }), (seconds) => {
        const words = plain(formatDuration(seconds));
        expect(words).not.toMatch(/^60 (s|min)|^24 h| 60 min|^0\.\d days/);
        expect(Math.abs(parse(words) - seconds)).toBeLessThanOrEqual(Math.max(seconds < 60 ? 0.5 : 30, seconds * 0.05));
      }),
    );
  });
});

function parse(words: string): number {
  const lengths: Record<string, number> = { s: 1, min: MINUTE, h: HOUR, days: DAY, weeks: 7 * DAY };
  return [...words.matchAll(/([\d.,]+) (\w+)/g)].reduce(
    (sum, [, value = '', unit = '']) => sum + Number(value.replace(/,/g, '')) * (lengths[unit] ?? NaN),
    0,
  );
}

describe('formatDurationNarrow', () => {
  it.each([
    [42, '42 s'],
    [12 * HOUR, '12 h'],
    [3 * HOUR + 20 * MINUTE, '3.3 h'],
    [4.7 * DAY, '4.7 d'],
    [4 * DAY, '4.0 d'],
    [12.4 * DAY, '12 d'],
    [24 * DAY, '24 d'],
    [140.2 * DAY, '140 d'],
  ])('says %d s in one number and one short unit', (seconds, words) => {
    expect(plain(formatDurationNarrow(seconds))).toBe(words);
  });
});

describe('formatDurationExact', () => {
  it('says every unit that is not 0', () => {
    expect(plain(formatDurationExact(2 * DAY + 9 * HOUR + 5))).toBe('2 days 9 h 5 s');
    expect(plain(formatDurationExact(DAY))).toBe('1 day');
    expect(plain(formatDurationExact(0))).toBe('0 s');
  });
});

describe('addUpDurations', () => {
  it('rounds parts so that they add up to the whole', () => {
    const { unit, parts, total } = addUpDurations([19.4, 10.4, 30.4, 6.4, 6.4].map((hours) => hours * HOUR));
    expect(unit.unit).toBe('h');
    expect(total).toBe(73);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(73);
  });

  it('chooses days when hours would run into the hundreds', () => {
    expect(addUpDurations([30 * DAY, 10 * DAY])).toEqual({
      unit: { unit: 'd', seconds: DAY },
      parts: [30, 10],
      total: 40,
    });
  });

  it('gives nothing to stages that take nothing', () => {
    expect(addUpDurations([0, 0]).parts).toEqual([0, 0]);
  });
});
