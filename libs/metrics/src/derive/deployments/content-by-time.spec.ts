import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';

const story = () =>
  new HistoryBuilder()
    .pullRequest(1, { opened: '2026-03-02 07:00', merged: '2026-03-02 08:00', commit: 'A' })
    .pullRequest(2, { opened: '2026-03-02 08:00', merged: '2026-03-02 09:00', commit: 'B' })
    .pullRequest(3, { opened: '2026-03-02 09:00', merged: '2026-03-02 10:00', commit: 'C' })
    .deploy('a', '2026-03-02 08:30', { commit: 'A' });

const deployedOf = (builder: HistoryBuilder) =>
  deriveFacts(builder.build(), DEFAULT_RULES).changes.map(({ deployedAt }) => deployedAt);

/** B's deployment was made after C was merged, yet holds only what was merged up to B. */
test('without a graph a deployed merge commit holds what was merged up to it', () => {
  expect(deployedOf(story().deploy('b', '2026-03-02 11:00', { commit: 'B' }))).toEqual([
    null,
    at('2026-03-02 11:00'),
    null,
  ]);
});

test('an older or repeated sha brings nothing, though it is a release', () => {
  const builder = story()
    .deploy('c', '2026-03-02 11:00', { commit: 'C' })
    .deploy('b', '2026-03-02 12:00', { commit: 'B' })
    .deploy('c2', '2026-03-02 13:00', { commit: 'C' });

  const { releases } = deriveFacts(builder.build(), DEFAULT_RULES);

  expect(releases.map(({ key, changeCount, attribution }) => [key, changeCount, attribution])).toEqual([
    ['a', 1, 'TIME'],
    ['b', 0, 'TIME'],
    ['c', 2, 'TIME'],
    ['c2', 0, 'TIME'],
  ]);
});

/** A sha nobody knows holds what was merged when it was first deployed anywhere: staging saw it at 09:30. */
test('an unknown sha is as old as its first deployment in any environment', () => {
  const builder = story()
    .deploy('s', '2026-03-02 09:30', { commit: 'x', environment: 'staging' })
    .deploy('p', '2026-03-02 12:00', { commit: 'x' });

  expect(deployedOf(builder)).toEqual([null, at('2026-03-02 12:00'), null]);
});

/** A configuration repository's deployment names the source it brings; its own sha is not of this graph. */
test('a deployment that names its sources brings what they reach', () => {
  const history = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .deploy('a', '2026-03-02 08:30', { commit: 'cfg1', sourceShas: ['4100000000000000000000000000000000000000'] })
    .deploy('b', '2026-03-02 10:00', { commit: 'cfg2', sourceShas: ['4200000000000000000000000000000000000000'] })
    .build();

  const { changes, releases } = deriveFacts(history, DEFAULT_RULES);

  expect(changes.map(({ deployedAt }) => deployedAt)).toEqual([null, at('2026-03-02 10:00')]);
  expect(releases.every(({ attribution }) => attribution === 'EXACT')).toBe(true);
});
