import type { OwnCommit, PullRequestRecord, ReviewRecord, ReviewState } from '@weir/metrics';
import { nodesOf, type OwnCommitPayload, type PullRequestPayload, type ReviewPayload } from './reading/payloads.js';
import { toDraftEvents, toThingEvents } from './to-events.js';
import { toInstant, toInstantOrNull } from './to-instant.js';
import { cutMessage } from '../cut-message.js';
import { toIsBot, toLogin } from './to-person.js';

const REVIEW_STATES = new Set<string>(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']);

/** A pull request with all its lists complete. */
export function toPullRequest(payload: PullRequestPayload): PullRequestRecord {
  const timeline = nodesOf(payload.timelineItems);
  return {
    ...toOutline(payload),
    labels: nodesOf(payload.labels).map(({ name }) => name),
    commits: nodesOf(payload.commits).map(toOwnCommit),
    reviews: nodesOf(payload.reviews).flatMap(toReview),
    draftEvents: toDraftEvents(timeline),
    events: toThingEvents(timeline),
    closingIssues: nodesOf(payload.closingIssuesReferences).map(
      ({ number, repository }) => `${repository.nameWithOwner}#${number}`,
    ),
    stated: {},
  };
}

type Lists = 'labels' | 'commits' | 'reviews' | 'draftEvents' | 'events' | 'closingIssues' | 'stated';

function toOutline(payload: PullRequestPayload): Omit<PullRequestRecord, Lists> {
  const { number, title, body, url, state, isDraft, additions, deletions, changedFiles } = payload;
  return {
    ...{ number, title, body, url, state, isDraft, additions, deletions, changedFiles },
    author: toLogin(payload.author),
    authorIsBot: toIsBot(payload.author),
    openedAt: toInstant(payload.createdAt),
    mergedAt: toInstantOrNull(payload.mergedAt),
    closedAt: toInstantOrNull(payload.closedAt),
    // Of an open pull request it would be the trial merge, which may never be.
    mergeSha: state === 'MERGED' ? (payload.mergeCommit?.oid ?? null) : null,
    baseBranch: payload.baseRefName,
    headBranch: payload.headRefName,
    headIsSameRepository: !payload.isCrossRepository,
  };
}

function toOwnCommit({ commit }: OwnCommitPayload): OwnCommit {
  const { oid, authoredDate, message, parents } = commit;
  return {
    sha: oid,
    authoredAt: toInstant(authoredDate),
    isMerge: parents.totalCount > 1,
    message: cutMessage(message),
  };
}

/** A review that was begun and not submitted is seen by its author only, and is none yet. */
function toReview({ state, submittedAt, author }: ReviewPayload): ReviewRecord[] {
  if (submittedAt === null || !REVIEW_STATES.has(state)) return [];
  const authorIsBot = toIsBot(author) ?? false;
  return [{ author: toLogin(author), authorIsBot, state: state as ReviewState, submittedAt: toInstant(submittedAt) }];
}
