import type { Commit, Signature } from '../../world/commit.js';
import { toIso } from '../../world/moment.js';
import type { CommitBody } from '../answers.js';
import { toUserOrNull, type Api } from './account-bodies.js';

export function toCommit(commit: Commit, api: Api): CommitBody {
  const { repository, sha, nodeId, message } = commit;
  const url = api(`/repos/${repository.nameWithOwner}/commits/${sha}`);
  const git = api(`/repos/${repository.nameWithOwner}/git`);
  return {
    url,
    sha,
    node_id: nodeId,
    html_url: htmlOf(commit, sha),
    comments_url: `${url}/comments`,
    commit: {
      url: `${git}/commits/${sha}`,
      author: toGitUser(commit.author),
      committer: toGitUser(commit.committer),
      message,
      comment_count: 0,
      tree: { sha, url: `${git}/trees/${sha}` },
    },
    author: toUserOrNull(commit.author.account, api),
    committer: toUserOrNull(commit.committer.account, api),
    parents: toParents(commit, api),
  };
}

/** One commit asked for by itself says also how large it is. */
export function toCommitWithSize(commit: Commit, api: Api): CommitBody {
  const { additions, deletions } = commit;
  return { ...toCommit(commit, api), stats: { additions, deletions, total: additions + deletions }, files: [] };
}

export const toGitUser = ({ name, email, at }: Signature) => ({ name, email, date: toIso(at) });

export function toParents(commit: Commit, api: Api) {
  const url = api(`/repos/${commit.repository.nameWithOwner}/commits`);
  return commit.parents.map((sha) => ({ sha, url: `${url}/${sha}`, html_url: htmlOf(commit, sha) }));
}

const htmlOf = ({ repository }: Commit, sha: string) => `https://github.com/${repository.nameWithOwner}/commit/${sha}`;
