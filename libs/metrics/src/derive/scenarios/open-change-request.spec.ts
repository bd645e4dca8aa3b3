import { at, HistoryBuilder, HOUR, review } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const merged = { opened: '2026-03-02 09:00', merged: '2026-03-02 15:00' };

/** Ben approved, Cleo's change request was still open at the merge: never approved, so REVIEW runs to the merge. */
test('an approval beside an open change request is no approval', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      ...merged,
      reviews: [review('APPROVED', '2026-03-02 11:00', 'ben'), review('CHANGES_REQUESTED', '2026-03-02 10:00', 'cleo')],
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(change?.approvedAt).toBeNull();
  expect(change?.stages.REVIEW.seconds).toBe(5 * HOUR);
  expect(change?.stages.MERGE.seconds).toBeNull();
  expect(change?.cohortLeftOut.MERGE).toBeNull();
});

/** Cleo came round at 13:00. Ben's approval of 11:00 stands, but the earliest one after the last change request is Cleo's. */
test('approved is the earliest approval after the last change request', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      ...merged,
      reviews: [
        review('APPROVED', '2026-03-02 11:00', 'ben'),
        review('CHANGES_REQUESTED', '2026-03-02 12:00', 'cleo'),
        review('APPROVED', '2026-03-02 13:00', 'cleo'),
        review('APPROVED', '2026-03-02 14:00', 'dan'),
      ],
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(change?.approvedAt).toBe(at('2026-03-02 13:00'));
});
