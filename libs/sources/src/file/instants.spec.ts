import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFormat, parseInstant, TimeFormatGuess, type TimeFormat } from './instants.js';

const ISO: TimeFormat = { kind: 'iso' };
const SECONDS: TimeFormat = { kind: 'unix', unitMs: 1000 };

describe('ISO times', () => {
  it.each([
    ['2026-01-31T14:05:00Z', '2026-01-31T14:05:00.000Z'],
    ['2026-01-31T14:05:00.123456Z', '2026-01-31T14:05:00.123Z'],
    ['2026-01-31 14:05', '2026-01-31T14:05:00.000Z'],
    ['2026-01-31 14:05:09 UTC', '2026-01-31T14:05:09.000Z'],
    ['2026-01-31T14:05:00+02:00', '2026-01-31T12:05:00.000Z'],
    ['2026-01-31 14:05:00 -0530', '2026-01-31T19:35:00.000Z'],
    ['2026-01-31T14:05:00+02', '2026-01-31T12:05:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['20260131T140500Z', '2026-01-31T14:05:00.000Z'],
    ['2026/01/31 14:05:00', '2026-01-31T14:05:00.000Z'],
    ['2026-01-31T24:00:00Z', '2026-02-01T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text, ISO)).toBe(Date.parse(expected));
  });

  it.each([
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-01-31T25:00',
    '31/01/2026',
    '1388432609',
    '2026',
    '0000-01-01',
  ])('refuses %s', (text) => expect(parseInstant(text, ISO)).toBeNull());

  it('reads whatever a computer writes', () => {
    const dates = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(dates, (date) => parseInstant(date.toISOString(), ISO) === date.getTime()));
  });
});

describe('Unix times', () => {
  it('are seconds, milliseconds, micro- or nanoseconds by their length', () => {
    const read = (value: string) => {
      const guess = new TimeFormatGuess();
      guess.add(value);
      return parseInstant(value, guess.format(null));
    };
    expect(read('1388432609')).toBe(1_388_432_609_000);
    expect(read('1388432609.25')).toBe(1_388_432_609_250);
    expect(read('1388432609123')).toBe(1_388_432_609_123);
    expect(read('1388432609123456')).toBe(1_388_432_609_123);
    expect(read('1388432609123456789')).toBe(1_388_432_609_123);
    expect(read('0')).toBe(0);
  });

  it('of another unit than their column’s are refused, not misread by a factor of a thousand', () => {
    expect(parseInstant('1388432609123', SECONDS)).toBeNull();
    expect(parseInstant('1388432609', { kind: 'unix', unitMs: 1 })).toBeNull();
    expect(parseInstant('2026-01-31', SECONDS)).toBeNull();
  });
});

describe('the guess', () => {
  const guessOf = (...values: string[]) => {
    const guess = new TimeFormatGuess();
    values.forEach((value) => guess.add(value));
    return guess;
  };

  it('follows most values, unless it is forced', () => {
    const guess = guessOf('1388432609', '1388432610', '2026-01-31');
    expect(guess.format(null)).toEqual(SECONDS);
    expect(guess.format('iso')).toEqual(ISO);
    expect(guessOf('2026-01-31').format('unix')).toEqual(SECONDS);
  });

  it('takes dates without separators for dates', () => {
    expect(guessOf('20260131', '20260201').format(null)).toEqual(ISO);
  });

  it('knows a column of times from one of words', () => {
    expect(guessOf('true', 'false').isLikely()).toBe(false);
    expect(guessOf().isLikely()).toBe(true);
  });

  it('is told to a person by an example that can be read', () => {
    for (const unitMs of [1000, 1, 1e-3, 1e-6]) {
      const format: TimeFormat = { kind: 'unix', unitMs };
      const example = describeFormat(format).split(' ').at(-1) ?? '';
      expect(parseInstant(example, format)).toBe(Date.parse('2026-01-31T14:05:00Z'));
    }
  });
});
