import { HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES, type DerivationRules } from '../../rules.js';

const story = (builder = new HistoryBuilder()) =>
  builder
    .commit('A', '2026-03-02 08:00')
    .commit('B', '2026-03-02 09:00')
    .commit('C', '2026-03-02 10:00')
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 09:30', { commit: 'B' })
    .deploy('c', '2026-03-02 10:30', { commit: 'C' })
    .deploy('d', '2026-03-02 11:30', { commit: 'A' });

const blamed = (rollbackBlames: DerivationRules['rollbackBlames'], history = story().build()) =>
  deriveFacts(history, { ...DEFAULT_RULES, rollbackBlames })
    .releases.filter(({ failed }) => failed)
    .map(({ key }) => key);

/**
 * A, B, C, back to A. To go back past C and B to A says that B was already bad (the first after the target); a team may
 * rather blame C, which made it go back, or all.
 */
test('A, B, C, A under the three blame rules', () => {
  expect(blamed('FIRST_AFTER_TARGET')).toEqual(['b']);
  expect(blamed('LATEST')).toEqual(['c']);
  expect(blamed('ALL')).toEqual(['b', 'c']);
});

/** Where no graph is known, what was live first is the older. Going forward to C again rolls nothing back. */
test('without the graph the one that was live first is the older', () => {
  const history = { ...story().deploy('e', '2026-03-02 12:30', { commit: 'C' }).build(), commits: [] };

  expect(blamed('FIRST_AFTER_TARGET', history)).toEqual(['b']);
});

/** A's late finish was begun before B's finish: it was overtaken, nobody went back. */
test('a late finish that was overtaken is no rollback', () => {
  const history = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00')
    .commit('B', '2026-03-02 09:00')
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 10:00', { commit: 'B', created: '2026-03-02 09:30' })
    .deploy('late', '2026-03-02 10:10', { commit: 'A', created: '2026-03-02 09:20' })
    .build();

  expect(blamed('FIRST_AFTER_TARGET', history)).toEqual([]);
});

test('switched off, a rollback fails nobody', () => {
  const { releases } = deriveFacts(story().build(), { ...DEFAULT_RULES, failureReasons: ['INCIDENT', 'REVERT'] });

  expect(releases.some(({ failed, isRework }) => failed || isRework)).toBe(false);
});
