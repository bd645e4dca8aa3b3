import { at, HistoryBuilder, HOUR, review } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/** A review the day after the merge did not hold the change up and did not look at it before it went in: it is none. */
test('a review after the merge does not count', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-02 09:00',
      merged: '2026-03-02 12:00',
      reviews: [review('APPROVED', '2026-03-03 09:00', 'ben')],
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect([change?.firstReviewAt, change?.approvedAt, change?.reviewCount, change?.reviewed]).toEqual([
    null,
    null,
    0,
    false,
  ]);
  expect(change?.stages.MERGE.seconds).toBe(3 * HOUR);
});

/** The author's own comments and a bot's approval are no reviews either. */
test('neither do the author and bots review a change', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-02 09:00',
      merged: '2026-03-02 12:00',
      reviews: [
        review('COMMENTED', '2026-03-02 10:00', 'Ann'),
        review('APPROVED', '2026-03-02 11:00', 'reviewer[bot]'),
      ],
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect([change?.reviewCount, change?.reviewed, change?.approvedAt]).toEqual([0, false, null]);
});

/** A file that states a first review (and an approval) after the merge says that there was none before it. */
test('a stated review after the merge is no review', () => {
  const late = { firstReviewAt: at('2026-03-06 09:00'), approvedAt: at('2026-03-06 10:00') };
  const history = new HistoryBuilder()
    .pullRequest(1, {
      ...{ opened: '2026-03-02 09:00', merged: '2026-03-05 09:00', reviews: null, draftEvents: null },
      stated: late,
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(change).toMatchObject({ firstReviewAt: null, approvedAt: null, reviewed: false, reviewCount: 0 });
  expect(change?.stages).toMatchObject({ PICKUP: { seconds: null }, REVIEW: { seconds: null } });
  expect(change?.stages.MERGE.seconds).toBe(3 * 86_400);
});

/** An approval is a review. Without a first one in the file it is the first: from ready to merged no time is in no stage. */
test('a stated approval without a stated first review is the first review', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      ...{ opened: '2026-03-02 09:00', merged: '2026-03-02 12:00', reviews: null, draftEvents: null },
      stated: { firstReviewAt: null, approvedAt: at('2026-03-02 11:00') },
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(change).toMatchObject({ firstReviewAt: at('2026-03-02 11:00'), reviewed: true, reviewCount: null });
  expect(change?.stages).toMatchObject({
    PICKUP: { seconds: 2 * HOUR },
    REVIEW: { seconds: 0 },
    MERGE: { seconds: HOUR },
  });
});
