import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import type { RepositoryHistory } from '../../facts.js';
import { DEFAULT_RULES } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';

const story = () =>
  new HistoryBuilder()
    .commit('A', '2025-03-02 08:00')
    .commit('B', '2026-03-02 08:00')
    .branch('main', 'B')
    .pullRequest(1, { opened: '2026-03-01 08:00', merged: '2026-03-02 08:00', commit: 'B' });

const ruleOf = (history: RepositoryHistory) => deriveFacts(history, DEFAULT_RULES).coverage.deploymentRule;

test('an inferred rule must have found something in the last 180 days before one that did is asked', () => {
  expect(ruleOf(story().build())).toBe('MERGES');
  expect(ruleOf(story().tag('v1.0', 'A').build())).toBe('MERGES');
  expect(ruleOf(story().tag('v1.0', 'B').build())).toBe('VERSION_TAGS');
  expect(ruleOf(story().tag('v1.0', 'B').deploy('r', '2026-03-02 09:00', { rule: 'RELEASES' }).build())).toBe(
    'RELEASES',
  );
});

test('what somebody stated outranks what is inferred, and both kinds of statement count', () => {
  const history = story()
    .tag('v1.0', 'B')
    .deploy('pushed', '2026-03-02 09:00', { commit: 'B' })
    .deploy('github', '2026-03-02 12:00', { commit: 'B', rule: 'GITHUB_DEPLOYMENTS' })
    .deploy('release', '2026-03-02 13:00', { commit: 'B', rule: 'RELEASES' })
    .build();

  const { coverage, deployments } = deriveFacts(history, DEFAULT_RULES);

  expect(coverage.deploymentRule).toBe('GITHUB_DEPLOYMENTS');
  expect(deployments.map(({ key }) => key)).toEqual(['github', 'pushed']);
});

test('a chosen rule is kept, but merges are only kept for want of better', () => {
  const history = story().tag('v1.0', 'B').deploy('r', '2026-03-02 09:00', { rule: 'RELEASES' }).build();

  expect(ruleOf({ ...history, fixedRule: 'VERSION_TAGS' })).toBe('VERSION_TAGS');
  expect(ruleOf({ ...history, fixedRule: 'MERGES' })).toBe('RELEASES');
  expect(deriveFacts({ ...history, fixedRule: 'VERSION_TAGS' }, DEFAULT_RULES).coverage.deploymentRuleReason).toBe(
    'Version tags (1 known): chosen when the first sync was complete and kept.',
  );
});

test('non-production rows are kept beside an inferred rule', () => {
  const history = story()
    .tag('v1.0', 'B')
    .deploy('s', '2026-03-02 09:00', { commit: 'B', environment: 'staging' })
    .build();

  const { coverage, deployments } = deriveFacts(history, DEFAULT_RULES);

  expect(coverage.deploymentRule).toBe('VERSION_TAGS');
  expect(deployments.map(({ key, isProduction }) => [key, isProduction])).toEqual([
    ['s', false],
    ['tag:v1.0', true],
  ]);
});

test('a file that states when changes were deployed is believed, and no merge is taken for a deployment', () => {
  const deployedAt = at('2026-03-03 08:00');
  const history = new HistoryBuilder()
    .pullRequest(1, { opened: '2026-03-01 08:00', merged: '2026-03-02 08:00', stated: { deployedAt } })
    .pullRequest(2, { opened: '2026-03-01 08:00', merged: '2026-03-02 08:00', stated: { deployedAt: null } })
    .build();

  const { coverage, changes, deliveries } = deriveFacts(history, DEFAULT_RULES);

  expect(coverage.deploymentRule).toBe('NONE');
  expect(changes.map((change) => [change.deployedAt, change.deployedEmptyReason])).toEqual([
    [deployedAt, null],
    [null, 'NOT_DEPLOYED_YET'],
  ]);
  expect(deliveries.filter((row) => row.environment === null).map((row) => row.deployedAt)).toEqual([deployedAt, null]);
});
