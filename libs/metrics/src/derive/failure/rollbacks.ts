import { isStrictAncestor, type CommitGraph } from '../graph/commit-graph.js';
import type { Success } from '../deployments/deployment.js';

/** `at` brought back what `target` had brought; both are indexes into an environment's deployments. */
export interface Rollback {
  target: number;
  at: number;
}

/**
 * Finds the rollbacks in one environment: a deployment created after the finish of the one live before it, that brings a sha
 * which was itself live there and is a strict ancestor of the live one. So neither a late finish that was overtaken nor a
 * parallel release line is one. Without the graph, "ancestor" is: first live before the live one first was.
 */
export function findRollbacks(sequence: Success[], graph: CommitGraph): Rollback[] {
  const lastSeen = new Map<string, number>();
  const firstSeen = new Map<string, number>();
  const rollbacks: Rollback[] = [];
  sequence.forEach((deployment, at) => {
    const live = sequence[at - 1];
    const target = lastSeen.get(deployment.identity);
    if (live && target !== undefined && deployment.createdAt > live.finishedAt) {
      if (isOlder(deployment, live, { graph, firstSeen })) rollbacks.push({ target, at });
    }
    lastSeen.set(deployment.identity, at);
    if (!firstSeen.has(deployment.identity)) firstSeen.set(deployment.identity, at);
  });
  return rollbacks;
}

function isOlder(
  deployment: Success,
  live: Success,
  { graph, firstSeen }: { graph: CommitGraph; firstSeen: Map<string, number> },
): boolean {
  if (deployment.identity === live.identity) return false;
  const [ancestor, commit] = [deployment.roots[0], live.roots[0]];
  if (ancestor !== undefined && commit !== undefined) return isStrictAncestor(graph, ancestor, commit);
  return (firstSeen.get(deployment.identity) ?? 0) < (firstSeen.get(live.identity) ?? 0);
}
