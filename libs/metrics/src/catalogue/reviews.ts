import { CHANGE_DIMENSIONS, countMergedChanges, type MetricDeclaration } from './declaration.js';

export const reviewCoverage: MetricDeclaration = {
  key: 'REVIEW_COVERAGE',
  name: 'Review coverage',
  summary: 'How many changes did a second person look at before the merge?',
  method:
    'Changes with a review by a human who is not the author ÷ changes whose reviews were read, of those merged in the period.',
  source: null,
  unit: 'RATIO',
  direction: 'HIGHER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges(
    {
      kind: 'RATIO',
      numerator: { kind: 'WHEN', condition: { property: 'reviewed', is: true } },
      unknownWhenNull: 'reviewed',
      unknown: 'REVIEWS_UNKNOWN',
    },
    { alsoReads: ['REVIEWS'] },
  ),
};

export const reviewsPerPullRequest: MetricDeclaration = {
  key: 'REVIEWS_PER_PULL_REQUEST',
  name: 'Reviews per change',
  summary: 'How many reviews does a change get before its merge?',
  method:
    'Reviews by humans who are not the author, up to the merge ÷ changes whose reviews were read, of those merged in the period.',
  source: null,
  unit: 'COUNT',
  direction: 'NEUTRAL',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges(
    {
      kind: 'RATIO',
      numerator: { kind: 'NUMBER', property: 'reviewCount' },
      unknownWhenNull: 'reviewCount',
      unknown: 'REVIEWS_UNKNOWN',
    },
    { alsoReads: ['REVIEWS'] },
  ),
};
