import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import { deriveFacts } from '../derive-facts.js';
import { DEFAULT_RULES } from '../../rules.js';

const story = () =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 10:00', { commit: 'B' })
    .deploy('back', '2026-03-02 10:20', { commit: 'A' });

const releaseB = (builder: HistoryBuilder) =>
  deriveFacts(builder.build(), DEFAULT_RULES).releases.find(({ key }) => key === 'b');

/** Users were well again at 10:20, whenever somebody tidied up the incident: recovery took 15 minutes from its start. */
test('recovery ends with the rollback although the incident is closed the next day', () => {
  const release = releaseB(
    story().incident('INC-1', '2026-03-02 10:05', { deployment: 'b', resolved: '2026-03-03 09:00' }),
  );

  expect(release).toMatchObject({
    failed: true,
    failureReasons: ['INCIDENT', 'ROLLBACK'],
    failureStartAt: at('2026-03-02 10:05'),
    recoveredAt: at('2026-03-02 10:20'),
  });
});

test('recovery ends with the rollback although the incident is never closed', () => {
  const release = releaseB(story().incident('INC-1', '2026-03-02 10:05', { deployment: 'b' }));

  expect(release?.recoveredAt).toBe(at('2026-03-02 10:20'));
});

/** The incident was written down after the rollback: its start would come after the end, so the failure began with B. */
test('an incident noted after the rollback starts the recovery at the deployment', () => {
  const release = releaseB(
    story().incident('INC-1', '2026-03-02 11:00', { deployment: 'b', resolved: '2026-03-02 12:00' }),
  );

  expect(release).toMatchObject({ failureStartAt: at('2026-03-02 10:00'), recoveredAt: at('2026-03-02 10:20') });
});
