import { at, DAY, HistoryBuilder, review } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * A draft opened on Monday, looked at on Tuesday, marked ready on Wednesday, approved on Friday, merged on Saturday.
 * It is ready on Wednesday; Tuesday's review counts then, so pickup took nothing and review Wednesday to Friday.
 */
test('a review of a draft counts when the draft is ready', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-02 09:00',
      merged: '2026-03-07 09:00',
      draftEvents: [{ kind: 'READY', at: at('2026-03-04 09:00') }],
      reviews: [review('COMMENTED', '2026-03-03 09:00', 'ben'), review('APPROVED', '2026-03-06 09:00', 'ben')],
    })
    .build();

  const [change] = deriveFacts(history, DEFAULT_RULES).changes;

  expect([change?.readyAt, change?.firstReviewAt, change?.approvedAt]).toEqual([
    at('2026-03-04 09:00'),
    at('2026-03-04 09:00'),
    at('2026-03-06 09:00'),
  ]);
  expect(change?.stages).toMatchObject({
    CODING: { seconds: 2 * DAY },
    PICKUP: { seconds: 0 },
    REVIEW: { seconds: 2 * DAY },
    MERGE: { seconds: DAY },
  });
});

/** While it is a draft it is being coded, whoever has commented on it. */
test('an open draft is in CODING', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-02 09:00',
      isDraft: true,
      reviews: [review('COMMENTED', '2026-03-03 09:00', 'ben')],
    })
    .pullRequest(2, { opened: '2026-03-02 09:00' })
    .build();

  const { changes } = deriveFacts(history, DEFAULT_RULES);

  expect(changes.map((change) => change.inStage)).toEqual(['CODING', 'PICKUP']);
});

/** The same told by a row of a file: it states moments, and they are held to the same rules. */
test('a stated review or approval of a draft counts when the draft is ready', () => {
  const stated = { readyAt: at('2026-03-04 09:00'), firstReviewAt: at('2026-03-03 09:00') };
  const history = new HistoryBuilder()
    .pullRequest(1, {
      ...{ opened: '2026-03-02 09:00', merged: '2026-03-07 09:00', reviews: null, draftEvents: null },
      stated: { ...stated, approvedAt: at('2026-03-06 09:00') },
    })
    .pullRequest(2, {
      ...{ opened: '2026-03-02 09:00', merged: '2026-03-07 09:00', reviews: null, draftEvents: null },
      stated: { ...stated, approvedAt: at('2026-03-03 10:00') },
    })
    .build();

  const [early, earlier] = deriveFacts(history, DEFAULT_RULES).changes;

  expect(early?.stages).toMatchObject({
    PICKUP: { seconds: 0 },
    REVIEW: { seconds: 2 * DAY },
    MERGE: { seconds: DAY },
  });
  expect(earlier?.approvedAt).toBe(at('2026-03-04 09:00'));
});
