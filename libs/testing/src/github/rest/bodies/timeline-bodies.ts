import { standing, type Account, type Team } from '../../world/account.js';
import type { Commit } from '../../world/commit.js';
import type { Issue } from '../../world/issue.js';
import { toIso } from '../../world/moment.js';
import { PullRequest, type Review } from '../../world/pull-request.js';
import type { TimelineEvent, TimelineKind } from '../../world/thing.js';
import type { TimelineBody } from '../answers.js';
import { toSimpleUser, toTeam, toUserOrGhost, type Api } from './account-bodies.js';
import { toGitUser, toParents } from './commit-bodies.js';
import { toReview } from './pull-request-bodies.js';

/** REST has its own words for what happened. */
const WORDS: Readonly<Record<TimelineKind, string>> = {
  AssignedEvent: 'assigned',
  UnassignedEvent: 'unassigned',
  ClosedEvent: 'closed',
  ReopenedEvent: 'reopened',
  LabeledEvent: 'labeled',
  UnlabeledEvent: 'unlabeled',
  RenamedTitleEvent: 'renamed',
  MergedEvent: 'merged',
  ReadyForReviewEvent: 'ready_for_review',
  ConvertToDraftEvent: 'convert_to_draft',
  ReviewRequestedEvent: 'review_requested',
  ReviewRequestRemovedEvent: 'review_request_removed',
  HeadRefForcePushedEvent: 'head_ref_force_pushed',
  HeadRefDeletedEvent: 'head_ref_deleted',
  IssueComment: 'commented',
};

/** Everything that happened to it, in the order of time: events, reviews and commits. */
export function toTimeline(thing: Issue | PullRequest, api: Api): TimelineBody[] {
  const events = thing.timeline.map((event) => ({ at: event.at, body: toEvent(event, api) }));
  const { reviews, commits } = thing instanceof PullRequest ? thing : { reviews: [], commits: [] };
  const reviewed = reviews.map((review) => ({ at: review.submittedAt, body: toReviewed(review, api) }));
  const committed = commits.map((commit) => ({ at: commit.committer.at, body: toCommitted(commit, api) }));
  return [...committed, ...events, ...reviewed].sort((one, other) => one.at - other.at).map(({ body }) => body);
}

function toEvent(event: TimelineEvent, api: Api): TimelineBody {
  const { databaseId, nodeId, thing, actor, at, sha } = event;
  const { world, nameWithOwner } = thing.repository;
  if (event.__typename === 'IssueComment') return toComment(event, api);
  const repository = api(`/repos/${nameWithOwner}`);
  const body = {
    id: databaseId,
    node_id: nodeId,
    url: `${repository}/issues/events/${databaseId}`,
    actor: toUserOrGhost(actor, world, api),
    event: WORDS[event.__typename],
    commit_id: sha ?? null,
    commit_url: sha === undefined ? null : `${repository}/commits/${sha}`,
    created_at: toIso(at),
    performed_via_github_app: null,
    ...detailsOf(event, api),
  };
  return body as TimelineBody;
}

function detailsOf(event: TimelineEvent, api: Api): object {
  const { label, person, stateReason, previousTitle, currentTitle, thing, actor } = event;
  if (label) return { label: { name: label.name, color: label.color } };
  if (previousTitle !== undefined) return { rename: { from: previousTitle, to: currentTitle } };
  if (stateReason) return { state_reason: stateReason.toLowerCase() };
  if (!person) return {};
  const { world } = thing.repository;
  if (event.__typename.startsWith('ReviewRequest')) {
    return { review_requester: toUserOrGhost(actor, world, api), ...requestedOf(person, api) };
  }
  return { assignee: toUserOrGhost(person as Account, world, api) };
}

function requestedOf(person: Account | Team, api: Api): object {
  if (person.__typename === 'Team') return { requested_team: toTeam(person, api) };
  return standing(person) ? { requested_reviewer: toSimpleUser(person, api) } : {};
}

function toComment({ databaseId, nodeId, thing, actor, at, body }: TimelineEvent, api: Api): TimelineBody {
  const { repository, number } = thing;
  const issue_url = api(`/repos/${repository.nameWithOwner}/issues/${number}`);
  const user = toUserOrGhost(actor, repository.world, api);
  return {
    event: 'commented',
    id: databaseId,
    node_id: nodeId,
    url: api(`/repos/${repository.nameWithOwner}/issues/comments/${databaseId}`),
    html_url: `https://github.com/${repository.nameWithOwner}/issues/${number}#issuecomment-${databaseId}`,
    issue_url,
    user,
    actor: user,
    body,
    author_association: 'MEMBER',
    created_at: toIso(at),
    updated_at: toIso(at),
  };
}

function toReviewed(review: Review, api: Api): TimelineBody {
  const user = toUserOrGhost(review.author, review.pullRequest.repository.world, api);
  const commit_id = review.sha ?? '';
  return { ...toReview(review, api), event: 'reviewed', user, state: review.state.toLowerCase(), commit_id };
}

function toCommitted(commit: Commit, api: Api): TimelineBody {
  const { sha, nodeId, message, repository } = commit;
  const git = api(`/repos/${repository.nameWithOwner}/git`);
  return {
    event: 'committed',
    sha,
    node_id: nodeId,
    url: `${git}/commits/${sha}`,
    html_url: `https://github.com/${repository.nameWithOwner}/commit/${sha}`,
    author: toGitUser(commit.author),
    committer: toGitUser(commit.committer),
    tree: { sha, url: `${git}/trees/${sha}` },
    message,
    parents: toParents(commit, api),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}
