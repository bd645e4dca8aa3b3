import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * 1.3.3 comes after 1.4.1 from the release branch, with a cherry-pick of #3, which 1.4.1 did not have. It is no rollback, for
 * its commit was never live before and is no ancestor of 1.4.1; it brings #3, whose original is only in 1.5.0.
 */
test('1.3.3 after 1.4.1 from another line rolls nothing back and delivers its cherry-pick', () => {
  const history = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-03 08:00', { message: 'Second (#2)' })
    .commit('C', '2026-03-04 08:00', { message: 'Third (#3)' })
    .branch('main', 'C')
    .commit('pick', '2026-03-05 08:00', { parents: ['A'], message: 'Third\n\n(cherry picked from commit 43000000)' })
    .tag('v1.3.2', 'A')
    .tag('v1.4.1', 'B', '2026-03-04 10:00')
    .tag('v1.3.3', 'pick')
    .tag('v1.5.0', 'C', '2026-03-09 08:00')
    .build();

  const { releases, changes, coverage } = deriveFacts(history, DEFAULT_RULES);

  expect(releases.map(({ ref, failed, isRework, changeCount }) => [ref, failed, isRework, changeCount])).toEqual([
    ['v1.3.2', false, false, 1],
    ['v1.3.3', false, false, 1],
    ['v1.4.1', false, false, 1],
    ['v1.5.0', false, false, 0],
  ]);
  expect(changes.find(({ key }) => key === '#3')?.deployedAt).toBe(at('2026-03-05 08:00'));
  expect(coverage.deploymentRule).toBe('VERSION_TAGS');
});
