import type { CommitRecord } from '../../records.js';

/**
 * The commits of a repository as a graph of numbers. A commit is known by its index in `commits`, which are sorted by sha so
 * that the same set always makes the same graph. A parent that was not fetched (shallow clone) is -1 in its place.
 */
export interface CommitGraph {
  commits: CommitRecord[];
  indexOf: Map<string, number>;
  parents: number[][];
  /** Length of the longest known path down to a commit without known parents: an ancestor's is always smaller. */
  generation: Int32Array;
}

const SHORTEST_ABBREVIATION = 7;

/** Indexes the commits; two records of one sha are the same commit. */
export function buildCommitGraph(records: CommitRecord[]): CommitGraph {
  const bySha = new Map(records.map((record) => [record.sha, record]));
  const commits = [...bySha.values()].sort((a, b) => (a.sha < b.sha ? -1 : 1));
  const indexOf = new Map(commits.map((commit, index) => [commit.sha, index]));
  const parents = commits.map((commit) => commit.parents.map((sha) => indexOf.get(sha) ?? -1));
  return { commits, indexOf, parents, generation: computeGenerations(parents) };
}

function computeGenerations(parents: number[][]): Int32Array {
  const generation = new Int32Array(parents.length);
  const pending = new Int32Array(parents.length);
  const children: number[][] = parents.map(() => []);
  const ready: number[] = [];
  parents.forEach((list, commit) => {
    const known = list.filter((parent) => parent >= 0);
    pending[commit] = known.length;
    for (const parent of known) children[parent]?.push(commit);
    if (known.length === 0) ready.push(commit);
  });
  for (let commit = ready.pop(); commit !== undefined; commit = ready.pop()) {
    for (const child of children[commit] ?? []) {
      generation[child] = Math.max(generation[child] ?? 0, (generation[commit] ?? 0) + 1);
      pending[child] = (pending[child] ?? 0) - 1;
      if (pending[child] === 0) ready.push(child);
    }
  }
  return generation;
}

/** The commit of a full or unambiguously abbreviated sha, else null. */
export function findCommit(graph: CommitGraph, sha: string | null): number | null {
  if (sha === null) return null;
  const exact = graph.indexOf.get(sha);
  if (exact !== undefined) return exact;
  return sha.length < SHORTEST_ABBREVIATION || sha.length >= 40 ? null : findByPrefix(graph, sha.toLowerCase());
}

function findByPrefix(graph: CommitGraph, prefix: string): number | null {
  let low = 0;
  let high = graph.commits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((graph.commits[middle]?.sha ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const isMatch = (index: number) => graph.commits[index]?.sha.startsWith(prefix) === true;
  return isMatch(low) && !isMatch(low + 1) ? low : null;
}

/** Whether `ancestor` is reachable from `commit` and not `commit` itself. */
export function isStrictAncestor(graph: CommitGraph, ancestor: number, commit: number): boolean {
  const floor = graph.generation[ancestor] ?? 0;
  const seen = new Set<number>();
  const stack = [commit];
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    for (const parent of graph.parents[current] ?? []) {
      if (parent === ancestor) return true;
      if (parent < 0 || seen.has(parent) || (graph.generation[parent] ?? 0) <= floor) continue;
      seen.add(parent);
      stack.push(parent);
    }
  }
  return false;
}

/** The line of first parents down from `head`, oldest first. */
export function listFirstParentLine(graph: CommitGraph, head: number): number[] {
  const line: number[] = [];
  for (let current = head; current >= 0; current = graph.parents[current]?.[0] ?? -1) line.push(current);
  return line.reverse();
}
