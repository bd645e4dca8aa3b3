import type { CommitGraph } from './commit-graph.js';

/**
 * Walks from deployed commits down to what was delivered before, and no further: over a whole sequence of deployments every
 * commit is visited once, so the total work is that of one walk, side branches included.
 */
export class UndeliveredWalk {
  private readonly delivered: Uint8Array;

  constructor(private readonly graph: CommitGraph) {
    this.delivered = new Uint8Array(graph.commits.length);
  }

  /** The commits reachable from `roots` that no earlier call has returned. */
  take(roots: number[]): number[] {
    const taken: number[] = [];
    const stack: number[] = [];
    for (const root of roots) this.visit(root, taken, stack);
    for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
      for (const parent of this.graph.parents[current] ?? []) this.visit(parent, taken, stack);
    }
    return taken;
  }

  private visit(commit: number, taken: number[], stack: number[]): void {
    if (commit < 0 || this.delivered[commit] === 1) return;
    this.delivered[commit] = 1;
    taken.push(commit);
    stack.push(commit);
  }
}
