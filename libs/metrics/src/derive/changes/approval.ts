import type { Instant, ReviewRecord } from '../../records.js';

/**
 * The moment of approval: when the latest verdicts of all reviewers hold an approval and no change request, the earliest
 * approval after the last change request. `reviews` are the counted ones in order of time, none later than the merge.
 */
export function findApproval(reviews: ReviewRecord[]): Instant | null {
  const verdicts = new Map<string, ReviewRecord['state']>();
  // A dismissed verdict is reported with the state DISMISSED and leaves its reviewer without one.
  for (const { author, state } of reviews) if (state !== 'COMMENTED') verdicts.set(author?.toLowerCase() ?? '', state);
  const latest = [...verdicts.values()];
  if (!latest.includes('APPROVED') || latest.includes('CHANGES_REQUESTED')) return null;
  const lastRequest = reviews.findLast((review) => review.state === 'CHANGES_REQUESTED')?.submittedAt ?? -Infinity;
  const approval = reviews.find((review) => review.state === 'APPROVED' && review.submittedAt > lastRequest);
  return approval?.submittedAt ?? findStandingApproval(reviews);
}

/** The request's own instant, when approval and request share it. */
function findStandingApproval(reviews: ReviewRecord[]): Instant | null {
  return reviews.findLast((review) => review.state === 'APPROVED')?.submittedAt ?? null;
}
