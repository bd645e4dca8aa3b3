import { at, DAY, HistoryBuilder, review } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * First commit and opening in the week of 2 March, review on Tuesday the 10th, approval and merge in the week of the 16th.
 * The change is in one cohort only, that of its merge, with all its stages; each single metric is in the week its own stage ended.
 */
test('a change whose stages end in three different weeks keeps each stage whole', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-04 09:00',
      merged: '2026-03-18 09:00',
      commits: [{ sha: 'c1', authoredAt: at('2026-03-02 09:00'), isMerge: false, message: 'work' }],
      reviews: [review('COMMENTED', '2026-03-10 09:00', 'ben'), review('APPROVED', '2026-03-17 09:00', 'ben')],
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(change?.stages).toMatchObject({
    CODING: { seconds: 2 * DAY },
    PICKUP: { seconds: 6 * DAY },
    REVIEW: { seconds: 7 * DAY },
    MERGE: { seconds: DAY },
  });
  expect(change?.cycleSeconds.seconds).toBe(16 * DAY);
  expect([change?.readyAt, change?.firstReviewAt, change?.mergedAt]).toEqual([
    at('2026-03-04 09:00'),
    at('2026-03-10 09:00'),
    at('2026-03-18 09:00'),
  ]);
});
