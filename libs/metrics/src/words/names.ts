import type { Basis, EmptyReason, LeftOutReason, Stage } from '../facts.js';
import type { Aggregate, Band, BandRuleSet } from '../query/query.js';
import { formatCount } from './format-number.js';

export const STAGE_NAMES: Record<Stage, string> = {
  CODING: 'Coding',
  PICKUP: 'Pickup',
  REVIEW: 'Review',
  MERGE: 'Merge',
  DEPLOY: 'Deploy',
  RELEASE: 'Release',
};

export const BAND_NAMES: Record<Band, string> = { ELITE: 'Elite', HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' };

export const BAND_RULE_SET_NAMES: Record<BandRuleSet, string> = {
  DORA_2021: 'DORA 2021',
  DORA_2023: 'DORA 2023',
  DORA_2024: 'DORA 2024',
  OWN_GOALS: 'own goals',
  NONE: 'none',
};

export const AGGREGATE_NAMES: Record<Aggregate, string> = {
  P50: 'median',
  P75: '75th percentile',
  P85: '85th percentile',
  P90: '90th percentile',
  P95: '95th percentile',
  MEAN: 'mean',
  SUM: 'sum',
  RATIO: 'share',
};

/** Why there is no value, as a clause that stands beside the dash. */
export const EMPTY_REASON_WORDS: Record<EmptyReason, string> = {
  NOT_COVERED: 'no source covers this period',
  NO_SOURCE: 'no source reports this',
  NO_DEPLOYMENTS: 'no deployments in this period',
  NO_EARLIER_DEPLOYMENT: 'no earlier deployment known',
  NOT_DEPLOYED_YET: 'not deployed yet',
  NO_CHANGES: 'no changes in this period',
  NO_REVIEW: 'no reviews in this period',
  REVIEWS_UNKNOWN: 'reviews were not read',
  NO_FAILURES: 'no failed release recovered',
  STILL_OPEN: 'the failures are still open',
  COMMITS_UNKNOWN: 'commits were not read',
  OUT_OF_ORDER: 'moments are out of order',
  ALL_EXCLUDED: 'everything is excluded by the filters',
  TOO_FEW: 'too few to tell',
};

const LEFT_OUT_WORDS: Record<LeftOutReason, string> = {
  BOT: 'by bots',
  DRAFT: 'drafts',
  EXCLUDED_BY_RULE: 'excluded by a rule',
  COMMITS_UNKNOWN: 'commits not read',
  REVIEWS_UNKNOWN: 'reviews not read',
  OUT_OF_ORDER: 'moments out of order',
  NO_EARLIER_DEPLOYMENT: 'before the first known deployment',
  NOT_DEPLOYED_YET: 'not deployed yet',
  STILL_OPEN: 'still open',
};

/** "6 moments out of order" for a list of what a figure leaves out. */
export function leftOutWords({ reason, count }: { reason: LeftOutReason; count: number }): string {
  return `${formatCount(count)} ${LEFT_OUT_WORDS[reason]}`;
}

/**
 * What was left out, most first: "6 moments out of order, 2 by bots"; empty when nothing was. After a sentence that has
 * the count already, a single reason stands without it: "moments out of order".
 */
export function leftOutSentence(leftOut: readonly { reason: LeftOutReason; count: number }[]): string {
  const some = leftOut.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const [only, ...more] = some;
  return only && more.length === 0 ? LEFT_OUT_WORDS[only.reason] : some.map(leftOutWords).join(', ');
}

export const BASIS_WORDS: Record<Basis, string> = {
  FIRST_COMMIT: 'from the first commit',
  OPENED: 'from the opening of the pull request',
  MERGED: 'from the merge',
};
