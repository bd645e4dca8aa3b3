import { describe, expect, it } from 'vitest';
import { resetOf, toPause } from './rate-limit.js';
import { toRefusedQuery } from './refused-by-limit.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const refused = (status: number, message: string, headers: Record<string, string> = {}) =>
  toPause({ status, message, headers }, NOW);

describe('toRefusedQuery', () => {
  it.each(['RATE_LIMITED', 'RATE_LIMIT'])('knows the limit of GraphQL by the name %s', (type) => {
    const message = 'API rate limit already exceeded for user ID 7.';
    expect(toRefusedQuery({ errors: [{ type, message }] }, {})).toMatchObject({ status: 429, message });
    expect(toRefusedQuery({ errors: [{ type: 'NOT_FOUND', message: 'No.' }] }, {})).toBeNull();
  });
});

describe('toPause', () => {
  it('takes what GitHub says before what it usually is', () => {
    const both = { 'retry-after': '30', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 900) };
    expect(refused(403, 'API rate limit exceeded', both)).toEqual({ kind: 'PRIMARY', until: NOW + 30_000 });
    expect(refused(403, 'You have exceeded a secondary rate limit.')).toEqual({
      kind: 'SECONDARY',
      until: NOW + 60_000,
    });
  });

  it('understands a date in place of seconds', () => {
    const headers = { 'retry-after': new Date(NOW + 90_000).toUTCString() };
    expect(refused(429, 'Slow down', headers)).toEqual({ kind: 'SECONDARY', until: NOW + 90_000 });
  });

  it('takes no other refusal for a limit', () => {
    expect(refused(403, 'Resource not accessible by integration', { 'x-ratelimit-remaining': '4999' })).toBeNull();
    expect(refused(404, 'Not Found', { 'retry-after': '30' })).toBeNull();
    expect(refused(503, 'Unavailable', { 'retry-after': '30' })).toBeNull();
  });
});

describe('resetOf', () => {
  it("is by our clock, when GitHub's is another", () => {
    const hourAhead = NOW + 3_600_000;
    const headers = { date: new Date(hourAhead).toUTCString(), 'x-ratelimit-reset': String(hourAhead / 1000 + 600) };
    expect(resetOf(headers, NOW)).toBe(NOW + 600_000 + 1000);
  });

  it('is not in the past, and null where GitHub says nothing', () => {
    expect(resetOf({ 'x-ratelimit-reset': String(NOW / 1000 - 5) }, NOW)).toBe(NOW + 1000);
    expect(resetOf({}, NOW)).toBeNull();
  });
});
