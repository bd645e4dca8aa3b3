import { standing, type Account, type Team } from '../../world/account.js';
import type { Label } from '../../world/label.js';
import { sizeOf } from '../../world/merge.js';
import { toIso, toIsoOrNull } from '../../world/moment.js';
import type { PullRequest, Review } from '../../world/pull-request.js';
import type { Repository } from '../../world/repository.js';
import type { PullRequestBody, PullRequestSimple, ReviewBody } from '../answers.js';
import { toSimpleUser, toTeam, toUserOrGhost, toUserOrNull, type Api } from './account-bodies.js';
import { toRepository } from './repository-bodies.js';

function addressesOf({ repository: { nameWithOwner }, number, headSha }: PullRequest, api: Api) {
  const repository = api(`/repos/${nameWithOwner}`);
  const html_url = `https://github.com/${nameWithOwner}/pull/${number}`;
  return {
    url: `${repository}/pulls/${number}`,
    html_url,
    diff_url: `${html_url}.diff`,
    patch_url: `${html_url}.patch`,
    issue_url: `${repository}/issues/${number}`,
    commits_url: `${repository}/pulls/${number}/commits`,
    comments_url: `${repository}/issues/${number}/comments`,
    review_comments_url: `${repository}/pulls/${number}/comments`,
    review_comment_url: `${repository}/pulls/comments{/number}`,
    statuses_url: `${repository}/statuses/${headSha}`,
  };
}

function linksOf(pull: PullRequest, api: Api) {
  const at = addressesOf(pull, api);
  return {
    self: { href: at.url },
    html: { href: at.html_url },
    issue: { href: at.issue_url },
    comments: { href: at.comments_url },
    review_comments: { href: at.review_comments_url },
    review_comment: { href: at.review_comment_url },
    commits: { href: at.commits_url },
    statuses: { href: at.statuses_url },
  };
}

function sideOf(repository: Repository, ref: string, sha: string, api: Api) {
  const { owner } = repository;
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: toSimpleUser(owner, api),
    repo: toRepository(repository, api),
  };
}

function sidesOf(pull: PullRequest, api: Api) {
  const { repository, headRefName, baseRefName, baseSha, headSha } = pull;
  const source = repository.world.findRepository(pull.head.repository) ?? repository;
  return { head: sideOf(source, headRefName, headSha, api), base: sideOf(repository, baseRefName, baseSha, api) };
}

export const toLabel = ({ databaseId, nodeId, name, color }: Label, repository: Repository, api: Api) => ({
  id: databaseId,
  node_id: nodeId,
  url: api(`/repos/${repository.nameWithOwner}/labels/${encodeURIComponent(name)}`),
  name,
  color,
  default: false,
  description: '',
});

const isTeam = (each: Account | Team): each is Team => each.__typename === 'Team';

function peopleOf({ assignees, requested }: PullRequest, api: Api) {
  const assigned = assignees.filter((each) => !each.isDeleted).map((each) => toSimpleUser(each, api));
  const people = requested.filter((each): each is Account => !isTeam(each) && standing(each) !== null);
  return {
    assignee: assigned[0] ?? null,
    assignees: assigned,
    requested_reviewers: people.map((each) => toSimpleUser(each, api)),
    requested_teams: requested.filter(isTeam).map((each) => toTeam(each, api)),
  };
}

/** What a list and the single answer say alike. */
function toBase(pull: PullRequest, api: Api) {
  return {
    id: pull.databaseId,
    node_id: pull.nodeId,
    number: pull.number,
    state: pull.state === 'OPEN' ? ('open' as const) : ('closed' as const),
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body === '' ? null : pull.body,
    draft: pull.isDraft,
    user: toUserOrGhost(pull.author, pull.repository.world, api),
    author_association: 'MEMBER' as const,
    created_at: toIso(pull.createdAt),
    updated_at: toIso(pull.updatedAt),
    closed_at: toIsoOrNull(pull.closedAt),
    merged_at: toIsoOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeSha,
    milestone: null,
    auto_merge: null,
    labels: pull.labels.map((label) => toLabel(label, pull.repository, api)),
    ...addressesOf(pull, api),
    ...peopleOf(pull, api),
    ...sidesOf(pull, api),
    _links: linksOf(pull, api),
  };
}

export const toPullRequestSimple = (pull: PullRequest, api: Api): PullRequestSimple => toBase(pull, api);

export function toPullRequest(pull: PullRequest, api: Api): PullRequestBody {
  const { additions, deletions, changedFiles } = sizeOf(pull);
  return {
    ...toBase(pull, api),
    merged: pull.mergedAt !== null,
    merged_by: toUserOrNull(pull.mergedBy, api),
    mergeable: pull.state === 'OPEN' ? true : null,
    mergeable_state: pull.state === 'OPEN' ? 'clean' : 'unknown',
    maintainer_can_modify: false,
    comments: pull.comments,
    review_comments: 0,
    commits: pull.commits.length,
    additions,
    deletions,
    changed_files: changedFiles,
  };
}

export function toReview(review: Review, api: Api): ReviewBody {
  const { pullRequest, databaseId } = review;
  const at = addressesOf(pullRequest, api);
  const html_url = `${at.html_url}#pullrequestreview-${databaseId}`;
  return {
    id: databaseId,
    node_id: review.nodeId,
    user: toUserOrNull(review.author, api),
    body: review.body,
    state: review.state,
    html_url,
    pull_request_url: at.url,
    author_association: 'MEMBER',
    _links: { html: { href: html_url }, pull_request: { href: at.url } },
    submitted_at: toIso(review.submittedAt),
    commit_id: review.sha,
  };
}
