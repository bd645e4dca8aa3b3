import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const story = () =>
  new HistoryBuilder()
    .commit('A', '2026-03-01 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 08:00', { message: 'Second (#2)' })
    .deploy('before', '2026-03-01 09:00', { commit: 'A' })
    .deploy('attempt', '2026-03-02 09:02', { commit: 'B', status: 'FAILED', created: '2026-03-02 09:00' })
    .deploy('retry', '2026-03-02 09:08', { commit: 'B', created: '2026-03-02 09:05' });

/** One failed attempt and one success: two attempts for the success rate, one release that did not fail as a change. */
test('a failed attempt and its retry are two deployments and one release', () => {
  const { deployments, releases, changes } = deriveFacts(story().build(), DEFAULT_RULES);

  expect(deployments.map(({ key, status }) => [key, status])).toEqual([
    ['attempt', 'FAILED'],
    ['before', 'SUCCEEDED'],
    ['retry', 'SUCCEEDED'],
  ]);
  expect(releases.map(({ key, failed }) => [key, failed])).toEqual([
    ['before', false],
    ['retry', false],
  ]);
  expect(changes.find(({ key }) => key === '#2')?.deployedAt).toBe(at('2026-03-02 09:08'));
});

/** An incident that names the attempt which never succeeded is that attempt's: no change failed in production. */
test('an incident on a failed attempt fails no release', () => {
  const history = story().incident('INC-1', '2026-03-02 09:03', { deployment: 'attempt' }).build();

  const { incidents, releases } = deriveFacts(history, DEFAULT_RULES);

  expect(incidents[0]).toMatchObject({ attribution: 'EXPLICIT', deploymentKey: 'attempt', releaseKey: null });
  expect(releases.some(({ failed }) => failed)).toBe(false);
});

/** Both sources tell of both attempts: still one failure and one success. */
test('a retry told by two sources stays one retry', () => {
  const history = story()
    .deploy('gh-attempt', '2026-03-02 09:02', {
      commit: 'B',
      status: 'FAILED',
      created: '2026-03-02 09:01',
      rule: 'GITHUB_DEPLOYMENTS',
    })
    .deploy('gh-retry', '2026-03-02 09:08', { commit: 'B', created: '2026-03-02 09:06', rule: 'GITHUB_DEPLOYMENTS' })
    .build();

  const { deployments } = deriveFacts(history, DEFAULT_RULES);

  expect(deployments.map(({ status }) => status).sort()).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED']);
});
