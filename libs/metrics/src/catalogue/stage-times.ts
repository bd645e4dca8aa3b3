import {
  CHANGE_DIMENSIONS,
  type Counting,
  countMergedChanges,
  DURATION_AGGREGATES,
  type MetricDeclaration,
  type StoredDuration,
} from './declaration.js';
import type { MetricKey } from './keys.js';

interface StageTime {
  key: MetricKey;
  name: string;
  summary: string;
  method: string;
  duration: StoredDuration;
  basis?: 'leadBasis';
  counting: Partial<Counting>;
}

function declareStageTime({ key, name, summary, method, duration, basis, counting }: StageTime): MetricDeclaration {
  return {
    key,
    name,
    summary,
    method,
    source: null,
    unit: 'SECONDS',
    direction: 'LOWER_IS_BETTER',
    aggregates: DURATION_AGGREGATES,
    defaultAggregate: 'P50',
    dimensions: CHANGE_DIMENSIONS,
    band: null,
    counting: countMergedChanges({ kind: 'DURATION', duration, basis: basis ?? null }, counting),
  };
}

export const codingTime = declareStageTime({
  key: 'CODING_TIME',
  name: 'Coding time',
  summary: 'How long is a change written before it is ready for review?',
  method:
    'Ready − first commit, of the merged changes that became ready in the period. Changes whose first commit is unknown or later than the opening are left out.',
  duration: 'coding',
  counting: {
    placedAt: ['readyAt', 'mergedAt'],
    leftOut: [{ when: { property: 'codingFromFirstCommit', is: false }, reason: 'COMMITS_UNKNOWN' }],
  },
});

export const pickupTime = declareStageTime({
  key: 'PICKUP_TIME',
  name: 'Pickup time',
  summary: 'How long does a change wait for its first review?',
  method:
    'First review − ready, of the merged changes whose first review was given in the period. A change merged without review goes through no pickup.',
  duration: 'pickup',
  counting: { placedAt: ['firstReviewAt', 'mergedAt'], alsoReads: ['REVIEWS'] },
});

export const reviewTime = declareStageTime({
  key: 'REVIEW_TIME',
  name: 'Review time',
  summary: 'How long does a review take, from its first word to the approval?',
  method:
    'Approved − first review (to the merge when never approved), of the merged changes whose review ended in the period. Where most changes are approved in their first review, the median is 0.',
  duration: 'review',
  counting: { placedAt: ['approvedAt', 'mergedAt'], alsoReads: ['REVIEWS'] },
});

export const mergeTime = declareStageTime({
  key: 'MERGE_TIME',
  name: 'Merge time',
  summary: 'How long does an approved change wait for its merge?',
  method:
    'Merged − approved, of the changes merged in the period; merged − ready for a change merged without review. A change that was reviewed and never approved goes through no merge stage.',
  duration: 'merge',
  counting: { alsoReads: ['REVIEWS'] },
});

export const deployTime = declareStageTime({
  key: 'DEPLOY_TIME',
  name: 'Deploy time',
  summary: 'How long does a merged change wait until it runs in production?',
  method:
    'Deployed − merged, of the changes first deployed to production in the period. Changes merged in the period that are not deployed yet, or were out before the first known deployment, are left out and counted.',
  duration: 'deploy',
  counting: {
    placedAt: ['deployedAt', 'mergedAt'],
    deliveredDuration: 'deploySeconds',
    needs: ['CHANGES', 'DEPLOYMENTS'],
  },
});

export const releaseTime = declareStageTime({
  key: 'RELEASE_TIME',
  name: 'Release time',
  summary: 'How long does a deployed change wait until everybody has it?',
  method: 'Released − deployed, of the changes that reached full exposure in the period.',
  duration: 'release',
  counting: { placedAt: ['releasedAt'], noneReason: 'NO_SOURCE' },
});

export const releaseLeadTime = declareStageTime({
  key: 'RELEASE_LEAD_TIME',
  name: 'Release lead time',
  summary: 'How long does a change take from its first commit until everybody has it?',
  method:
    'Released − first commit (else − opened, else − merged), of the changes that reached full exposure in the period.',
  duration: 'releaseLead',
  basis: 'leadBasis',
  counting: { placedAt: ['releasedAt'], noneReason: 'NO_SOURCE' },
});
