import type { OwnCommitPayload, PullRequestPayload, ReviewPayload } from '../reading/payloads.js';
import type { CommitBody, EventBody, ListedPullRequestBody, PullRequestBody, ReviewBody } from './bodies.js';
import { toActor } from './to-actor.js';
import { toEventPayload } from './to-event-payload.js';
import { toListed } from './to-listed.js';

/** What belongs to a pull request and is asked for by itself. */
export interface PullRequestParts {
  commits: CommitBody[];
  reviews: ReviewBody[];
  timeline: EventBody[];
}

/** A pull request of REST in the shape of GraphQL's, so that one mapping makes the record. The issues it closes REST does not tell. */
export function toPullRequestPayload(body: PullRequestBody, parts: PullRequestParts): PullRequestPayload {
  const { additions, deletions, changed_files: changedFiles } = body;
  return {
    ...toOutlinePayload(body),
    ...{ additions, deletions, changedFiles },
    commits: toListed(parts.commits.map(toOwnCommit)),
    reviews: toListed(parts.reviews.map(toReview)),
    timelineItems: toListed(parts.timeline.flatMap(toEventPayload)),
    closingIssuesReferences: null,
  };
}

type Parts =
  'additions' | 'deletions' | 'changedFiles' | 'commits' | 'reviews' | 'timelineItems' | 'closingIssuesReferences';

/** What a list of pull requests tells of each. */
export function toOutlinePayload(body: ListedPullRequestBody | PullRequestBody): Omit<PullRequestPayload, Parts> {
  const { number, title, merged_at: mergedAt } = body;
  const isMerged = mergedAt !== null;
  return {
    ...{
      id: body.node_id,
      number,
      title,
      body: body.body ?? '',
      url: body.html_url,
      mergedAt,
      closedAt: body.closed_at,
    },
    state: isMerged ? 'MERGED' : body.state === 'open' ? 'OPEN' : 'CLOSED',
    isDraft: body.draft ?? false,
    createdAt: body.created_at,
    updatedAt: body.updated_at,
    author: toActor(body.user),
    // Of an open one it is the trial merge.
    mergeCommit: isMerged && body.merge_commit_sha ? { oid: body.merge_commit_sha } : null,
    baseRefName: body.base.ref,
    headRefName: body.head.ref,
    // A fork that was deleted is no repository any more.
    isCrossRepository: (body.head.repo as { id: number } | null)?.id !== body.base.repo.id,
    labels: toListed(body.labels.map(({ name }) => ({ name }))),
  };
}

function toOwnCommit({ sha, commit, parents }: CommitBody): OwnCommitPayload {
  const authoredDate = commit.author?.date ?? commit.committer?.date ?? '';
  return { commit: { oid: sha, authoredDate, message: commit.message, parents: { totalCount: parents.length } } };
}

function toReview({ state, submitted_at: submittedAt, user }: ReviewBody): ReviewPayload {
  return { state: state.toUpperCase(), submittedAt: submittedAt ?? null, author: toActor(user) };
}
