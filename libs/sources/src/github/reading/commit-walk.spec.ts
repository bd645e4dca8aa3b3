import type { CommitRecord } from '@weir/metrics';
import { describe, expect, it } from 'vitest';
import { beginCommitWalk, beginDeeperWalk, shortSha, takeCommits } from './commit-walk.js';

const sha = (name: string) => name.padEnd(40, '0');

function commit(name: string, ...parents: string[]): CommitRecord {
  const times = { authoredAt: 0, committedAt: 0 };
  return { sha: sha(name), parents: parents.map(sha), authorName: '', authorEmail: '', message: '', ...times };
}

/** A page of history, newest first. */
const page = (commits: CommitRecord[], hasNextPage = true) => ({ commits, hasNextPage, endCursor: 'next' });
const known = (...names: string[]) => new Set(names.map((name) => shortSha(sha(name))));
const namesOf = (commits: CommitRecord[]) => commits.map((one) => one.sha.replace(/0+$/, ''));

describe('A walk through history', () => {
  it('goes on while named parents were not met, and ends at known history', () => {
    const shas = known('a', 'b');
    const first = takeCommits(shas, beginCommitWalk(sha('e'), 0), page([commit('e', 'd'), commit('d', 'c')]));
    expect(namesOf(first.fresh)).toEqual(['e', 'd']);
    const next = takeCommits(shas, first.walk ?? beginCommitWalk('', 0), page([commit('c', 'b'), commit('b', 'a')]));
    expect(namesOf(next.fresh)).toEqual(['c']);
    expect(next.walk).toBeNull();
  });

  it('passes over known commits to those of a merged branch behind them', () => {
    const shas = known('k2', 'k1');
    const begun = takeCommits(shas, beginCommitWalk(sha('f'), 0), page([commit('f', 'k2', 'e2'), commit('k2', 'k1')]));
    expect(begun.walk).not.toBeNull();
    const ended = takeCommits(
      shas,
      begun.walk ?? beginCommitWalk('', 0),
      page([commit('e2', 'e3'), commit('k1', 'e3'), commit('e3')]),
    );
    expect(namesOf(ended.fresh)).toEqual(['e2', 'e3']);
    expect(ended.walk).toBeNull();
  });

  it('ends with the window', () => {
    const { walk } = takeCommits(known(), beginCommitWalk(sha('b'), 0), page([commit('b', 'a')], false));
    expect(walk).toBeNull();
  });

  it('into more of the past goes through everything that is known', () => {
    const shas = known('c', 'b');
    const first = takeCommits(shas, beginDeeperWalk(sha('c'), 0), page([commit('c', 'b'), commit('b', 'a')]));
    expect(first.fresh).toEqual([]);
    const next = takeCommits(shas, first.walk ?? beginCommitWalk('', 0), page([commit('a')], false));
    expect(namesOf(next.fresh)).toEqual(['a']);
  });
});
