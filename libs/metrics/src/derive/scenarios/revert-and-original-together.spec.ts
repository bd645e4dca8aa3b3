import { at, HistoryBuilder, shaOf } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const story = () =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .commit('C', '2026-03-02 10:00', { message: `Revert "Second (#2)" (#3)\n\nThis reverts commit ${shaOf('B')}.` })
    .deploy('a', '2026-03-02 08:30', { commit: 'A' });

const summary = (builder: HistoryBuilder) =>
  deriveFacts(builder.build(), DEFAULT_RULES).releases.map(({ key, failureReasons, isRework }) => [
    key,
    failureReasons,
    isRework,
  ]);

/** Nobody ever ran #2 without its revert: the release did not fail. The change was reverted all the same. */
test('a revert in the release of its original fails nothing', () => {
  const builder = story().deploy('c', '2026-03-02 11:00', { commit: 'C' });

  expect(summary(builder)).toEqual([
    ['a', [], false],
    ['c', [], false],
  ]);
  const { changes } = deriveFacts(builder.build(), DEFAULT_RULES);
  expect(changes.filter(({ reverted }) => reverted).map(({ key }) => key)).toEqual(['#2']);
});

/** Released apart, the original's release failed until the revert's was out, which is rework. */
test('a revert in a later release fails the one with the original', () => {
  const builder = story()
    .deploy('b', '2026-03-02 09:30', { commit: 'B' })
    .deploy('c', '2026-03-02 11:00', { commit: 'C' });

  expect(summary(builder)).toEqual([
    ['a', [], false],
    ['b', ['REVERT'], false],
    ['c', [], true],
  ]);
  const release = deriveFacts(builder.build(), DEFAULT_RULES).releases[1];
  expect(release).toMatchObject({ failureStartAt: at('2026-03-02 09:30'), recoveredAt: at('2026-03-02 11:00') });
});

/** A revert of the revert cancels it only when both come in one release: then #2 was never away. */
test('a revert of the revert cancels in the same release only', () => {
  const again = (builder: HistoryBuilder) =>
    builder.commit('D', '2026-03-02 12:00', { message: `Revert "Revert" (#4)\n\nThis reverts commit ${shaOf('C')}.` });
  const together = again(story().deploy('b', '2026-03-02 09:30', { commit: 'B' })).deploy('d', '2026-03-02 13:00', {
    commit: 'D',
  });
  const apart = again(
    story().deploy('b', '2026-03-02 09:30', { commit: 'B' }).deploy('c', '2026-03-02 11:00', { commit: 'C' }),
  ).deploy('d', '2026-03-02 13:00', { commit: 'D' });

  expect(summary(together).map(([, reasons]) => reasons)).toEqual([[], [], []]);
  expect(summary(apart).map(([, reasons]) => reasons)).toEqual([[], ['REVERT'], ['REVERT'], []]);
});
