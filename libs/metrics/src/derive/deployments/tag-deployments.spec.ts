import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';

const releasesOf = (builder: HistoryBuilder) =>
  deriveFacts(builder.build(), DEFAULT_RULES)
    .releases.sort((a, b) => a.finishedAt - b.finishedAt)
    .map(({ ref, service, changeCount }) => [ref, service, changeCount]);

const line = () =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .branch('main', 'B');

test('neighbouring tags of one commit within ten minutes are one deployment, later ones another', () => {
  const builder = line()
    .tag('v1.0', 'A', '2026-03-02 10:00')
    .tag('v1.0.0', 'A', '2026-03-02 10:08')
    .tag('v1.0.1', 'A', '2026-03-02 11:00');

  expect(releasesOf(builder)).toEqual([
    ['v1.0', 'acme/shop', 1],
    ['v1.0.1', 'acme/shop', 0],
  ]);
});

test('at equal instants the ancestor comes first, whatever the names', () => {
  const builder = line().tag('v1.9', 'A', '2026-03-02 10:00').tag('v1.10', 'B', '2026-03-02 10:00');

  const { releases } = deriveFacts(builder.build(), DEFAULT_RULES);

  expect(releases.map(({ ref, isFirst, failed }) => [ref, isFirst, failed])).toEqual([
    ['v1.10', false, false],
    ['v1.9', true, false],
  ]);
});

test('a component tag speaks of its own service, the repository’s own name does not', () => {
  const builder = line()
    .tag('shop-1.0.0', 'A', '2026-03-02 10:00')
    .tag('search-1.0.0', 'A', '2026-03-02 10:01')
    .tag('search-1.1.0', 'B', '2026-03-02 10:02')
    .tag('v1.1.0-rc1', 'B', '2026-03-02 10:03');

  expect(releasesOf(builder)).toEqual([
    ['shop-1.0.0', 'acme/shop', 1],
    ['search-1.0.0', 'search', 1],
    ['search-1.1.0', 'search', 1],
  ]);
});

test('a lightweight tag is as old as its commit', () => {
  const { deployments } = deriveFacts(line().tag('v1.0', 'B').build(), DEFAULT_RULES);

  expect(deployments.map(({ finishedAt, rule }) => [finishedAt, rule])).toEqual([
    [at('2026-03-02 09:00'), 'VERSION_TAGS'],
  ]);
});

test('without tags every commit of the line is a deployment', () => {
  const { deployments, coverage, changes } = deriveFacts(line().build(), DEFAULT_RULES);

  expect(deployments).toHaveLength(2);
  expect(coverage.deploymentRule).toBe('MERGES');
  expect(changes.map(({ deployedEmptyReason, leadSeconds }) => [deployedEmptyReason, leadSeconds.seconds])).toEqual([
    ['NO_EARLIER_DEPLOYMENT', null],
    [null, 0],
  ]);
});

test('a pick carries the number of what it brings, a revert that of what it takes back', () => {
  const builder = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'revert: the first try (#2)' })
    .commit('C', '2026-03-02 10:00', { message: 'Third (#3)' })
    .branch('main', 'C')
    .commit('P', '2026-03-02 11:00', { parents: ['A'], message: 'revert: the first try (#2)' })
    .commit('R', '2026-03-02 12:00', { parents: ['P'], message: 'Revert "Third (#3)"\n\nThis reverts commit 0123456.' })
    .branch('release/1', 'R')
    .tag('v1.0', 'A', '2026-03-02 08:30')
    .tag('v1.1', 'R', '2026-03-02 13:00');

  const { deliveries } = deriveFacts(builder.build(), DEFAULT_RULES);
  const deployed = deliveries.filter(({ environment, deployedAt }) => environment === null && deployedAt !== null);

  expect(deployed.map(({ changeKey }) => changeKey)).toEqual(['#2']);
});
