import type { Basis, ChangeFact, EmptyReason, LeftOutReason, Stage, StageDuration } from '../../facts.js';
import type { ChangeState, Instant } from '../../records.js';
import type { Moments } from './moments.js';

/** All moments of a change: those up to the merge, and what came after it. */
export interface Timeline extends Moments {
  state: ChangeState;
  deployedAt: Instant | null;
  deployedEmptyReason: EmptyReason | null;
  releasedAt: Instant | null;
}

type Durations = Pick<
  ChangeFact,
  | 'stages'
  | 'codingFromFirstCommit'
  | 'cycleSeconds'
  | 'openToMergeSeconds'
  | 'leadSeconds'
  | 'leadBasis'
  | 'releaseLeadSeconds'
  | 'cohortLeftOut'
  | 'inStage'
>;

/** Every duration of a change, each null with its reason where a moment is unknown or out of order. */
export function computeDurations(timeline: Timeline): Durations {
  const start = findStart(timeline);
  const stages = computeStages(timeline, start);
  const lead = findLeadStart(timeline, start);
  const leadSeconds = measure(lead.at, timeline.deployedAt, timeline.deployedEmptyReason ?? 'NOT_DEPLOYED_YET');
  return {
    stages,
    codingFromFirstCommit: start.basis === 'FIRST_COMMIT',
    cycleSeconds: start.at === null ? empty('COMMITS_UNKNOWN') : untilMerge(timeline, start.at),
    openToMergeSeconds: timeline.openedAt === null ? empty('NO_SOURCE') : untilMerge(timeline, timeline.openedAt),
    leadSeconds,
    leadBasis: leadSeconds.seconds === null ? null : lead.basis,
    releaseLeadSeconds: measure(lead.at, timeline.releasedAt, notReleased(timeline)),
    cohortLeftOut: computeLeftOut(timeline, stages, start.at),
    inStage: findCurrentStage(timeline),
  };
}

interface Start {
  at: Instant | null;
  basis: Basis | null;
}

/** Where cycle time and CODING begin: the first commit, or `opened` when that is unknown or later (a known rebase). */
function findStart({ firstCommitAt, openedAt }: Timeline): Start {
  if (firstCommitAt !== null && (openedAt === null || firstCommitAt <= openedAt)) {
    return { at: firstCommitAt, basis: 'FIRST_COMMIT' };
  }
  return openedAt === null ? { at: null, basis: null } : { at: openedAt, basis: 'OPENED' };
}

function findLeadStart({ mergedAt }: Timeline, start: Start): Start {
  return start.at !== null ? start : { at: mergedAt, basis: mergedAt === null ? null : 'MERGED' };
}

function computeStages(timeline: Timeline, start: Start): Record<Stage, StageDuration> {
  if (timeline.mergedAt === null) return fillStages(empty(timeline.state === 'OPEN' ? 'STILL_OPEN' : 'NO_CHANGES'));
  return {
    CODING: measure(start.at, timeline.readyAt, start.at === null ? 'COMMITS_UNKNOWN' : 'NO_SOURCE'),
    ...computeReviewStages(timeline, timeline.mergedAt),
    DEPLOY: measure(timeline.mergedAt, timeline.deployedAt, timeline.deployedEmptyReason ?? 'NOT_DEPLOYED_YET'),
    RELEASE: measure(timeline.deployedAt, timeline.releasedAt, notReleased(timeline)),
  };
}

/** Ready to merged: pickup, review and merge, or all of it MERGE for a change that nobody reviewed. */
function computeReviewStages(timeline: Timeline, mergedAt: Instant): Pick<Record<Stage, StageDuration>, ReviewStage> {
  const { readyAt, firstReviewAt, approvedAt } = timeline;
  if (!timeline.reviewsKnown) {
    const unknown = empty('REVIEWS_UNKNOWN');
    return { PICKUP: unknown, REVIEW: unknown, MERGE: approvedAt === null ? unknown : measure(approvedAt, mergedAt) };
  }
  if (firstReviewAt === null) {
    const none = empty('NO_REVIEW');
    return { PICKUP: none, REVIEW: none, MERGE: measure(approvedAt ?? readyAt, mergedAt, 'NO_SOURCE') };
  }
  const PICKUP = measure(readyAt, firstReviewAt, 'NO_SOURCE');
  if (!timeline.approvalKnown) return { PICKUP, REVIEW: empty('REVIEWS_UNKNOWN'), MERGE: empty('REVIEWS_UNKNOWN') };
  if (approvedAt === null) return { PICKUP, REVIEW: measure(firstReviewAt, mergedAt), MERGE: empty('NO_REVIEW') };
  return { PICKUP, REVIEW: measure(firstReviewAt, approvedAt), MERGE: measure(approvedAt, mergedAt) };
}

