import type { PullRequest } from './pull-request.js';

export type MergeHow = 'MERGE' | 'SQUASH' | 'REBASE';

interface Merge {
  how: MergeHow;
  message?: string;
  by?: string | null;
  at: number;
}

/** Brings a pull request into its base as GitHub's three buttons do; gives back the commit GitHub names as the merge. */
export function mergeInto(pull: PullRequest, merge: Merge): string {
  const { repository, baseRefName } = pull;
  const sha = { MERGE: mergeCommit, SQUASH: squash, REBASE: rebase }[merge.how](pull, merge);
  repository.setBranch(baseRefName, sha, merge.at);
  return sha;
}

function mergeCommit(pull: PullRequest, { message, by, at }: Merge): string {
  const owner = (pull.fork ?? pull.repository.nameWithOwner).split('/')[0];
  const subject = `Merge pull request #${pull.number} from ${owner}/${pull.headRefName}`;
  const parents = [pull.repository.headOf(pull.baseRefName), pull.headSha];
  return commit(pull, { message: message ?? `${subject}\n\n${pull.title}`, parents, by, at });
}

/** The author of a squash is who opened the pull request; GitHub itself commits it. */
function squash(pull: PullRequest, { message, at }: Merge): string {
  const parents = [pull.repository.headOf(pull.baseRefName)];
  const { additions, deletions, changedFiles } = sizeOf(pull);
  const by = pull.author?.login ?? null;
  const text = message ?? `${pull.title} (#${pull.number})`;
  return pull.repository.commit({ message: text, parents, by, at, additions, deletions, changedFiles }).sha;
}

function rebase(pull: PullRequest, { at }: Merge): string {
  return pull.commits.reduce((parent, { message, author, additions, deletions, changedFiles }) => {
    const by = author.account?.login ?? null;
    const size = { additions, deletions, changedFiles };
    return pull.repository.commit({ message, parents: [parent], by, at, authoredAt: author.at, ...size }).sha;
  }, pull.repository.headOf(pull.baseRefName));
}

function commit(
  pull: PullRequest,
  options: { message: string; parents: string[]; by?: string | null; at: number },
): string {
  return pull.repository.commit({ ...options, additions: 0, deletions: 0, changedFiles: 0 }).sha;
}

export function sizeOf({ commits }: PullRequest): { additions: number; deletions: number; changedFiles: number } {
  const sum = (key: 'additions' | 'deletions') => commits.reduce((total, each) => total + each[key], 0);
  const changedFiles = commits.reduce((most, each) => Math.max(most, each.changedFiles), 0);
  return { additions: sum('additions'), deletions: sum('deletions'), changedFiles };
}
