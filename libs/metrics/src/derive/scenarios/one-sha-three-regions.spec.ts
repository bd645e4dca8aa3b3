import { at, HistoryBuilder, HOUR, shaOf } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const story = () =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .deploy('a-eu', '2026-03-02 08:30', { commit: 'A', environment: 'prod-eu' })
    .deploy('a-us', '2026-03-02 08:31', { commit: 'A', environment: 'prod-us' })
    .deploy('b-eu', '2026-03-02 10:00', { commit: 'B', environment: 'prod-eu' })
    .deploy('b-us', '2026-03-02 11:00', { commit: 'B', environment: 'prod-us' })
    .deploy('b-ap', '2026-03-02 12:00', { commit: 'B', environment: 'prod-ap' });

/**
 * B went to three regions and one incident names its sha. That is one release, finished with its first region at 10:00, and
 * one failure, not three; by environment only the deployment live last before the incident failed.
 */
test('one sha to three regions is one release, and its incident one failure', () => {
  const history = story()
    .incident('INC-1', '2026-03-02 13:00', { deployment: shaOf('B'), resolved: '2026-03-02 14:00' })
    .build();

  const { releases, deployments, incidents, changes } = deriveFacts(history, DEFAULT_RULES);

  expect(releases.map(({ key, finishedAt, failed, changeCount }) => [key, finishedAt, failed, changeCount])).toEqual([
    ['a-eu', at('2026-03-02 08:30'), false, 1],
    ['b-eu', at('2026-03-02 10:00'), true, 1],
  ]);
  expect(releases[1]).toMatchObject({ failureReasons: ['INCIDENT'], failureStartAt: at('2026-03-02 13:00') });
  expect(deployments.filter(({ failed }) => failed).map(({ key }) => key)).toEqual(['b-ap']);
  expect(deployments.filter(({ releaseKey }) => releaseKey === 'b-eu').map(({ key }) => key)).toEqual([
    'b-ap',
    'b-eu',
    'b-us',
  ]);
  expect(incidents[0]).toMatchObject({ attribution: 'EXPLICIT', deploymentKey: 'b-ap', releaseKey: 'b-eu' });
  expect(changes.find(({ key }) => key === '#2')?.deployedAt).toBe(at('2026-03-02 10:00'));
});

/** "Deployed" may be set to mean the last region; Asia's first known deployment cannot tell and is not asked. */
test('by setting a change is deployed when the last region has it', () => {
  const { changes, deliveries } = deriveFacts(story().build(), { ...DEFAULT_RULES, deployedWhen: 'LAST' });

  expect(changes.find(({ key }) => key === '#2')?.leadSeconds.seconds).toBe(2 * HOUR);
  const perEnvironment = deliveries
    .filter(({ changeKey }) => changeKey === '#2')
    .map((row) => [row.environment, row.deployedAt]);
  expect(perEnvironment).toEqual([
    [null, at('2026-03-02 11:00')],
    ['prod-ap', null],
    ['prod-eu', at('2026-03-02 10:00')],
    ['prod-us', at('2026-03-02 11:00')],
  ]);
});
