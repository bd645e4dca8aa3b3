import { describe, expect, it } from 'vitest';
import { formatBucket, formatDay, formatDays, formatInstant, formatInstantExact } from './format-instant.js';

const at = (text: string) => Date.parse(text);
const reader = { now: at('2026-11-19T13:20:00Z'), timeZone: 'Europe/Paris' };

function plain(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}

describe('instants', () => {
  it('are told shorter the nearer they are', () => {
    expect(formatInstant(at('2026-11-19T13:15:00Z'), reader)).toBe('today 14:15');
    expect(plain(formatInstant(at('2026-11-16T09:30:00Z'), reader))).toBe('16 Nov 10:30');
    expect(plain(formatInstant(at('2025-11-16T09:30:00Z'), reader))).toBe('16 Nov 2025');
  });

  it('belong to the day of the zone', () => {
    expect(plain(formatDay(at('2026-11-15T23:30:00Z'), reader))).toBe('16 Nov');
    expect(plain(formatInstantExact(at('2026-11-15T23:30:00Z'), 'Europe/Paris'))).toBe(
      '16 Nov 2026 00:30 Europe/Paris',
    );
  });

  it('name buckets as calendars do', () => {
    const bucket = (from: string, to: string) => plain(formatBucket(at(from), at(to), { ...reader, timeZone: 'UTC' }));
    expect(bucket('2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z')).toBe('19 Nov');
    expect(bucket('2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z')).toBe('16 Nov – 22 Nov');
    expect(bucket('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z')).toBe('Feb');
    expect(bucket('2025-10-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBe('Q4 2025');
  });

  it('end a half-open range at its last day', () => {
    expect(plain(formatDays(at('2026-08-30T22:00:00Z'), at('2026-11-19T23:00:00Z'), reader))).toBe('31 Aug – 19 Nov');
    expect(plain(formatDays(at('2025-12-01T12:00:00Z'), at('2026-02-01T12:00:00Z'), reader))).toBe(
      '1 Dec 2025 – 1 Feb 2026',
    );
    expect(plain(formatDays(at('2025-03-01T12:00:00Z'), at('2025-04-01T12:00:00Z'), reader))).toBe(
      '1 Mar – 1 Apr 2025',
    );
    expect(plain(formatDays(at('2026-03-01T12:00:00Z'), at('2026-03-01T13:00:00Z'), reader))).toBe('1 Mar');
  });
});
