import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * A, then B, then A again, all within ten minutes and told by two sources. The second A is no repeat of the first: B lies
 * between them. So there are three deployments, and the third rolled B back.
 */
test('A, B, A within ten minutes are three deployments and a rollback', () => {
  const history = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .deploy('1', '2026-03-02 10:00', { commit: 'A' })
    .deploy('2', '2026-03-02 10:04', { commit: 'B' })
    .deploy('3', '2026-03-02 10:08', { commit: 'A', rule: 'GITHUB_DEPLOYMENTS' })
    .build();

  const { releases, deployments } = deriveFacts(history, DEFAULT_RULES);

  expect(deployments).toHaveLength(3);
  expect(releases.map(({ key, failed, isRework }) => [key, failed, isRework])).toEqual([
    ['1', false, false],
    ['2', true, false],
    ['3', false, true],
  ]);
  expect(releases[1]).toMatchObject({ failureReasons: ['ROLLBACK'], recoveredAt: at('2026-03-02 10:08') });
  expect(releases[2]?.changeCount).toBe(0);
});

/** Two sources that tell of one deployment are one: the earliest success wins, and the key is that of the report that told it. */
test('two reports of one deployment are one', () => {
  const history = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00')
    .deploy('push', '2026-03-02 10:05', { commit: 'A', created: '2026-03-02 10:01' })
    .deploy('github', '2026-03-02 10:03', { commit: 'A', rule: 'GITHUB_DEPLOYMENTS', url: 'https://acme.example/d/1' })
    .build();

  const { deployments } = deriveFacts(history, DEFAULT_RULES);

  expect(deployments.map(({ key, finishedAt, url }) => [key, finishedAt, url])).toEqual([
    ['github', at('2026-03-02 10:03'), 'https://acme.example/d/1'],
  ]);
});
