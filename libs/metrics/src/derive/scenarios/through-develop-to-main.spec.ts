import { at, DAY, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * #1 is merged into develop on Monday, develop is promoted to main by #2 on Wednesday, main is tagged on Thursday. The change
 * is #1, merged on Monday and deployed on Thursday; the promotion moved it and is none. #3 waits on develop: since develop
 * feeds main, it is merged and not yet deployed.
 */
const story = () =>
  new HistoryBuilder()
    .commit('root', '2026-03-01 09:00')
    .commit('work', '2026-03-02 08:00')
    .commit('M1', '2026-03-02 09:00', {
      parents: ['root', 'work'],
      message: 'Merge pull request #1 from acme/feature-1',
    })
    .commit('P', '2026-03-04 09:00', { parents: ['root', 'M1'], message: 'Merge pull request #2 from acme/develop' })
    .commit('M3', '2026-03-05 10:00', { parents: ['M1'], message: 'Third (#3)', authored: '2026-03-05 10:00' })
    .branch('main', 'P')
    .branch('develop', 'M3')
    .tag('v1.0.0', 'root')
    .tag('v1.1.0', 'P', '2026-03-05 09:00')
    .pullRequest(1, { opened: '2026-03-02 08:30', merged: '2026-03-02 09:00', commit: 'M1', baseBranch: 'develop' })
    .pullRequest(2, { opened: '2026-03-04 08:00', merged: '2026-03-04 09:00', commit: 'P', headBranch: 'develop' })
    .pullRequest(3, { opened: '2026-03-05 09:00', merged: '2026-03-05 10:00', commit: 'M3', baseBranch: 'develop' });

test('a change through develop is deployed with the promotion, which is none itself', () => {
  const { changes, releases } = deriveFacts(story().build(), DEFAULT_RULES);

  expect(changes.map(({ key, deployedAt, inStage }) => [key, deployedAt, inStage])).toEqual([
    ['#1', at('2026-03-05 09:00'), null],
    ['#3', null, 'DEPLOY'],
  ]);
  expect(changes[0]).toMatchObject({ firstCommitAt: at('2026-03-02 08:00'), stages: { DEPLOY: { seconds: 3 * DAY } } });
  expect(releases.map(({ ref, changeCount }) => [ref, changeCount])).toEqual([
    ['v1.0.0', 0],
    ['v1.1.0', 1],
  ]);
});

/** The same without commits (files): the promotion's date says when #1 came to main; #3 has no promotion after it. */
test('without the graph the promotion is followed by its date', () => {
  const history = story()
    .deploy('first', '2026-03-01 10:00')
    .deploy('early', '2026-03-03 10:00')
    .deploy('second', '2026-03-05 09:00')
    .build();

  const { changes } = deriveFacts({ ...history, commits: [], refs: [] }, DEFAULT_RULES);

  expect(changes.find(({ key }) => key === '#1')?.deployedAt).toBe(at('2026-03-05 09:00'));
  expect(changes.map(({ key }) => key)).toEqual(['#1', '#3']);
});

/** #2 was merged into the branch of #1 and came to main squashed within it: counting both would count the work twice. */
test('a pull request merged into another one is no change of its own', () => {
  const history = new HistoryBuilder()
    .commit('root', '2026-03-01 09:00')
    .commit('S1', '2026-03-02 09:00', { message: 'Whole (#1)' })
    .branch('main', 'S1')
    .pullRequest(1, { opened: '2026-03-01 10:00', merged: '2026-03-02 09:00', commit: 'S1' })
    .pullRequest(2, { opened: '2026-03-01 11:00', merged: '2026-03-01 12:00', baseBranch: 'feature-1' })
    .build();

  expect(deriveFacts(history, DEFAULT_RULES).changes.map(({ key }) => key)).toEqual(['#1']);
});
