import { describe, expect, it } from 'vitest';
import { DateTime, parseInstant } from './date-time.scalar.js';

describe('DateTime', () => {
  it.each([
    ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T01:00:00+01:00', '2026-03-01T00:00:00.000Z'],
    ['2024-02-29T12:30Z', '2024-02-29T12:30:00.000Z'],
    ['2026-12-31T23:59:59.123456Z', '2026-12-31T23:59:59.123Z'],
  ])('takes %s', (text, instant) => {
    expect(DateTime.serialize(parseInstant(text))).toBe(instant);
  });

  it.each([
    '2026-03-01',
    '2026-03-01T00:00:00',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
  ])('refuses %s', (text) => {
    expect(() => parseInstant(text)).toThrow(`"${text}" is no instant`);
  });

  it.each([1_772_323_200_000, null, true, '2026-03-01T24:00:00Z', ' 2026-03-01T00:00:00Z'])('refuses %j', (value) => {
    expect(() => parseInstant(value)).toThrow('is no instant');
  });
});
