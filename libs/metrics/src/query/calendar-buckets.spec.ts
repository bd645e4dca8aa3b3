import { describe, expect, test } from 'vitest';
import { BadQueryError } from './bad-query-error.js';
import { isTimeZone, listCalendarBuckets, listWholeBuckets } from './calendar-buckets.js';

const at = (iso: string) => Date.parse(iso);
const range = (from: string, to: string) => ({ from: at(from), to: at(to) });
const show = (buckets: { from: number; to: number }[]) => buckets.map(({ from }) => new Date(from).toISOString());
const HOUR = 3_600_000;

describe('calendar buckets', () => {
  test('a week begins on Monday, and the first bucket may start before the range', () => {
    const weeks = listCalendarBuckets(range('2026-01-01T00:00:00Z', '2026-01-13T00:00:00Z'), 'WEEK', 'UTC');
    expect(show(weeks)).toEqual(['2025-12-29T00:00:00.000Z', '2026-01-05T00:00:00.000Z', '2026-01-12T00:00:00.000Z']);
  });

  test('a bucket that begins exactly at the end of the range is not in it', () => {
    const weeks = listCalendarBuckets(range('2026-01-05T00:00:00Z', '2026-01-12T00:00:00Z'), 'WEEK', 'UTC');
    expect(show(weeks)).toEqual(['2026-01-05T00:00:00.000Z']);
  });

  test('the week of the change to summer time in Montreal has 167 hours, that of winter time 169', () => {
    const [spring] = listCalendarBuckets(
      range('2025-03-05T12:00:00Z', '2025-03-06T12:00:00Z'),
      'WEEK',
      'America/Montreal',
    );
    const [autumn] = listCalendarBuckets(
      range('2025-10-29T12:00:00Z', '2025-10-30T12:00:00Z'),
      'WEEK',
      'America/Montreal',
    );
    expect((spring!.to - spring!.from) / HOUR).toBe(167);
    expect((autumn!.to - autumn!.from) / HOUR).toBe(169);
    expect(show([spring!])).toEqual(['2025-03-03T05:00:00.000Z']);
  });

  test('days of a zone half an hour off begin at half past', () => {
    const days = listCalendarBuckets(
      range('2025-03-05T18:29:59.999Z', '2025-03-05T18:30:00.001Z'),
      'DAY',
      'Asia/Kolkata',
    );
    expect(show(days)).toEqual(['2025-03-04T18:30:00.000Z', '2025-03-05T18:30:00.000Z']);
  });

  test('quarters begin in January, April, July and October', () => {
    const quarters = listCalendarBuckets(range('2025-12-31T23:00:00Z', '2026-04-01T00:00:00Z'), 'QUARTER', 'UTC');
    expect(show(quarters)).toEqual(['2025-10-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']);
  });

  test('a day that has no midnight begins at one', () => {
    const [day] = listCalendarBuckets(
      range('2018-11-04T12:00:00Z', '2018-11-04T13:00:00Z'),
      'DAY',
      'America/Sao_Paulo',
    );
    expect(show([day!])).toEqual(['2018-11-04T03:00:00.000Z']);
    expect((day!.to - day!.from) / HOUR).toBe(23);
  });

  test('February of a leap year is one month', () => {
    const [month] = listCalendarBuckets(range('2024-02-29T10:00:00Z', '2024-02-29T11:00:00Z'), 'MONTH', 'UTC');
    expect((month!.to - month!.from) / HOUR).toBe(29 * 24);
  });

  test('whole weeks are those inside the range', () => {
    const weeks = listWholeBuckets(range('2026-01-06T00:00:00Z', '2026-01-26T00:00:00Z'), 'WEEK', 'UTC');
    expect(show(weeks)).toEqual(['2026-01-12T00:00:00.000Z', '2026-01-19T00:00:00.000Z']);
  });

  test('more buckets than the limit are refused', () => {
    const years = range('2000-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
    expect(() => listCalendarBuckets(years, 'DAY', 'UTC', 1000)).toThrow(BadQueryError);
  });
});

describe('time zones', () => {
  test.each(['UTC', 'Europe/Oslo', 'America/Montreal', 'Asia/Kolkata'])('%s is one', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
  test.each(['', 'Mars/Olympus', '+02:00', 'Europe/', 'oslo time'])('"%s" is none', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
