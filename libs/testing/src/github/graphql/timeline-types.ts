import type * as Published from '@octokit/graphql-schema';
import { standing, type Account } from '../world/account.js';
import type { Commit } from '../world/commit.js';
import { toIso } from '../world/moment.js';
import type { PullRequest, Review } from '../world/pull-request.js';
import type { TimelineEvent } from '../world/thing.js';
import { connect } from './connection.js';
import type { Arguments, Fields } from './fields.js';

/** A commit as a part of a pull request. */
export interface PullRequestCommit {
  __typename: 'PullRequestCommit';
  commit: Commit;
  pullRequest: PullRequest;
  position: number;
}

type TimelineItem = TimelineEvent | Review | PullRequestCommit;

export function timelineItems(items: readonly TimelineItem[], args: Arguments) {
  const types = args.itemTypes as string[] | null | undefined;
  const since = args.since ? Date.parse(String(args.since)) : -Infinity;
  const asked = items
    .filter((item) => !types || types.includes(enumOf(item.__typename)))
    .filter((item) => instantOf(item) >= since);
  const page = connect(asked, { ...args, orderBy: null }, 'timelineItems', placeOf);
  const last = Math.max(0, ...items.map(instantOf));
  return Object.assign(page, { totalCount: items.length, filteredCount: asked.length, updatedAt: toIso(last) });
}

/** `ReadyForReviewEvent` → `READY_FOR_REVIEW_EVENT`. */
const enumOf = (name: string) => name.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase();

function instantOf(item: TimelineItem): number {
  if (item.__typename === 'PullRequestCommit') return item.commit.committer.at;
  return item.__typename === 'PullRequestReview' ? item.submittedAt : item.at;
}

function placeOf(item: TimelineItem): (number | string)[] {
  return [instantOf(item), item.__typename === 'PullRequestCommit' ? item.position : item.databaseId];
}

const event: Fields<TimelineEvent, Published.ClosedEvent> = {
  id: ({ nodeId }) => nodeId,
  actor: ({ actor }) => standing(actor),
  createdAt: ({ at }) => toIso(at),
};

const label: Fields<TimelineEvent, Published.LabeledEvent> = {
  ...event,
  label: (source) => source.label,
  labelable: ({ thing }) => thing,
};

const assignee: Fields<TimelineEvent, Published.AssignedEvent> = {
  ...event,
  assignable: ({ thing }) => thing,
  assignee: ({ person }) => standing(person as Account),
  user: ({ person }) => (person?.__typename === 'User' ? standing(person) : null),
};

const ofPull: Fields<TimelineEvent, Published.MergedEvent> = { ...event, pullRequest: ({ thing }) => thing };
const url: Fields<TimelineEvent, Published.MergedEvent> = {
  url: ({ thing, databaseId }) =>
    `https://github.com/${thing.repository.nameWithOwner}/pull/${thing.number}#event-${databaseId}`,
};

const request: Fields<TimelineEvent, Published.ReviewRequestedEvent> = {
  ...ofPull,
  requestedReviewer: ({ person }) => (person?.__typename === 'Team' ? person : standing(person ?? null)),
};

const closedOrReopened: Fields<TimelineEvent, Published.ClosedEvent> = {
  ...event,
  closable: ({ thing }) => thing,
  stateReason: ({ stateReason }) => stateReason ?? null,
};

const commitOf = ({ thing, sha = '' }: TimelineEvent) => thing.repository.commits.get(sha) ?? null;

const comment: Fields<TimelineEvent, Published.IssueComment> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  author: ({ actor }) => standing(actor),
  body: ({ body }) => body ?? '',
  bodyText: ({ body }) => body ?? '',
  createdAt: ({ at }) => toIso(at),
  updatedAt: ({ at }) => toIso(at),
};

export const timelineTypes = {
  LabeledEvent: label,
  UnlabeledEvent: label,
  AssignedEvent: assignee,
  UnassignedEvent: assignee,
  ClosedEvent: { ...closedOrReopened, closer: ({ closer }: TimelineEvent) => closer ?? null },
  ReopenedEvent: closedOrReopened,
  RenamedTitleEvent: {
    ...event,
    subject: ({ thing }: TimelineEvent) => thing,
    previousTitle: ({ previousTitle }: TimelineEvent) => previousTitle,
    currentTitle: ({ currentTitle }: TimelineEvent) => currentTitle,
  },
  ReadyForReviewEvent: { ...ofPull, ...url },
  ConvertToDraftEvent: { ...ofPull, ...url },
  ReviewRequestedEvent: request,
  ReviewRequestRemovedEvent: request,
  MergedEvent: {
    ...ofPull,
    ...url,
    commit: commitOf,
    mergeRefName: ({ thing }: TimelineEvent) => (thing as PullRequest).baseRefName,
  },
  HeadRefForcePushedEvent: { ...ofPull, afterCommit: commitOf, beforeCommit: () => null },
  HeadRefDeletedEvent: { ...ofPull, headRefName: ({ thing }: TimelineEvent) => (thing as PullRequest).headRefName },
  IssueComment: comment,
};
