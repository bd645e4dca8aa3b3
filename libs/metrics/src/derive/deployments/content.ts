import type { Change } from '../changes/change.js';
import type { ContentAttribution } from '../../facts.js';
import type { Instant } from '../../records.js';
import type { CommitGraph } from '../graph/commit-graph.js';
import { UndeliveredWalk } from '../graph/undelivered-walk.js';
import type { Deployment } from './deployment.js';

/** A change that a deployment brought first, and how that is known. */
export interface Brought {
  change: number;
  attribution: ContentAttribution;
}

export interface ContentContext {
  changes: Change[];
  graph: CommitGraph;
  /** Commit → changes it delivers, see `mapDeliveringCommits`. */
  delivering: Map<number, number[]>;
  /** Indexes of merged changes by `arrivedAt`. */
  byArrival: number[];
}

/**
 * What each of a sequence of deployments (one environment's, or one service's releases) was the first to bring. Exact where
 * the graph knows the deployed commit; else, and for changes whose merge the graph does not know, by date: what arrived on the
 * production branch after the previous deployment's commit and up to this one's. Older or repeated shas bring nothing.
 */
export function computeContents(sequence: Deployment[], context: ContentContext): Brought[][] {
  const state: ContentState = {
    delivered: new Uint8Array(context.changes.length),
    walk: new UndeliveredWalk(context.graph),
    until: -Infinity,
    nextArrival: 0,
  };
  return sequence.map((deployment) => {
    const exact = takeExact(deployment, context, state);
    return [...exact, ...takeByTime(deployment, context, state)];
  });
}

interface ContentState {
  delivered: Uint8Array;
  walk: UndeliveredWalk;
  /** Latest commit date deployed so far. */
  until: Instant;
  nextArrival: number;
}

function takeExact(deployment: Deployment, context: ContentContext, state: ContentState): Brought[] {
  const brought: Brought[] = [];
  for (const commit of state.walk.take(deployment.roots)) {
    for (const change of context.delivering.get(commit) ?? []) {
      if (state.delivered[change] !== 1) brought.push({ change, attribution: 'EXACT' });
      state.delivered[change] = 1;
    }
  }
  return brought;
}

function takeByTime({ roots, contentUntil }: Deployment, context: ContentContext, state: ContentState): Brought[] {
  if (contentUntil <= state.until) return [];
  state.until = contentUntil;
  const isByTime = (change: Change) => change.isOnProductionBranch && (roots.length === 0 || change.position === null);
  const brought: Brought[] = [];
  for (; state.nextArrival < context.byArrival.length; state.nextArrival += 1) {
    const index = context.byArrival[state.nextArrival] ?? -1;
    const change = context.changes[index];
    if (!change || (change.arrivedAt ?? Infinity) > contentUntil) break;
    if (state.delivered[index] === 1 || !isByTime(change)) continue;
    state.delivered[index] = 1;
    brought.push({ change: index, attribution: 'TIME' });
  }
  return brought;
}

/** Merged changes in the order in which they came to the production branch. */
export function sortByArrival(changes: Change[]): number[] {
  const merged = [...changes.keys()].filter((index) => changes[index]?.arrivedAt !== null);
  return merged.sort((a, b) => (changes[a]?.arrivedAt ?? 0) - (changes[b]?.arrivedAt ?? 0) || a - b);
}
