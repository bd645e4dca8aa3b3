import { describe, expect, it } from 'vitest';
import { chooseDefaultRange } from './summary-range.js';

const DAY = 24 * 3600 * 1000;
const at = (text: string) => Date.parse(text);
const WEDNESDAY = at('2026-11-25T10:00:00Z');
const KNOWN = { now: WEDNESDAY, timeZone: 'UTC', asOf: WEDNESDAY, firstAt: 0, lastAt: WEDNESDAY - DAY };

describe('the range of a summary that names none', () => {
  it('is the last twelve calendar weeks, as on the pages', () => {
    const range = chooseDefaultRange({ ...KNOWN, asOf: WEDNESDAY + DAY });
    expect(range).toEqual({ from: at('2026-09-07T00:00:00Z'), to: WEDNESDAY, note: null });
  });

  it('ends where the sources are complete', () => {
    const asOf = at('2026-11-22T10:00:00Z');
    expect(chooseDefaultRange({ ...KNOWN, asOf })).toMatchObject({ from: at('2026-08-31T00:00:00Z'), to: asOf });
  });

  it('ends with the newest thing known when that is much older, and says so', () => {
    const lastAt = at('2014-01-03T05:00:00Z');
    const range = chooseDefaultRange({ ...KNOWN, lastAt });
    expect(range).toMatchObject({ from: lastAt + 1 - 84 * DAY, to: lastAt + 1 });
    expect(range.note).toContain('2014-01-03');
  });

  it('is the last twelve weeks of nothing, too', () => {
    expect(chooseDefaultRange({ ...KNOWN, asOf: null, firstAt: null, lastAt: null }).to).toBe(WEDNESDAY);
  });
});
