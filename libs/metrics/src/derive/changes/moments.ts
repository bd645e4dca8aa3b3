import type { DraftEvent, Instant, ReviewRecord } from '../../records.js';
import type { IsBot } from './bots.js';
import type { Change } from './change.js';
import { findApproval } from './approval.js';

/** The moments of metrics.md up to the merge, and how far reviews are known. */
export interface Moments {
  firstCommitAt: Instant | null;
  openedAt: Instant | null;
  readyAt: Instant | null;
  firstReviewAt: Instant | null;
  approvedAt: Instant | null;
  mergedAt: Instant | null;
  reviewsKnown: boolean;
  /** Whether an approval, or that there was none, is known. */
  approvalKnown: boolean;
  reviewCount: number | null;
  reviewed: boolean | null;
}

/** Computes a change's moments from its reviews and draft events, or from what a file states of them. */
export function computeMoments(change: Change, isBot: IsBot): Moments {
  const reviews = change.reviews === null ? null : listCountedReviews(change, isBot);
  const readyAt = findReady(change, reviews ?? []);
  return {
    firstCommitAt: change.firstCommitAt,
    openedAt: change.openedAt,
    readyAt,
    mergedAt: change.mergedAt,
    ...(reviews === null ? toStatedReview(change, readyAt) : toReview(reviews, readyAt)),
  };
}

type Review = Pick<
  Moments,
  'firstReviewAt' | 'approvedAt' | 'reviewsKnown' | 'approvalKnown' | 'reviewCount' | 'reviewed'
>;

/** Human reviews by others between the opening and the merge, in order of time. */
function listCountedReviews(change: Change, isBot: IsBot): ReviewRecord[] {
  const author = change.author?.toLowerCase();
  return (change.reviews ?? [])
    .filter((review) => !isBot(review.author, review.authorIsBot))
    .filter((review) => author === undefined || review.author?.toLowerCase() !== author)
    .filter((review) => review.submittedAt >= (change.openedAt ?? -Infinity))
    .filter((review) => review.submittedAt <= (change.mergedAt ?? change.closedAt ?? Infinity))
    .sort((a, b) => a.submittedAt - b.submittedAt || ((a.author ?? '') < (b.author ?? '') ? -1 : 1));
}

/** A review or approval given before the change was ready counts at `ready`; while it never was, it does not count yet. */
function toReview(reviews: ReviewRecord[], readyAt: Instant | null): Review {
  const first = reviews[0]?.submittedAt ?? null;
  const approved = findApproval(reviews);
  return {
    firstReviewAt: countAtReady(first, readyAt),
    approvedAt: countAtReady(approved, readyAt),
    reviewsKnown: true,
    approvalKnown: true,
    reviewCount: reviews.length,
    reviewed: reviews.length > 0,
  };
}

function countAtReady(at: Instant | null, readyAt: Instant | null): Instant | null {
  return at === null || readyAt === null ? null : Math.max(at, readyAt);
}

/** What a file states is held to the same rules: before the opening or after the merge it is no review of this change. */
function toStatedReview(change: Change, readyAt: Instant | null): Review {
  const { stated } = change;
  const [first, approved] = [stated.firstReviewAt, stated.approvedAt].map((at) => whileOpen(change, at ?? null));
  const known = stated.firstReviewAt !== undefined;
  const wasReviewed = isKnown(first) || isKnown(approved);
  // An approval is a review: where the column of first reviews is empty, it is the first one known.
  const firstKnown = known ? (first ?? approved) : first;
  return {
    firstReviewAt: notBefore(readyAt, firstKnown ?? null),
    approvedAt: notBefore(readyAt, approved ?? null),
    reviewsKnown: known,
    // A column that says there was no review says that there was no approval either.
    approvalKnown: stated.approvedAt !== undefined || (known && !isKnown(first)),
    reviewCount: known && !wasReviewed ? 0 : null,
    reviewed: known || wasReviewed ? wasReviewed : null,
  };
}

const isKnown = (at: Instant | null | undefined): boolean => at !== null && at !== undefined;

function whileOpen({ openedAt, mergedAt, closedAt }: Change, at: Instant | null): Instant | null {
  if (at === null) return null;
  return at >= (openedAt ?? -Infinity) && at <= (mergedAt ?? closedAt ?? Infinity) ? at : null;
}

/** Where a file does not say when a change was ready, a moment stands as it was given. */
function notBefore(readyAt: Instant | null, at: Instant | null): Instant | null {
  return at === null || readyAt === null ? at : Math.max(at, readyAt);
}

function findReady(change: Change, reviews: ReviewRecord[]): Instant | null {
  if (change.stated.readyAt) return change.stated.readyAt;
  const events = [...(change.draftEvents ?? [])].sort((a, b) => a.at - b.at);
  const isStillDraft = change.isDraft && change.state !== 'MERGED' && events.at(-1)?.kind !== 'READY';
  if (isStillDraft) return null;
  const firstApproval = reviews.find((review) => review.state === 'APPROVED')?.submittedAt;
  return (
    findLastReady(events, firstApproval ?? -Infinity) ??
    findLastReady(events, change.mergedAt ?? Infinity) ??
    change.openedAt
  );
}

function findLastReady(events: DraftEvent[], before: Instant): Instant | null {
  return events.findLast((event) => event.kind === 'READY' && event.at <= before)?.at ?? null;
}
