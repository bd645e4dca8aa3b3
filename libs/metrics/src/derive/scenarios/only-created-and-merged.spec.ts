import { DAY, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * A CSV row with nothing but created and merged: commits and reviews were not read. Cycle time starts at the opening; CODING
 * runs opened → ready, which is the same instant; the review stages are unknown, so the row is in no value stream
 * (REVIEWS_UNKNOWN), but in open-to-merge time.
 */
test('a row with only created and merged has an open-to-merge time and no stages', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-02 09:00',
      merged: '2026-03-05 09:00',
      commits: null,
      reviews: null,
      draftEvents: null,
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(change?.openToMergeSeconds).toEqual({ seconds: 3 * DAY, emptyReason: null });
  expect(change?.cycleSeconds).toEqual({ seconds: 3 * DAY, emptyReason: null });
  expect(change?.stages.CODING.seconds).toBe(0);
  expect(change?.codingFromFirstCommit).toBe(false);
  expect(change?.stages.PICKUP).toEqual({ seconds: null, emptyReason: 'REVIEWS_UNKNOWN' });
  expect(change?.stages.MERGE).toEqual({ seconds: null, emptyReason: 'REVIEWS_UNKNOWN' });
  expect(change?.cohortLeftOut.MERGE).toBe('REVIEWS_UNKNOWN');
  expect([change?.reviewsKnown, change?.reviewCount, change?.reviewed]).toEqual([false, null, null]);
});
