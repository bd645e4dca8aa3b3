import { toIso, toIsoOrNull } from '../../world/moment.js';
import type { Issue } from '../../world/issue.js';
import { PullRequest } from '../../world/pull-request.js';
import type { IssueBody } from '../answers.js';
import { toSimpleUser, toUserOrGhost, type Api } from './account-bodies.js';
import { toLabel } from './pull-request-bodies.js';

/** GitHub's list of issues names the pull requests too, with a mark. */
export function toIssue(thing: Issue | PullRequest, api: Api): IssueBody {
  const { repository, number } = thing;
  const repository_url = api(`/repos/${repository.nameWithOwner}`);
  const url = `${repository_url}/issues/${number}`;
  const assignees = thing.assignees.filter((each) => !each.isDeleted).map((each) => toSimpleUser(each, api));
  return {
    url,
    repository_url,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `https://github.com/${repository.nameWithOwner}/${thing.__typename === 'Issue' ? 'issues' : 'pull'}/${number}`,
    id: thing.databaseId,
    node_id: thing.nodeId,
    number,
    title: thing.title,
    body: thing.body === '' ? null : thing.body,
    user: toUserOrGhost(thing.author, repository.world, api),
    author_association: 'MEMBER',
    labels: thing.labels.map((label) => toLabel(label, repository, api)),
    state: thing.state === 'OPEN' ? 'open' : 'closed',
    state_reason: thing instanceof PullRequest ? null : reasonOf(thing),
    locked: false,
    active_lock_reason: null,
    reactions: reactionsOf(url),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: thing.comments,
    created_at: toIso(thing.createdAt),
    updated_at: toIso(thing.updatedAt),
    closed_at: toIsoOrNull(thing.closedAt),
    ...(thing instanceof PullRequest ? { draft: thing.isDraft, pull_request: linksOf(thing, api) } : {}),
  };
}

function reasonOf({ stateReason }: Issue): IssueBody['state_reason'] {
  return stateReason === null ? null : (stateReason.toLowerCase() as IssueBody['state_reason']);
}

function linksOf({ repository, number, mergedAt }: PullRequest, api: Api) {
  const html_url = `https://github.com/${repository.nameWithOwner}/pull/${number}`;
  return {
    url: api(`/repos/${repository.nameWithOwner}/pulls/${number}`),
    html_url,
    diff_url: `${html_url}.diff`,
    patch_url: `${html_url}.patch`,
    merged_at: toIsoOrNull(mergedAt),
  };
}

const reactionsOf = (url: string) => ({
  url: `${url}/reactions`,
  total_count: 0,
  '+1': 0,
  '-1': 0,
  laugh: 0,
  confused: 0,
  heart: 0,
  hooray: 0,
  eyes: 0,
  rocket: 0,
});
