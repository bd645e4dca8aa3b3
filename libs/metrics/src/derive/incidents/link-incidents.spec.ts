import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import type { IncidentRecord } from '../../records.js';
import { DEFAULT_RULES, type DerivationRules } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';

const story = (incident: Partial<IncidentRecord> & { resolved?: string } = {}) =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .commit('C', '2026-03-02 11:00', { message: 'Third (#3)\n\nFixes INC-1' })
    .deploy('a', '2026-03-02 08:30', { commit: 'A', externalId: '1001', url: 'https://acme.example/d/1' })
    .deploy('b', '2026-03-02 09:30', { commit: 'B', ref: 'v2.0.0' })
    .deploy('c', '2026-03-02 12:00', { commit: 'C' })
    .incident('INC-1', '2026-03-02 10:00', incident);

const causeOf = (incident: Partial<IncidentRecord>, rules: Partial<DerivationRules> = {}) => {
  const [fact] = deriveFacts(story(incident).build(), { ...DEFAULT_RULES, ...rules }).incidents;
  return [fact?.attribution, fact?.deploymentKey];
};

test.each<[string, Partial<IncidentRecord>, (string | null)[]]>([
  ['its field holds a key', { deployment: 'a' }, ['EXPLICIT', 'a']],
  ['its field holds an outer id', { deployment: '1001' }, ['EXPLICIT', 'a']],
  ['its field holds a version', { deployment: 'V2.0.0' }, ['EXPLICIT', 'b']],
  ['its field holds a change', { deployment: 'acme/shop#1' }, ['EXPLICIT', 'a']],
  ['its text holds an address', { body: 'See https://acme.example/d/1.' }, ['EXPLICIT', 'a']],
  ['its text holds a change', { body: 'Broken since #2' }, ['EXPLICIT', 'b']],
  ['its text holds a change by address', { body: 'https://github.com/acme/shop/pull/1 broke it' }, ['EXPLICIT', 'a']],
  ['its text names only a remedy', { body: 'Fixed by #3, closes #1' }, ['TIME', 'b']],
  ['its field comes before its text', { deployment: 'a', body: 'Broken since #2' }, ['EXPLICIT', 'a']],
  ['its service is not deployed here', { service: 'payments' }, ['NONE', null]],
  ['its service is this one by bare name', { service: 'Shop' }, ['TIME', 'b']],
  ['it is said not to come from a deployment', { notFromDeployment: true, deployment: 'a' }, ['MANUAL', null]],
])('the cause of an incident when %s', (_, incident, expected) => {
  expect(causeOf(incident)).toEqual(expected);
});

test('by hand always wins', () => {
  expect(causeOf({ deployment: 'a' }, { manualIncidentDeployments: { 'INC-1': 'b' } })).toEqual(['MANUAL', 'b']);
});

test('a change that closes the incident is its remedy, and a close by its merge lasts until it is deployed', () => {
  const { incidents, releases } = deriveFacts(story({ resolved: '2026-03-02 11:00' }).build(), DEFAULT_RULES);

  expect(incidents[0]?.resolvedAt).toBe(at('2026-03-02 12:00'));
  expect(releases.map(({ key, failed, isRework, recoveredAt }) => [key, failed, isRework, recoveredAt])).toEqual([
    ['a', false, false, null],
    ['b', true, false, at('2026-03-02 12:00')],
    ['c', false, true, null],
  ]);
});

test('closed by hand, it is resolved when it was closed', () => {
  const { incidents } = deriveFacts(story({ resolved: '2026-03-02 11:30' }).build(), DEFAULT_RULES);

  expect(incidents[0]?.resolvedAt).toBe(at('2026-03-02 11:30'));
});
