import { describe, expect, it } from 'vitest';
import { chooseDefaultRange } from './summary-range.js';

const WEEK = 7 * 24 * 3600 * 1000;
const now = Date.parse('2026-11-25T10:00:00Z');

describe('the range of a summary that names none', () => {
  it('is the last twelve weeks', () => {
    const range = chooseDefaultRange({ now, asOf: now + WEEK, lastAt: now - WEEK });
    expect(range).toEqual({ from: now - 12 * WEEK, to: now, note: null });
  });

  it('ends where the sources are complete', () => {
    const range = chooseDefaultRange({ now, asOf: now - WEEK, lastAt: now - WEEK });
    expect(range).toEqual({ from: now - 13 * WEEK, to: now - WEEK, note: null });
  });

  it('ends with the newest thing known when that is older, and says so', () => {
    const lastAt = Date.parse('2014-01-03T05:00:00Z');
    const range = chooseDefaultRange({ now, asOf: now, lastAt });
    expect(range.to - 1).toBe(lastAt);
    expect(range.to - range.from).toBe(12 * WEEK);
    expect(range.note).toContain('2014-01-03');
  });

  it('is the last twelve weeks of nothing, too', () => {
    expect(chooseDefaultRange({ now, asOf: null, lastAt: null }).to).toBe(now);
  });
});
