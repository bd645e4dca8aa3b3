import type { ChangeFact, EmptyReason } from '../../facts.js';
import type { Instant } from '../../records.js';
import { isAiAssisted, listAiTools } from '../changes/ai-tools.js';
import type { IsBot } from '../changes/bots.js';
import type { Change } from '../changes/change.js';
import { findChangeType } from '../changes/change-type.js';
import { computeMoments } from '../changes/moments.js';
import { computeDurations } from '../changes/stages.js';
import type { DeliveredLine } from '../deployments/deliveries.js';

/** When a change was deployed without further qualification, or why that is not known. */
export interface Deployed {
  deployedAt: Instant | null;
  deployedEmptyReason: EmptyReason | null;
}

/**
 * Production's first over all services. What a file states is used only where no deployment gives a moment.
 */
export function findDeployed(change: Change, index: number, production: DeliveredLine[]): Deployed {
  if (change.mergedAt === null) return { deployedAt: null, deployedEmptyReason: null };
  const deliveries = production.flatMap((line) => line.deliveries[index] ?? []);
  const known = deliveries.flatMap(({ deployedAt }) => deployedAt ?? []);
  if (known.length > 0) return { deployedAt: Math.min(...known), deployedEmptyReason: null };
  if (change.stated.deployedAt) return { deployedAt: change.stated.deployedAt, deployedEmptyReason: null };
  return { deployedAt: null, deployedEmptyReason: findEmptyReason(change, deliveries) };
}

function findEmptyReason(change: Change, deliveries: { emptyReason: EmptyReason | null }[]): EmptyReason {
  if (deliveries.some(({ emptyReason }) => emptyReason === 'NO_EARLIER_DEPLOYMENT')) return 'NO_EARLIER_DEPLOYMENT';
  // A column that says when it was deployed and is empty says that it was not, yet.
  return deliveries.length > 0 || change.stated.deployedAt === null ? 'NOT_DEPLOYED_YET' : 'NO_DEPLOYMENTS';
}

/** The fact of one change. */
export function toChangeFact(
  change: Change,
  deployed: Deployed,
  context: { isBot: IsBot; reverted: boolean },
): ChangeFact {
  const moments = computeMoments(change, context.isBot);
  const timeline = { ...moments, ...deployed, state: change.state, releasedAt: change.stated.releasedAt ?? null };
  const durations = computeDurations(timeline);
  const tools = change.stated.aiTools ?? listAiTools(change);
  return {
    key: change.key,
    kind: change.kind,
    number: change.number,
    title: change.title,
    url: change.url,
    mergeSha: change.mergeSha,
    author: change.author,
    authorIsBot: change.authorIsBot,
    state: change.state,
    isDraft: change.isDraft,
    openedAt: moments.openedAt,
    firstCommitAt: moments.firstCommitAt,
    readyAt: moments.readyAt,
    firstReviewAt: moments.firstReviewAt,
    approvedAt: moments.approvedAt,
    mergedAt: moments.mergedAt,
    closedAt: change.closedAt,
    deployedAt: timeline.deployedAt,
    deployedEmptyReason: timeline.deployedEmptyReason,
    releasedAt: timeline.releasedAt,
    additions: change.additions,
    deletions: change.deletions,
    changedFiles: change.changedFiles,
    labels: [...change.labels].sort(),
    type: change.stated.type ?? findChangeType(change.title, change.labels),
    aiAssisted: change.stated.aiAssisted ?? isAiAssisted(change.labels, tools),
    aiTools: [...tools].sort(),
    reviewsKnown: moments.reviewsKnown,
    reviewCount: moments.reviewCount,
    reviewed: moments.reviewed,
    reverted: context.reverted,
    inStage: durations.inStage,
    stages: durations.stages,
    codingFromFirstCommit: durations.codingFromFirstCommit,
    cycleSeconds: durations.cycleSeconds,
    openToMergeSeconds: durations.openToMergeSeconds,
    leadSeconds: durations.leadSeconds,
    leadBasis: durations.leadBasis,
    releaseLeadSeconds: durations.releaseLeadSeconds,
    cohortLeftOut: durations.cohortLeftOut,
    lastAt: findLast(timeline, change),
  };
}

function findLast(
  timeline: ReturnType<typeof computeMoments> & Deployed & { releasedAt: Instant | null },
  change: Change,
): Instant {
  const { firstCommitAt, openedAt, readyAt, firstReviewAt, approvedAt, mergedAt, deployedAt, releasedAt } = timeline;
  const reviews = change.reviews?.map((review) => review.submittedAt) ?? [];
  const events = change.draftEvents?.map((event) => event.at) ?? [];
  const moments = [
    firstCommitAt,
    openedAt,
    readyAt,
    firstReviewAt,
    approvedAt,
    mergedAt,
    deployedAt,
    releasedAt,
    change.closedAt,
  ];
  return Math.max(0, ...[...moments, ...reviews, ...events].flatMap((at) => at ?? []));
}
