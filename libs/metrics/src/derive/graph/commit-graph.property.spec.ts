import { randomCommits } from '@weir/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommitRecord } from '../../records.js';
import { listBroughtCommits, listLineEntries } from './brought-commits.js';
import { buildCommitGraph, findCommit, isStrictAncestor, type CommitGraph } from './commit-graph.js';
import { UndeliveredWalk } from './undelivered-walk.js';

const long = process.env.WEIR_TEST_LONG === '1';
const runs = { numRuns: long ? 5_000 : 150 };
const TIMEOUT_MS = long ? 900_000 : 60_000;

/** The slow, obvious reference: everything reachable, found by growing a set until nothing is added. */
function reach(commits: CommitRecord[], from: string[]): Set<string> {
  const reached = new Set(from.filter((sha) => commits.some((commit) => commit.sha === sha)));
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const { sha, parents } of commits) if (reached.has(sha)) parents.forEach((parent) => reached.add(parent));
  }
  return reached;
}

const minus = (a: Set<string>, b: Set<string>) => [...a].filter((sha) => !b.has(sha)).sort();
const shasOf = (graph: CommitGraph, indexes: number[]) => indexes.map((index) => graph.commits[index]?.sha).sort();

test(
  'a sequence of walks takes each time what the deployed sha reaches and none before did',
  () => {
    fc.assert(
      fc.property(randomCommits, fc.array(fc.nat(23), { maxLength: 8 }), (commits, picks) => {
        const graph = buildCommitGraph(commits);
        const walk = new UndeliveredWalk(graph);
        let before: string[] = [];
        for (const pick of picks) {
          const sha = commits[pick % commits.length]?.sha ?? '';
          const taken = walk.take([findCommit(graph, sha) ?? -1]);
          expect(shasOf(graph, taken)).toEqual(minus(reach(commits, [sha]), reach(commits, before)));
          before = [...before, sha];
        }
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

test(
  'an ancestor is what is reachable and not itself',
  () => {
    fc.assert(
      fc.property(randomCommits, fc.nat(23), fc.nat(23), (commits, a, b) => {
        const graph = buildCommitGraph(commits);
        const [ancestor, commit] = [a, b].map((pick) => commits[pick % commits.length]?.sha ?? '');
        const expected = ancestor !== commit && reach(commits, [commit ?? '']).has(ancestor ?? '');
        expect(
          isStrictAncestor(graph, findCommit(graph, ancestor ?? '') ?? -1, findCommit(graph, commit ?? '') ?? -1),
        ).toBe(expected);
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

test(
  'a merge brings what its other parents reach and its first does not',
  () => {
    fc.assert(
      fc.property(randomCommits, (commits) => {
        const graph = buildCommitGraph(commits);
        for (const { sha, parents } of commits.filter((commit) => commit.parents.length > 1)) {
          const expected = minus(reach(commits, parents.slice(1)), reach(commits, parents.slice(0, 1)));
          expect(shasOf(graph, listBroughtCommits(graph, findCommit(graph, sha) ?? -1))).toEqual(expected);
        }
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

test(
  'the line entries share out what the head reaches',
  () => {
    fc.assert(
      fc.property(randomCommits, (commits) => {
        const graph = buildCommitGraph(commits);
        const head = commits.at(-1)?.sha ?? '';
        const entries = listLineEntries(graph, findCommit(graph, head));
        const all = entries.flatMap(({ commit, brought }) => [commit, ...brought]);
        expect(shasOf(graph, all)).toEqual([...reach(commits, [head])].sort());
        for (const { commit, brought } of entries) {
          expect([...brought].sort()).toEqual([...listBroughtCommits(graph, commit)].sort());
        }
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);
