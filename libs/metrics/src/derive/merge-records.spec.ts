import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { mergeRecords, type SourceRecords } from './merge-records.js';

const NOTHING: SourceRecords = { refs: [], pullRequests: [], deployments: [], coverage: [] };
const merge = (sources: SourceRecords[]) => {
  const { repository, commits, incidents } = new HistoryBuilder().build();
  return mergeRecords({ repository, commits, sources, incidents, fixedRule: null });
};
const sourceOf = (builder: HistoryBuilder): SourceRecords => {
  const { refs, pullRequests, deployments, coverage } = builder.build();
  return { ...NOTHING, refs, pullRequests, deployments, coverage };
};

test('of one pull request what is known beats what is not, and the later source wins', () => {
  const rich = sourceOf(
    new HistoryBuilder().pullRequest(1, {
      opened: '2026-03-02 08:00',
      merged: '2026-03-02 09:00',
      title: 'Cart',
      labels: ['bug'],
      stated: { approvedAt: 5 },
    }),
  );
  const poor = sourceOf(
    new HistoryBuilder().pullRequest(1, {
      title: '',
      author: 'Ann',
      reviews: null,
      labels: ['ui'],
      stated: { approvedAt: null, deployedAt: 9 },
    }),
  );

  const [record] = merge([rich, poor]).pullRequests;

  expect(record).toMatchObject({
    title: 'Cart',
    author: 'Ann',
    state: 'MERGED',
    mergedAt: at('2026-03-02 09:00'),
    reviews: [],
    labels: ['bug', 'ui'],
    stated: { approvedAt: 5, deployedAt: 9 },
  });
});

test('deployments of all sources are kept, told apart by source and key', () => {
  const one = sourceOf(new HistoryBuilder().deploy('1', '2026-03-02 08:00'));
  const two = sourceOf(new HistoryBuilder().deploy('1', '2026-03-02 08:05'));

  expect(merge([one, two]).deployments.map(({ key, source }) => [key, source])).toEqual([
    ['1', '0'],
    ['1~2', '1'],
  ]);
});

test('refs are united, the later source saying where a branch is now', () => {
  const one = sourceOf(new HistoryBuilder().branch('main', 'A').tag('v1.0', 'A', '2026-03-02 08:00'));
  const two = sourceOf(new HistoryBuilder().branch('main', 'B').tag('v1.0', 'A'));

  expect(merge([one, two]).refs.map(({ name, sha, taggedAt }) => [name, sha.slice(0, 2), taggedAt])).toEqual([
    ['main', '42', null],
    ['v1.0', '41', at('2026-03-02 08:00')],
  ]);
});
