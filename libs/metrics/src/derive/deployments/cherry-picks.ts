import type { Change } from '../changes/change.js';
import { splitMessage } from '../changes/commit-subject.js';
import { findCommit, type CommitGraph } from '../graph/commit-graph.js';

const PICKED_FROM = /\bcherry[- ]picked from commit ([0-9a-f]{7,40})\b/gi;
const NUMBERS = /\(#(\d+)\)/g;
/** What takes something back says so: `Revert "…"` in the subject, or git's or the forge's sentence. `revert: …` alone is a title. */
const REVERT =
  /^(?:[a-z]+(?:\([^)]*\))?!?:\s*)?revert "|\bThis reverts commit\b|\breverts\s+(?:[\w.-]+\/[\w.-]+)?#\d+/i;

/**
 * Commit of the graph → changes it delivers: those whose merge it is, and those it was cherry-picked from, be it that it says
 * so (`cherry picked from commit X`) or that its subject carries their `(#N)` and is no revert.
 */
export function mapDeliveringCommits(changes: Change[], graph: CommitGraph): Map<number, number[]> {
  const delivering = new Map<number, number[]>();
  const byNumber = new Map<number, number>();
  const byPosition = new Map<number, number>();
  changes.forEach(({ position, mergedAt, number }, index) => {
    if (mergedAt === null) return;
    if (number !== null) byNumber.set(number, index);
    if (position === null) return;
    byPosition.set(position, index);
    addTo(delivering, position, index);
  });
  graph.commits.forEach(({ message }, commit) => {
    for (const index of listPicked(message, { graph, byNumber, byPosition })) addTo(delivering, commit, index);
  });
  return delivering;
}

interface Lookup {
  graph: CommitGraph;
  byNumber: Map<number, number>;
  byPosition: Map<number, number>;
}

function listPicked(message: string, { graph, byNumber, byPosition }: Lookup): number[] {
  const { subject } = splitMessage(message);
  const numbers = REVERT.test(message.trim()) ? [] : [...subject.matchAll(NUMBERS)];
  const picked = message.includes('icked from commit') ? [...message.matchAll(PICKED_FROM)] : [];
  return [
    ...numbers.flatMap((match) => byNumber.get(Number(match[1])) ?? []),
    ...picked.flatMap((match) => byPosition.get(findCommit(graph, match[1]?.toLowerCase() ?? null) ?? -1) ?? []),
  ];
}

function addTo(map: Map<number, number[]>, commit: number, change: number): void {
  const list = map.get(commit);
  if (!list) map.set(commit, [change]);
  else if (!list.includes(change)) list.push(change);
}
