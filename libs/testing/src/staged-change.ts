import type { ChangeFact, EmptyReason, Instant, Stage, StageDuration } from '@weir/metrics';
import { buildChangeFact } from './fact-builders.js';

/** What a test tells of a change: when it was merged, and the seconds of the stages that it went through. */
export interface StagedChange {
  number: number;
  mergedAt: Instant;
  stages?: Partial<Record<Stage, number>>;
  /** Merged, and waiting. */
  isWaiting?: boolean;
}

const WHY_NOT: Record<Stage, EmptyReason> = {
  CODING: 'COMMITS_UNKNOWN',
  PICKUP: 'NO_REVIEW',
  REVIEW: 'NO_REVIEW',
  MERGE: 'NO_REVIEW',
  DEPLOY: 'NOT_DEPLOYED_YET',
  RELEASE: 'NO_SOURCE',
};
const STAGES = Object.keys(WHY_NOT) as Stage[];

const known = (seconds: number): StageDuration => ({ seconds, emptyReason: null });
const unknown = (emptyReason: EmptyReason): StageDuration => ({ seconds: null, emptyReason });

/** A change whose moments, cycle time and lead time follow from its stages. */
export function buildStagedChange(told: StagedChange, more: Partial<ChangeFact> = {}): ChangeFact {
  const { number, mergedAt, stages = {}, isWaiting = false } = told;
  const secondsOf = (...names: Stage[]) => names.reduce((sum, name) => sum + (stages[name] ?? 0), 0);
  const before = (...names: Stage[]) => mergedAt - secondsOf(...names) * 1000;
  const isReviewed = stages.REVIEW !== undefined;
  const whole = secondsOf('CODING', 'PICKUP', 'REVIEW', 'MERGE', 'DEPLOY');
  const durations = STAGES.map((name) => {
    const seconds = stages[name];
    return [name, seconds === undefined ? unknown(WHY_NOT[name]) : known(seconds)] as const;
  });
  return buildChangeFact(number, {
    mergedAt,
    openedAt: before('PICKUP', 'REVIEW', 'MERGE'),
    readyAt: before('PICKUP', 'REVIEW', 'MERGE'),
    firstCommitAt: before('CODING', 'PICKUP', 'REVIEW', 'MERGE'),
    firstReviewAt: isReviewed ? before('REVIEW', 'MERGE') : null,
    approvedAt: isReviewed ? before('MERGE') : null,
    deployedAt: isWaiting ? null : mergedAt + secondsOf('DEPLOY') * 1000,
    deployedEmptyReason: isWaiting ? 'NOT_DEPLOYED_YET' : null,
    inStage: isWaiting ? 'DEPLOY' : null,
    reviewsKnown: true,
    reviewed: isReviewed,
    stages: Object.fromEntries(durations) as ChangeFact['stages'],
    codingFromFirstCommit: true,
    cycleSeconds: known(secondsOf('CODING', 'PICKUP', 'REVIEW', 'MERGE')),
    leadSeconds: isWaiting ? unknown('NOT_DEPLOYED_YET') : known(whole),
    leadBasis: isWaiting ? null : 'FIRST_COMMIT',
    ...more,
  });
}
