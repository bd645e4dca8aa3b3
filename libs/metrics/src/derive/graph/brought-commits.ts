import { listFirstParentLine, type CommitGraph } from './commit-graph.js';
import { UndeliveredWalk } from './undelivered-walk.js';

/** A commit of the production branch's first-parent line and the commits that came with it (none unless it is a merge). */
export interface LineEntry {
  commit: number;
  brought: number[];
  /** False when a merged side was not fetched, so what it brought is not fully known. */
  isComplete: boolean;
}

/** The first-parent line, oldest first, with what each merge brought. One walk over the graph in all. */
export function listLineEntries(graph: CommitGraph, head: number | null): LineEntry[] {
  if (head === null) return [];
  const walk = new UndeliveredWalk(graph);
  return listFirstParentLine(graph, head).map((commit) => {
    const [first = -1, ...sides] = graph.parents[commit] ?? [];
    walk.take([first]);
    const brought = walk.take(sides);
    walk.take([commit]);
    return { commit, brought, isComplete: sides.every((side) => side >= 0) };
  });
}

/**
 * What a merge outside that line brought: reachable from its other parents and not from its first. Walks both sides from the
 * highest generation down and stops when only commits of the first parent's side are left, so it costs the divergence.
 */
export function listBroughtCommits(graph: CommitGraph, merge: number): number[] {
  const [first = -1, ...sides] = graph.parents[merge] ?? [];
  const known = new Set<number>();
  const frontier = new Map<number, number[]>();
  const seen = new Set<number>();
  const add = (commit: number) => addToFrontier(graph, { frontier, seen }, commit);
  if (first >= 0) {
    known.add(first);
    add(first);
  }
  sides.forEach(add);
  return drainFrontier(graph, { frontier, known, add });
}

interface Frontier {
  frontier: Map<number, number[]>;
  known: Set<number>;
  add: (commit: number) => void;
}

function addToFrontier(
  graph: CommitGraph,
  state: { frontier: Map<number, number[]>; seen: Set<number> },
  commit: number,
): void {
  if (commit < 0 || state.seen.has(commit)) return;
  state.seen.add(commit);
  const generation = graph.generation[commit] ?? 0;
  const level = state.frontier.get(generation);
  if (level) level.push(commit);
  else state.frontier.set(generation, [commit]);
}

function drainFrontier(graph: CommitGraph, { frontier, known, add }: Frontier): number[] {
  const brought: number[] = [];
  while (frontier.size > 0 && hasUnknown(frontier, known)) {
    const top = Math.max(...frontier.keys());
    const level = frontier.get(top) ?? [];
    frontier.delete(top);
    for (const commit of level) {
      if (!known.has(commit)) brought.push(commit);
      expand(graph.parents[commit] ?? [], known.has(commit), { known, add });
    }
  }
  return brought;
}

/** The parents of what the first parent's side holds are held by it too. */
function expand(parents: number[], isKnown: boolean, { known, add }: Pick<Frontier, 'known' | 'add'>): void {
  for (const parent of parents) {
    if (isKnown && parent >= 0) known.add(parent);
    add(parent);
  }
}

function hasUnknown(frontier: Map<number, number[]>, known: Set<number>): boolean {
  for (const level of frontier.values()) if (level.some((commit) => !known.has(commit))) return true;
  return false;
}
