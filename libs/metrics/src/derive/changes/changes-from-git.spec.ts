import { at, HistoryBuilder, HOUR, shaOf } from '@weir/testing';
import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';

const changesOf = (builder: HistoryBuilder) => deriveFacts(builder.build(), DEFAULT_RULES).changes;

test('a merge stands for the commits it brought: their first date and most frequent author', () => {
  const [merge] = changesOf(
    new HistoryBuilder()
      .commit('root', '2026-03-01 09:00')
      .commit('x', '2026-03-02 09:00', { author: 'ben', authored: '2026-03-01 20:00' })
      .commit('y', '2026-03-02 10:00', { author: 'ben' })
      .commit('z', '2026-03-02 11:00', { author: 'cleo' })
      .commit('M', '2026-03-02 12:00', {
        parents: ['root', 'z'],
        author: 'dan',
        message: 'Merge pull request #4 from acme/hotfix-cart\n\nKeep it',
      })
      .branch('main', 'M'),
  );

  expect(merge).toMatchObject({
    key: '#4',
    kind: 'MERGE_COMMIT',
    title: 'Keep it',
    author: 'ben',
    firstCommitAt: at('2026-03-01 20:00'),
    mergedAt: at('2026-03-02 12:00'),
    cycleSeconds: { seconds: 16 * HOUR, emptyReason: null },
    url: 'https://github.com/acme/shop/pull/4',
    openedAt: null,
    reviewsKnown: false,
  });
});

test('of equally frequent authors the first by code point is taken', () => {
  const [merge] = changesOf(
    new HistoryBuilder()
      .commit('root', '2026-03-01 09:00')
      .commit('x', '2026-03-02 09:00', { author: 'émile' })
      .commit('y', '2026-03-02 10:00', { author: 'Zoë' })
      .commit('M', '2026-03-02 12:00', { parents: ['root', 'y'], message: "Merge branch 'x'" })
      .branch('main', 'M')
      .tag('v1.0', 'root'),
  ).filter(({ kind }) => kind === 'MERGE_COMMIT');

  expect(merge?.author).toBe('Zoë');
});

test('the first commit of a squash or a push is known only when it was authored before it was committed', () => {
  const changes = changesOf(
    new HistoryBuilder()
      .commit('A', '2026-03-02 09:00', { message: 'Squashed (#1)' })
      .commit('B', '2026-03-02 10:00', { authored: '2026-03-02 07:00', message: 'pushed' }),
  );

  expect(changes.map(({ key, kind, firstCommitAt }) => [key, kind, firstCommitAt])).toEqual([
    ['#1', 'SQUASH', null],
    [`@${shaOf('B')}`, 'DIRECT_PUSH', at('2026-03-02 07:00')],
  ]);
});

test('a number belongs to the first commit that claims it', () => {
  const changes = changesOf(
    new HistoryBuilder()
      .commit('A', '2026-03-02 09:00', { message: 'Cart (#1)' })
      .commit('B', '2026-03-02 10:00', { message: 'Cart again (#1)' }),
  );

  expect(changes.map(({ key, number }) => [key, number])).toEqual([
    ['#1', 1],
    [`@${shaOf('B')}`, null],
  ]);
});

/** A shallow clone does not know what the merge at its edge brought. */
test('a merge whose side was not fetched has no first commit', () => {
  const [merge] = changesOf(
    new HistoryBuilder().commit('M', '2026-03-02 09:00', {
      parents: ['gone', 'lost'],
      message: 'Merge pull request #2 from a/b',
    }),
  );

  expect(merge).toMatchObject({ key: '#2', firstCommitAt: null });
});