type ReviewStage = 'PICKUP' | 'REVIEW' | 'MERGE';

function computeLeftOut(
  timeline: Timeline,
  stages: Record<Stage, StageDuration>,
  start: Instant | null,
): ChangeFact['cohortLeftOut'] {
  const upToMerge = findLeftOut(timeline, stages, start);
  const isOut = (stage: Stage) => stages[stage].emptyReason === 'OUT_OF_ORDER';
  const upToDeploy = upToMerge ?? (isOut('DEPLOY') ? 'OUT_OF_ORDER' : null);
  const wasDeployed = timeline.deployedAt !== null;
  const isFirst = timeline.deployedEmptyReason === 'NO_EARLIER_DEPLOYMENT';
  return {
    MERGE: upToMerge,
    DEPLOY: isFirst ? 'NO_EARLIER_DEPLOYMENT' : wasDeployed ? upToDeploy : null,
    RELEASE: timeline.releasedAt === null ? null : (upToDeploy ?? (isOut('RELEASE') ? 'OUT_OF_ORDER' : null)),
  };
}

function findLeftOut(
  timeline: Timeline,
  stages: Record<Stage, StageDuration>,
  start: Instant | null,
): LeftOutReason | null {
  if (timeline.mergedAt === null) return null;
  if (start === null) return 'COMMITS_UNKNOWN';
  if (!timeline.reviewsKnown) return 'REVIEWS_UNKNOWN';
  if (timeline.firstReviewAt !== null && !timeline.approvalKnown) return 'REVIEWS_UNKNOWN';
  if (timeline.readyAt === null) return 'COMMITS_UNKNOWN';
  const upToMerge = [stages.CODING, stages.PICKUP, stages.REVIEW, stages.MERGE];
  return upToMerge.some((stage) => stage.emptyReason === 'OUT_OF_ORDER') ? 'OUT_OF_ORDER' : null;
}

/** The stage an open or undeployed change is in; null when it is through, or when what was read does not tell. */
function findCurrentStage(timeline: Timeline): Stage | null {
  if (timeline.state === 'CLOSED') return null;
  if (timeline.state === 'MERGED') return timeline.deployedEmptyReason === 'NOT_DEPLOYED_YET' ? 'DEPLOY' : null;
  if (timeline.readyAt === null && timeline.openedAt !== null) return 'CODING';
  if (timeline.approvedAt !== null) return 'MERGE';
  if (timeline.firstReviewAt !== null) return 'REVIEW';
  return timeline.reviewsKnown ? 'PICKUP' : null;
}

function notReleased(timeline: Timeline): EmptyReason {
  return timeline.deployedAt === null ? (timeline.deployedEmptyReason ?? 'NOT_DEPLOYED_YET') : 'NO_SOURCE';
}

function untilMerge(timeline: Timeline, from: Instant): StageDuration {
  return measure(from, timeline.mergedAt, timeline.state === 'OPEN' ? 'STILL_OPEN' : 'NO_CHANGES');
}

/** Nothing is clamped: a duration that ends before it starts is none. */
function measure(from: Instant | null, to: Instant | null, otherwise: EmptyReason = 'NO_SOURCE'): StageDuration {
  if (from === null || to === null) return empty(otherwise);
  return to < from ? empty('OUT_OF_ORDER') : { seconds: (to - from) / 1000, emptyReason: null };
}

/** One object per reason serves every change that has it: a repository has a hundred thousand. */
const EMPTY = new Map<EmptyReason, StageDuration>();

function empty(emptyReason: EmptyReason): StageDuration {
  const known = EMPTY.get(emptyReason) ?? Object.freeze({ seconds: null, emptyReason });
  EMPTY.set(emptyReason, known);
  return known;
}

function fillStages(every: StageDuration): Record<Stage, StageDuration> {
  return { CODING: every, PICKUP: every, REVIEW: every, MERGE: every, DEPLOY: every, RELEASE: every };
}
