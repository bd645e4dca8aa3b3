import { at, HistoryBuilder, HOUR } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

/**
 * A deployment that holds nothing but a dependency bump, made by github-actions[bot]. The change is a bot's, which figures
 * may leave out when asked; the deployment is one like any other, whoever pressed the button.
 */
test('a deployment of bot changes only is a deployment', () => {
  const history = new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'chore(deps): bump left-pad (#2)', author: 'dependabot[bot]' })
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 10:00', { commit: 'B', externalId: 'github-actions[bot]/77' })
    .build();

  const { releases, changes } = deriveFacts(history, DEFAULT_RULES);

  expect(releases.map(({ key, finishedAt, changeCount }) => [key, finishedAt, changeCount])).toEqual([
    ['a', at('2026-03-02 08:30'), 1],
    ['b', at('2026-03-02 10:00'), 1],
  ]);
  expect(changes.find(({ key }) => key === '#2')).toMatchObject({
    authorIsBot: true,
    type: 'RISK',
    leadSeconds: { seconds: HOUR, emptyReason: null },
  });
});
