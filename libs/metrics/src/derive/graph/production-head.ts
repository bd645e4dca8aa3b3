import type { RepositoryHistory } from '../../facts.js';
import type { RefRecord } from '../../records.js';
import type { DerivationRules } from '../../rules.js';
import { findCommit, type CommitGraph } from './commit-graph.js';

const USUAL_NAMES = ['main', 'master', 'trunk'];

/** The branch whose merges count: as set, else the default branch, else the usual name, else the base of most pull requests. */
export function findProductionBranch(history: RepositoryHistory, rules: DerivationRules): string | null {
  const { repository, refs, pullRequests } = history;
  const stated = rules.productionBranches[repository.name] ?? repository.defaultBranch;
  if (stated) return stated;
  const bases = pullRequests.flatMap((record) => record.baseBranch ?? []);
  const names = new Set([...refs.filter((ref) => ref.kind === 'BRANCH').map(localName), ...bases]);
  return USUAL_NAMES.find((name) => names.has(name)) ?? findMostFrequent(bases);
}

/** The newest commit of the production branch; without that branch's ref, the newest commit that is nobody's parent. */
export function findProductionHead(graph: CommitGraph, refs: RefRecord[], branch: string | null): number | null {
  const heads = refs.filter((ref) => ref.kind === 'BRANCH' && localName(ref) === branch);
  const head = heads.find((ref) => ref.name === branch) ?? heads.sort((a, b) => (a.name < b.name ? -1 : 1))[0];
  return findCommit(graph, head?.sha ?? null) ?? findNewestTip(graph);
}

function localName(ref: RefRecord): string {
  return ref.name.replace(/^refs\/(heads|remotes)\//, '').replace(/^origin\//, '');
}

function findNewestTip(graph: CommitGraph): number | null {
  const isParent = new Uint8Array(graph.commits.length);
  for (const list of graph.parents) for (const parent of list) if (parent >= 0) isParent[parent] = 1;
  let newest: number | null = null;
  const dateOf = (index: number) => graph.commits[index]?.committedAt ?? 0;
  graph.commits.forEach((_, index) => {
    if (isParent[index] !== 1 && (newest === null || dateOf(index) > dateOf(newest))) newest = index;
  });
  return newest;
}

function findMostFrequent(names: string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return sorted[0]?.[0] ?? null;
}
