import type { Account } from './account.js';
import type { Repository } from './repository.js';

export interface Commit {
  readonly __typename: 'Commit';
  readonly nodeId: string;
  readonly repository: Repository;
  readonly sha: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

export interface Signature {
  name: string;
  email: string;
  at: number;
  account: Account | null;
}

/** What is reachable from a commit never changes, and a large one is asked for page by page. */
const histories = new WeakMap<ReadonlyMap<string, Commit>, Map<string, readonly Commit[]>>();
const KEPT_HISTORIES = 20;

/** Everything reachable from a commit, the latest first; of equal instants the one made later first. */
export function historyOf(commits: ReadonlyMap<string, Commit>, from: string): readonly Commit[] {
  const known = histories.get(commits) ?? new Map<string, readonly Commit[]>();
  histories.set(commits, known);
  const history = known.get(from) ?? readHistory(commits, from);
  known.set(from, history);
  if (known.size > KEPT_HISTORIES) known.delete(known.keys().next().value ?? '');
  return history;
}

function readHistory(commits: ReadonlyMap<string, Commit>, from: string): Commit[] {
  const reached = reachableFrom(commits, [from]);
  return [...commits.values()]
    .filter(({ sha }) => reached.has(sha))
    .reverse()
    .sort((one, other) => other.committer.at - one.committer.at);
}

export function reachableFrom(commits: ReadonlyMap<string, Commit>, from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    const commit = commits.get(sha);
    if (!commit || reached.has(sha)) continue;
    reached.add(sha);
    open.push(...commit.parents);
  }
  return reached;
}
