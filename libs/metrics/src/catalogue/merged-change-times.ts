import { CHANGE_DIMENSIONS, countMergedChanges, DURATION_AGGREGATES, type MetricDeclaration } from './declaration.js';

export const cycleTime: MetricDeclaration = {
  key: 'CYCLE_TIME',
  name: 'Cycle time',
  summary: 'How long does a change take from its first commit to its merge?',
  method:
    'Merged − first commit, of the changes merged in the period. Where the first commit is unknown or later than the opening, it starts at the opening.',
  source: null,
  unit: 'SECONDS',
  direction: 'LOWER_IS_BETTER',
  aggregates: DURATION_AGGREGATES,
  defaultAggregate: 'P50',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges({ kind: 'DURATION', duration: 'cycle', basis: null }),
};

export const openToMergeTime: MetricDeclaration = {
  key: 'OPEN_TO_MERGE_TIME',
  name: 'Open to merge time',
  summary: 'How long does a pull request stay open until it is merged?',
  method: 'Merged − opened, of the changes merged in the period. Changes without a pull request are left out.',
  source: null,
  unit: 'SECONDS',
  direction: 'LOWER_IS_BETTER',
  aggregates: DURATION_AGGREGATES,
  defaultAggregate: 'P50',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges({ kind: 'DURATION', duration: 'openToMerge', basis: null }),
};
