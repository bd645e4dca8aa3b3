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

/** Everything reachable from these, the latest first; of equal instants the one made later first. */
export function historyOf(commits: ReadonlyMap<string, Commit>, from: readonly string[]): Commit[] {
  const reached = reachableFrom(commits, from);
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
