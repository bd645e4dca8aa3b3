import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const story = (title: string) =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .commit('C', '2026-03-02 11:00', { message: 'Third (#3)' })
    .commit('D', '2026-03-02 13:00', { message: `${title} (#4)` })
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 09:30', { commit: 'B' })
    .deploy('c', '2026-03-02 11:30', { commit: 'C' })
    .deploy('d', '2026-03-02 13:30', { commit: 'D' });

/**
 * The incident names B; C went out meanwhile; D carries the hotfix. The hotfix's incident (open when it was merged) is B's, so
 * B failed once and D remedies B; C, although it is the release right before a hotfix, did nothing wrong.
 */
test('a hotfix blames the release its incident names, not the one just before it', () => {
  const history = story('Hotfix: stock count').incident('INC-1', '2026-03-02 10:00', { deployment: 'b' }).build();

  const { releases } = deriveFacts(history, DEFAULT_RULES);

  expect(releases.map(({ key, failed, failureReasons, isRework }) => [key, failed, failureReasons, isRework])).toEqual([
    ['a', false, [], false],
    ['b', true, ['INCIDENT'], false],
    ['c', false, [], false],
    ['d', false, [], true],
  ]);
  expect(releases[1]).toMatchObject({ failureStartAt: at('2026-03-02 10:00'), recoveredAt: at('2026-03-02 13:30') });
});

/** A hotfix with no incident at all fixes nothing that is known to have failed. */
test('a marked hotfix without an incident fails nobody', () => {
  const { releases } = deriveFacts(story('Hotfix: stock count').build(), DEFAULT_RULES);

  expect(releases.some(({ failed, isRework }) => failed || isRework)).toBe(false);
});

/** Its incident belongs to nobody (the window is switched off) and began after C: then C, just before the hotfix, failed. */
test('a hotfix of an unattributed incident blames the release just before', () => {
  const history = story('Hotfix: stock count').incident('INC-1', '2026-03-02 12:00').build();

  const { releases } = deriveFacts(history, { ...DEFAULT_RULES, incidentWindowSeconds: 0 });

  expect(releases.map(({ key, failureReasons, isRework }) => [key, failureReasons, isRework])).toEqual([
    ['a', [], false],
    ['b', [], false],
    ['c', ['HOTFIX'], false],
    ['d', [], true],
  ]);
  expect(releases[2]).toMatchObject({ failureStartAt: at('2026-03-02 12:00'), recoveredAt: at('2026-03-02 13:30') });
});

/** Told by hand not to come from a deployment, it blames none, whatever the hotfix. */
test('an incident that by hand is from no deployment fails nothing', () => {
  const history = story('Hotfix: stock count').incident('INC-1', '2026-03-02 12:00').build();

  const facts = deriveFacts(history, { ...DEFAULT_RULES, manualIncidentDeployments: { 'INC-1': null } });

  expect(facts.incidents[0]).toMatchObject({ attribution: 'MANUAL', deploymentKey: null });
  expect(facts.releases.some(({ failed }) => failed)).toBe(false);
});
