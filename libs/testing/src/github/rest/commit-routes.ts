import { Refusal } from '../http/answer.js';
import { historyOf, reachableFrom, type Commit } from '../world/commit.js';
import { toIso } from '../world/moment.js';
import type { Repository } from '../world/repository.js';
import type { ComparisonBody } from './answers.js';
import { toCommit, toCommitWithSize } from './bodies/commit-bodies.js';
import { found, missing, Page, paged, repositoryOf, type RestCall, type RestHandler } from './rest-call.js';

/** A commit by sha, branch or tag. */
function commitNamed(repository: Repository, name: string): Commit {
  const sha = repository.branches.get(name) ?? repository.tags.get(name)?.sha ?? name;
  const commit = repository.commits.get(sha);
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${name}`, 'UNPROCESSABLE');
  return commit;
}

function list(call: RestCall): unknown {
  const repository = repositoryOf(call, 'contents');
  if (repository.branches.size === 0) throw new Refusal(409, 'Git Repository is empty.', 'CONFLICT');
  const { sha = repository.defaultBranch, since, until } = call.query;
  const [from, to] = [since ? Date.parse(since) : -Infinity, until ? Date.parse(until) : Infinity];
  const history = historyOf(repository.commits, commitNamed(repository, sha).sha);
  const asked = history.filter(({ committer: { at } }) => at >= from && at <= to);
  return paged(call, asked, (commit) => toCommit(commit, call.api));
}

/** What the head has that the base has not, the oldest first. */
function compare(call: RestCall): unknown {
  const repository = repositoryOf(call, 'contents');
  const [from = '', to = ''] = (call.params.basehead ?? '').split('...');
  const [base, head] = [commitNamed(repository, from), commitNamed(repository, to)];
  const [known, reached] = [base, head].map(({ sha }) => reachableFrom(repository.commits, [sha]));
  if (!known || !reached) throw missing();
  const ahead = historyOf(repository.commits, head.sha).filter(({ sha }) => !known.has(sha));
  const behind = [...known].filter((sha) => !reached.has(sha));
  const common = historyOf(repository.commits, base.sha).find(({ sha }) => reached.has(sha)) ?? base;
  const url = call.api(`/repos/${repository.nameWithOwner}/compare/${call.params.basehead}`);
  const html_url = `https://github.com/${repository.nameWithOwner}/compare/${call.params.basehead}`;
  const page = paged(call, ahead.reverse(), (commit) => toCommit(commit, call.api));
  const addresses = {
    url,
    html_url,
    permalink_url: html_url,
    diff_url: `${html_url}.diff`,
    patch_url: `${html_url}.patch`,
  };
  const body: ComparisonBody = {
    ...addresses,
    base_commit: toCommit(base, call.api),
    merge_base_commit: toCommit(common, call.api),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: page.body as ComparisonBody['commits'],
  };
  return new Page(body, page.links);
}

function statusOf(ahead: number, behind: number): ComparisonBody['status'] {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function refBody(repository: Repository, ref: string, target: { sha: string; type: string }, call: RestCall) {
  const git = call.api(`/repos/${repository.nameWithOwner}/git`);
  const { sha, type } = target;
  const node_id = `REF_${Buffer.from(`${repository.nodeId}:${ref}`).toString('base64url')}`;
  return { ref, node_id, url: `${git}/${ref}`, object: { sha, type, url: `${git}/${type}s/${sha}` } };
}

function refsOf(repository: Repository): { ref: string; sha: string; type: string }[] {
  const heads = [...repository.branches].map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha, type: 'commit' }));
  const tags = [...repository.tags.values()].map(({ name, sha, annotation }) => {
    return { ref: `refs/tags/${name}`, sha: annotation?.sha ?? sha, type: annotation ? 'tag' : 'commit' };
  });
  return [...heads, ...tags];
}

function annotatedTag(call: RestCall): unknown {
  const repository = repositoryOf(call, 'contents');
  const tag = found([...repository.tags.values()].find(({ annotation }) => annotation?.sha === call.params.tag_sha));
  const { sha, nodeId, message, at, tagger } = found(tag.annotation);
  const git = call.api(`/repos/${repository.nameWithOwner}/git`);
  const object = { sha: tag.sha, type: 'commit', url: `${git}/commits/${tag.sha}` };
  const by = { name: tagger, email: `${tagger}@example.com`, date: toIso(at) };
  return { sha, node_id: nodeId, url: `${git}/tags/${sha}`, tag: tag.name, message, object, tagger: by };
}

export const commitRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /repos/{owner}/{repo}/commits': list,
  'GET /repos/{owner}/{repo}/commits/{ref}': (call) =>
    toCommitWithSize(commitNamed(repositoryOf(call, 'contents'), call.params.ref ?? ''), call.api),
  'GET /repos/{owner}/{repo}/compare/{basehead}': compare,
  'GET /repos/{owner}/{repo}/branches': (call) => {
    const repository = repositoryOf(call, 'contents');
    const url = call.api(`/repos/${repository.nameWithOwner}/commits`);
    const branches = [...repository.branches].sort(([one], [other]) => (one < other ? -1 : 1));
    return paged(call, branches, ([name, sha]) => ({ name, commit: { sha, url: `${url}/${sha}` }, protected: false }));
  },
  'GET /repos/{owner}/{repo}/tags': (call) => {
    const repository = repositoryOf(call, 'contents');
    const url = call.api(`/repos/${repository.nameWithOwner}`);
    return paged(call, [...repository.tags.values()].reverse(), ({ name, sha }) => ({
      name,
      node_id: `REF_${Buffer.from(`${repository.nodeId}:refs/tags/${name}`).toString('base64url')}`,
      commit: { sha, url: `${url}/commits/${sha}` },
      zipball_url: `${url}/zipball/refs/tags/${name}`,
      tarball_url: `${url}/tarball/refs/tags/${name}`,
    }));
  },
  'GET /repos/{owner}/{repo}/git/ref/{ref}': (call) => {
    const repository = repositoryOf(call, 'contents');
    const { ref, ...target } = found(refsOf(repository).find((each) => each.ref === `refs/${call.params.ref}`));
    return refBody(repository, ref, target, call);
  },
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}': (call) => {
    const repository = repositoryOf(call, 'contents');
    const matching = refsOf(repository).filter(({ ref }) => ref.startsWith(`refs/${call.params.ref}`));
    return paged(call, matching, ({ ref, ...target }) => refBody(repository, ref, target, call));
  },
  'GET /repos/{owner}/{repo}/git/tags/{tag_sha}': annotatedTag,
};
