import { at, HistoryBuilder, HOUR, review } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';
import type { Stage } from '../../facts.js';

const STAGES: Stage[] = ['CODING', 'PICKUP', 'REVIEW', 'MERGE'];

/**
 * #1 was reviewed: coding 2 h, pickup 4 h, review 3 h, merge 1 h: 10 h. #2 was merged without review: coding 1 h, and all of
 * ready → merged is MERGE, 5 h: 6 h. The cohort's mean is 8 h, and the contributions (1.5 + 2 + 1.5 + 3) stack up to it,
 * because a stage not gone through adds nothing.
 */
test('contributions of a cohort with an unreviewed change sum to its mean total', () => {
  const history = new HistoryBuilder()
    .pullRequest(1, {
      opened: '2026-03-02 10:00',
      merged: '2026-03-02 18:00',
      commits: [{ sha: 'c1', authoredAt: at('2026-03-02 08:00'), isMerge: false, message: 'work' }],
      reviews: [review('COMMENTED', '2026-03-02 14:00', 'ben'), review('APPROVED', '2026-03-02 17:00', 'ben')],
    })
    .pullRequest(2, {
      opened: '2026-03-02 12:00',
      merged: '2026-03-02 17:00',
      commits: [{ sha: 'c2', authoredAt: at('2026-03-02 11:00'), isMerge: false, message: 'work' }],
    })
    .build();

  const { changes } = deriveFacts(history, DEFAULT_RULES);
  const contributions = STAGES.map(
    (stage) => changes.reduce((sum, { stages }) => sum + (stages[stage].seconds ?? 0), 0) / 2,
  );

  expect(contributions).toEqual([1.5 * HOUR, 2 * HOUR, 1.5 * HOUR, 3 * HOUR]);
  expect(changes.map((change) => change.cycleSeconds.seconds)).toEqual([10 * HOUR, 6 * HOUR]);
  expect(contributions.reduce((a, b) => a + b)).toBe(8 * HOUR);
  expect(changes[1]?.stages.PICKUP).toEqual({ seconds: null, emptyReason: 'NO_REVIEW' });
  expect(changes.map((change) => change.reviewed)).toEqual([true, false]);
  expect(changes.every((change) => change.cohortLeftOut.MERGE === null)).toBe(true);
});
