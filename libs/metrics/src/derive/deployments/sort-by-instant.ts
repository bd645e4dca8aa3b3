import type { Instant } from '../../records.js';
import { isStrictAncestor, type CommitGraph } from '../graph/commit-graph.js';

interface Placed {
  key: string;
  roots: number[];
}

/** Above this many at one instant only generations are compared, not every pair. */
const PAIRWISE_LIMIT = 32;

/** Sorts by an instant; at equal instants an ancestor comes first, then the smaller key. */
export function sortByInstant<T extends Placed>(items: T[], at: (item: T) => Instant, graph: CommitGraph): T[] {
  const sorted = [...items].sort((a, b) => at(a) - at(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const result: T[] = [];
  for (let start = 0; start < sorted.length;) {
    let end = start + 1;
    const instant = at(sorted[start] as T);
    while (end < sorted.length && at(sorted[end] as T) === instant) end += 1;
    result.push(...orderTies(sorted.slice(start, end), graph));
    start = end;
  }
  return result;
}

function orderTies<T extends Placed>(ties: T[], graph: CommitGraph): T[] {
  if (ties.length < 2) return ties;
  if (ties.length > PAIRWISE_LIMIT) return [...ties].sort((a, b) => generationOf(a, graph) - generationOf(b, graph));
  const rest = [...ties];
  const ordered: T[] = [];
  while (rest.length > 0) {
    const next = rest.findIndex((item) => !rest.some((other) => isBefore(other, item, graph)));
    ordered.push(...rest.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

function isBefore(a: Placed, b: Placed, graph: CommitGraph): boolean {
  const [ancestor, commit] = [a.roots[0], b.roots[0]];
  return ancestor !== undefined && commit !== undefined && isStrictAncestor(graph, ancestor, commit);
}

function generationOf(item: Placed, graph: CommitGraph): number {
  return graph.generation[item.roots[0] ?? -1] ?? 0;
}
