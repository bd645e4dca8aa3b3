import { join } from 'node:path';
import { type PlannedCommit, writeRepository } from '../story/write-repository.js';

const at = (text: string) => Date.parse(`2026-${text}:00Z`);

function commit(
  key: string,
  parents: string[],
  [authored, committed]: [string, string],
  message: string,
): PlannedCommit {
  return { key, parents, author: 'Ada Larsen', authoredAt: at(authored), committedAt: at(committed), message };
}

/**
 * Six changes and four version tags in one week of March 2026, small enough to work out every figure by hand:
 *
 * | change | how | first commit | merged | deployed by |
 * | --- | --- | --- | --- | --- |
 * | start | direct push | unknown | 02 08:00 | v1.0.0 at 02 09:00, the first: nothing says what was out before |
 * | #1 | merge commit | 03 10:00 | 04 10:00 | v1.1.0 at 05 10:00, 48 h after its first commit |
 * | #2 | squash | 04 08:00 (authored before it was committed) | 04 20:00 | v1.1.0, 26 h after it |
 * | push | direct push | unknown | 06 09:00 | v1.2.0 at 06 11:00, 2 h after its merge |
 * | revert | direct push, "This reverts commit" of the push | unknown | 06 15:00 | v1.2.1 at 06 16:00, 1 h after its merge |
 * | late | direct push | unknown | 07 12:00 | nothing yet |
 */
export async function writeSmallHistory(folder: string): Promise<string> {
  const before = [
    commit('start', [], ['03-02T08:00', '03-02T08:00'], 'Start'),
    commit('b1', ['start'], ['03-03T10:00', '03-03T10:00'], 'Read the gauge'),
    commit('b2', ['b1'], ['03-03T14:00', '03-03T14:00'], 'Read it again'),
    commit(
      'merge',
      ['start', 'b2'],
      ['03-04T10:00', '03-04T10:00'],
      'Merge pull request #1 from acme/gauge\n\nRead the gauge',
    ),
    commit('squash', ['merge'], ['03-04T08:00', '03-04T20:00'], 'Draw the curve (#2)'),
    commit('push', ['squash'], ['03-06T09:00', '03-06T09:00'], 'Round the level up'),
  ];
  const rehearsal = await writeRepository(join(folder, 'rehearsal'), {
    commits: before,
    branches: [{ name: 'main', commit: 'push' }],
    tags: [],
  });
  const revert = `Revert "Round the level up"\n\nThis reverts commit ${rehearsal.get('push')}.`;
  const clone = join(folder, 'tide');
  await writeRepository(clone, {
    commits: [
      ...before,
      commit('revert', ['push'], ['03-06T15:00', '03-06T15:00'], revert),
      commit('late', ['revert'], ['03-07T12:00', '03-07T12:00'], 'Say when the tide turns'),
    ],
    branches: [{ name: 'main', commit: 'late' }],
    tags: [
      { name: 'v1.0.0', commit: 'start', taggedAt: at('03-02T09:00') },
      { name: 'v1.1.0', commit: 'squash', taggedAt: at('03-05T10:00') },
      { name: 'v1.2.0', commit: 'push', taggedAt: at('03-06T11:00') },
      { name: 'v1.2.1', commit: 'revert', taggedAt: at('03-06T16:00') },
    ],
  });
  return clone;
}

export const SMALL_RANGE = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z' };
