import type { KnownTime } from '@weir/metrics';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { startOfDay } from './calendar.js';
import { rangeBefore, resolveRange } from './resolve-range.js';

const at = (text: string) => Date.parse(text);
const iso = ({ from, to }: { from: number; to: number }) => [new Date(from).toISOString(), new Date(to).toISOString()];
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

const THURSDAY: KnownTime = {
  now: at('2026-11-19T14:30:00Z'),
  timeZone: 'UTC',
  asOf: at('2026-11-19T14:20:00Z'),
  firstAt: at('2024-01-10T00:00:00Z'),
  lastAt: at('2026-11-19T13:00:00Z'),
};

describe('resolveRange', () => {
  it('lays twelve weeks back to a Monday, the running week included', () => {
    const { range, label, days, interval } = resolveRange({}, THURSDAY);
    expect(iso(range)).toEqual(['2026-08-31T00:00:00.000Z', '2026-11-19T14:20:00.000Z']);
    expect([label, plain(days), interval]).toEqual(['Last 12 weeks', '31 Aug – 19 Nov', 'WEEK']);
  });

  it.each([
    ['4w', '2026-10-26T00:00:00.000Z', 'DAY'],
    ['6m', '2026-06-01T00:00:00.000Z', 'WEEK'],
    ['12m', '2025-12-01T00:00:00.000Z', 'MONTH'],
    ['quarter', '2026-10-01T00:00:00.000Z', 'WEEK'],
    ['all', '2024-01-10T00:00:00.000Z', 'MONTH'],
  ] as const)('begins %s at %s in buckets of a %s', (range, from, interval) => {
    const resolved = resolveRange({ range }, THURSDAY);
    expect(iso(resolved.range)[0]).toBe(from);
    expect(resolved.interval).toBe(interval);
  });

  it('is anchored at the newest data when that is much older, and says so', () => {
    const known = { ...THURSDAY, lastAt: at('2025-08-17T09:00:00Z') };
    const { range, label, note } = resolveRange({}, known);
    expect(iso(range)).toEqual(['2025-05-25T09:00:00.001Z', '2025-08-17T09:00:00.001Z']);
    expect([plain(label), note]).toEqual(['12 weeks to 17 Aug 2025', 'the newest data']);
  });

  it('ends all time with the newest data, too, instead of with years of nothing', () => {
    const { range, label, days } = resolveRange({ range: 'all' }, { ...THURSDAY, lastAt: at('2025-01-17T09:00:00Z') });
    expect(iso(range)).toEqual(['2024-01-10T00:00:00.000Z', '2025-01-17T09:00:00.001Z']);
    expect([label, plain(days)]).toEqual(['All time', '10 Jan 2024 – 17 Jan 2025']);
  });

  it('stays at today when the newest data is only some days old', () => {
    expect(resolveRange({}, { ...THURSDAY, lastAt: at('2026-11-10T00:00:00Z') }).note).toBeNull();
  });

  it('takes chosen days whole, in the zone of the workspace', () => {
    const known = { ...THURSDAY, timeZone: 'America/Montreal' };
    const { range, label } = resolveRange({ from: '2026-10-31', to: '2026-11-01' }, known);
    // The clocks go back on 1 November: the two days last 49 hours.
    expect(iso(range)).toEqual(['2026-10-31T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
    expect(plain(label)).toBe('31 Oct – 1 Nov');
  });

  it('asks for something even when nothing is known', () => {
    const { range } = resolveRange({ range: 'all' }, { ...THURSDAY, asOf: null, firstAt: null, lastAt: null });
    expect(range.from).toBeLessThan(range.to);
  });
});

describe('rangeBefore', () => {
  it('is as long and ends where the range begins', () => {
    expect(rangeBefore({ from: 100, to: 160 })).toEqual({ from: 40, to: 100 });
  });
});

describe('startOfDay', () => {
  it('finds midnight where clocks change and far from Greenwich', () => {
    expect(startOfDay(new Temporal.PlainDate(2026, 3, 29), 'Europe/Paris')).toBe(at('2026-03-28T23:00:00Z'));
    expect(startOfDay(new Temporal.PlainDate(2026, 3, 30), 'Europe/Paris')).toBe(at('2026-03-29T22:00:00Z'));
    expect(startOfDay(new Temporal.PlainDate(2026, 7, 1), 'Pacific/Auckland')).toBe(at('2026-06-30T12:00:00Z'));
  });
});
