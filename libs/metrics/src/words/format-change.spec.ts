import { describe, expect, it } from 'vitest';
import { formatChange } from './format-change.js';

const DAY = 86_400;

function plain(text: string | undefined): string | undefined {
  return text?.replace(/[\u00a0\u202f]/g, ' ');
}

describe('formatChange', () => {
  it('says faster and from what', () => {
    const change = formatChange({
      value: 2.4 * DAY,
      previous: 2.92 * DAY,
      unit: 'SECONDS',
      direction: 'LOWER_IS_BETTER',
    });
    expect(change).toMatchObject({ movement: 'DOWN', meaning: 'BETTER' });
    expect(plain(change?.size)).toBe('18 % faster');
    expect(plain(change?.from)).toBe('from 2.9 days');
  });

  it('says more often, in the unit of the value', () => {
    const change = formatChange({ value: 1.9, previous: 0.5, unit: 'PER_DAY', direction: 'HIGHER_IS_BETTER' });
    expect(plain(change?.size)).toBe('3.8 times as often');
    expect(plain(change?.from)).toBe('from 0.5 a day');
    expect(change?.meaning).toBe('BETTER');
  });

  it('says points of a rate', () => {
    const change = formatChange({ value: 0.065, previous: 0.079, unit: 'RATIO', direction: 'LOWER_IS_BETTER' });
    expect(plain(change?.size)).toBe('1.4 points lower');
    expect(plain(change?.from)).toBe('from 7.9 %');
  });

  it('calls no real change what it is', () => {
    const rate = formatChange({ value: 0.08, previous: 0.079, unit: 'RATIO', direction: 'LOWER_IS_BETTER' });
    expect(rate).toMatchObject({ movement: 'SAME', meaning: 'NEUTRAL', size: '0.1 points, as before' });
    const time = formatChange({ value: 101, previous: 100, unit: 'SECONDS', direction: 'LOWER_IS_BETTER' });
    expect(time?.movement).toBe('SAME');
  });

  it('does not say 0 % of a change that is none', () => {
    const same = formatChange({ value: 0, previous: 0, unit: 'RATIO', direction: 'LOWER_IS_BETTER' });
    expect(same).toMatchObject({ movement: 'SAME', size: 'as before', from: 'from 0\u202f%' });
  });

  it('is silent when a side is unknown or a ratio has no ground', () => {
    expect(formatChange({ value: 1, previous: null, unit: 'SECONDS', direction: 'LOWER_IS_BETTER' })).toBeNull();
    expect(formatChange({ value: null, previous: 1, unit: 'SECONDS', direction: 'LOWER_IS_BETTER' })).toBeNull();
    expect(formatChange({ value: 1, previous: 0, unit: 'PER_DAY', direction: 'HIGHER_IS_BETTER' })).toBeNull();
  });

  it('does not judge what has no better', () => {
    expect(formatChange({ value: 20, previous: 10, unit: 'COUNT', direction: 'NEUTRAL' })?.meaning).toBe('NEUTRAL');
  });
});
