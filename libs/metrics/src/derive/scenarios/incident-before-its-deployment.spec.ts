import { at, HistoryBuilder, shaOf } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const story = () =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00')
    .commit('B', '2026-03-02 09:00')
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 10:00', { commit: 'B', created: '2026-03-02 09:50' });

/**
 * The deployment was already half out when the alarm rang at 09:55, five minutes before it finished. The incident names it by
 * id: EXPLICIT. Recovery starts at the later of the two, 10:00, so it is not negative and not too long.
 */
test('an incident that begins before the deployment it names counts from the deployment', () => {
  const history = story()
    .incident('INC-1', '2026-03-02 09:55', { deployment: 'b', resolved: '2026-03-02 11:00' })
    .build();

  const { releases, incidents } = deriveFacts(history, DEFAULT_RULES);

  expect(incidents[0]).toMatchObject({ attribution: 'EXPLICIT', releaseKey: 'b' });
  expect(releases[1]).toMatchObject({ failureStartAt: at('2026-03-02 10:00'), recoveredAt: at('2026-03-02 11:00') });
});

/** A sha names its last success before the start; B had none yet, so it is B's attempt that had begun. */
test('by sha it is the attempt begun before the start', () => {
  const history = story()
    .incident('INC-1', '2026-03-02 09:55', { body: `It came with ${shaOf('B')}.` })
    .build();

  expect(deriveFacts(history, DEFAULT_RULES).incidents[0]).toMatchObject({
    attribution: 'EXPLICIT',
    deploymentKey: 'b',
  });
});

/** It names nothing: the last success at or before its start, within 72 hours, is A. Four days later it would be none. */
test('without a name it is the deployment before', () => {
  const near = story().incident('INC-1', '2026-03-02 09:55').build();
  const far = story().incident('INC-1', '2026-03-06 10:00').build();

  expect(deriveFacts(near, DEFAULT_RULES).incidents[0]).toMatchObject({ attribution: 'TIME', deploymentKey: 'a' });
  expect(deriveFacts(far, DEFAULT_RULES).incidents[0]).toMatchObject({ attribution: 'NONE', deploymentKey: null });
});
