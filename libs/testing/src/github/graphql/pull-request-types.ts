import type * as Published from '@octokit/graphql-schema';
import { standing, type Account } from '../world/account.js';
import { sizeOf } from '../world/merge.js';
import { toIso, toIsoOrNull } from '../world/moment.js';
import type { PullRequest, Review } from '../world/pull-request.js';
import type { Team } from '../world/account.js';
import { refOf } from './commit-types.js';
import { connect, connectInOrder } from './connection.js';
import { guarded, type Fields } from './fields.js';
import { connectThings, thingFields } from './thing-fields.js';
import { timelineItems, type PullRequestCommit } from './timeline-types.js';

interface ReviewRequest {
  pullRequest: PullRequest;
  person: Account | Team;
}

const pullRequest: Fields<PullRequest, Published.PullRequest> = {
  ...thingFields,
  state: ({ state }) => state,
  isDraft: ({ isDraft }) => isDraft,
  merged: ({ mergedAt }) => mergedAt !== null,
  mergedAt: ({ mergedAt }) => toIsoOrNull(mergedAt),
  mergedBy: ({ mergedBy }) => standing(mergedBy),
  mergeCommit: ({ repository, mergeSha }) => repository.commits.get(mergeSha ?? '') ?? null,
  permalink: (source) => `https://github.com/${source.repository.nameWithOwner}/pull/${source.number}`,
  additions: (source) => sizeOf(source).additions,
  deletions: (source) => sizeOf(source).deletions,
  changedFiles: (source) => sizeOf(source).changedFiles,
  baseRefName: ({ baseRefName }) => baseRefName,
  baseRefOid: ({ baseSha }) => baseSha,
  baseRef: (source) => refOf(source.repository, `refs/heads/${source.baseRefName}`),
  baseRepository: ({ repository }) => repository,
  headRefName: ({ headRefName }) => headRefName,
  headRefOid: ({ headSha }) => headSha,
  headRef: (source) => (source.fork ? null : refOf(source.repository, `refs/heads/${source.headRefName}`)),
  // A fork is answered only where the world has it; GitHub says null for a fork that is gone.
  headRepository: ({ head, repository }) => repository.world.findRepository(head.repository),
  headRepositoryOwner: ({ head, repository }) => repository.world.findRepository(head.repository)?.owner ?? null,
  isCrossRepository: ({ fork }) => fork !== null,
  reviewDecision: ({ reviews }) => decisionOf(reviews),
  commits: (source, args) => connectInOrder(commitsOf(source), args, 'commits'),
  reviews: ({ reviews }, args) => {
    const states = args.states as string[] | null | undefined;
    const asked = reviews.filter(({ state }) => !states || states.includes(state));
    return connect(asked, args, 'reviews', ({ submittedAt, databaseId }) => [submittedAt, databaseId]);
  },
  latestReviews: ({ reviews }, args) => connectInOrder(latestOf(reviews), args, 'latestReviews'),
  reviewRequests: (source, args) =>
    connectInOrder(
      source.requested.map((person) => ({ __typename: 'ReviewRequest', pullRequest: source, person })),
      args,
      'reviewRequests',
    ),
  timelineItems: (source, args) => timelineItems([...source.timeline, ...source.reviews, ...commitsOf(source)], args),
  closingIssuesReferences: guarded('issues', ({ closes }, args) =>
    connectThings(closes, args, 'closingIssuesReferences'),
  ),
};

const pullRequestCommit: Fields<PullRequestCommit, Published.PullRequestCommit> = {
  id: ({ commit, pullRequest: { nodeId } }) => `PRC_${Buffer.from(`${nodeId}:${commit.sha}`).toString('base64url')}`,
  commit: ({ commit }) => commit,
  pullRequest: (source) => source.pullRequest,
  url: ({ commit, pullRequest: { repository, number } }) =>
    `https://github.com/${repository.nameWithOwner}/pull/${number}/commits/${commit.sha}`,
};

const review: Fields<Review, Published.PullRequestReview> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  fullDatabaseId: ({ databaseId }) => String(databaseId),
  author: ({ author }) => standing(author),
  authorAssociation: () => 'MEMBER',
  state: ({ state }) => state,
  body: ({ body }) => body,
  bodyText: ({ body }) => body,
  submittedAt: ({ submittedAt }) => toIso(submittedAt),
  createdAt: ({ submittedAt }) => toIso(submittedAt),
  publishedAt: ({ submittedAt }) => toIso(submittedAt),
  updatedAt: ({ submittedAt }) => toIso(submittedAt),
  commit: (source) => source.pullRequest.repository.commits.get(source.sha ?? '') ?? null,
  pullRequest: (source) => source.pullRequest,
  repository: (source) => source.pullRequest.repository,
  url: (source) =>
    `https://github.com/${source.pullRequest.repository.nameWithOwner}/pull/${source.pullRequest.number}#pullrequestreview-${source.databaseId}`,
};

const reviewRequest: Fields<ReviewRequest, Published.ReviewRequest> = {
  id: ({ pullRequest: { nodeId }, person }) => `RR_${Buffer.from(`${nodeId}:${person.nodeId}`).toString('base64url')}`,
  asCodeOwner: () => false,
  pullRequest: (source) => source.pullRequest,
  requestedReviewer: ({ person }) => (person.__typename === 'Team' ? person : standing(person)),
};

export const pullRequestTypes = {
  PullRequest: pullRequest,
  PullRequestCommit: pullRequestCommit,
  PullRequestReview: review,
  ReviewRequest: reviewRequest,
};

function commitsOf(source: PullRequest): PullRequestCommit[] {
  return source.commits.map((commit, position) => {
    return { __typename: 'PullRequestCommit', commit, pullRequest: source, position };
  });
}

/** The last word of each reviewer. */
function latestOf(reviews: readonly Review[]): Review[] {
  return [...new Map(reviews.map((each) => [each.author, each])).values()];
}

function decisionOf(reviews: readonly Review[]): string | null {
  const states = latestOf(reviews).map(({ state }) => state);
  if (states.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  return states.includes('APPROVED') ? 'APPROVED' : null;
}
