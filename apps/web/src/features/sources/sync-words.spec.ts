import { describe, expect, it } from 'vitest';
import type { SyncFragment } from '../../graphql/generated/graphql.js';
import { outcomeWords, progressOf, syncWords } from './sync-words.js';

const clock = { now: Date.parse('2026-11-19T14:20:10Z'), timeZone: 'UTC' };
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

function sync(more: Partial<SyncFragment> = {}): SyncFragment {
  return {
    state: 'RUNNING',
    startedAt: '2026-11-19T14:20:00Z',
    finishedAt: null,
    progress: null,
    message: 'Reading commits of storefront',
    requests: 1,
    records: 3400,
    nextAttemptAt: null,
    done: 3400,
    total: 6800,
    rejected: 0,
    rejectedRows: [],
    ...more,
  };
}

describe('syncWords', () => {
  it('says what, how many and how long still', () => {
    expect(plain(syncWords(sync(), clock))).toBe('Reading commits of storefront: 3,400 of 6,800, about 10 s still');
  });

  it('does not guess before there is a pace', () => {
    expect(syncWords(sync({ done: 10 }), clock)).toBe('Reading commits of storefront: 10 of 6,800');
    expect(syncWords(sync({ total: null }), clock)).toBe('Reading commits of storefront: 3,400');
    expect(progressOf(sync({ total: null }))).toBeNull();
  });

  it('says what it waits for, and until when', () => {
    const waiting = sync({ state: 'WAITING_FOR_RATE_LIMIT', nextAttemptAt: '2026-11-19T14:48:00Z' });
    expect(syncWords(waiting, clock)).toBe('Waiting for the rate limit until today 14:48');
    expect(syncWords(sync({ state: 'QUEUED' }), clock)).toBe('Waiting for its turn');
  });
});

describe('outcomeWords', () => {
  it('does not call it done alone when rows were not read', () => {
    expect(outcomeWords(sync({ state: 'SUCCEEDED', rejected: 2 }))).toBe('Done, 2 rows not read');
    expect(outcomeWords(sync({ state: 'SUCCEEDED' }))).toBe('Done');
  });
});
