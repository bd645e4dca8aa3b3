import { CHANGE_DIMENSIONS, countMergedChanges, DURATION_AGGREGATES, type MetricDeclaration } from './declaration.js';

export const pullRequestsMerged: MetricDeclaration = {
  key: 'PULL_REQUESTS_MERGED',
  name: 'Changes merged',
  summary: 'How many changes were merged?',
  method: 'Changes merged in the period: pull requests, or, from a clone, what stands for them.',
  source: null,
  unit: 'COUNT',
  direction: 'NEUTRAL',
  aggregates: ['SUM'],
  defaultAggregate: 'SUM',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges({ kind: 'COUNT' }),
};

export const pullRequestSize: MetricDeclaration = {
  key: 'PULL_REQUEST_SIZE',
  name: 'Change size',
  summary: 'How many lines does a change touch?',
  method:
    'Lines added + lines deleted, of the changes merged in the period. Changes whose lines were not read are left out.',
  source: null,
  unit: 'LINES',
  direction: 'LOWER_IS_BETTER',
  aggregates: DURATION_AGGREGATES,
  defaultAggregate: 'P50',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges({ kind: 'AMOUNT', sumOf: ['additions', 'deletions'], unknown: 'COMMITS_UNKNOWN' }),
};

export const revertRate: MetricDeclaration = {
  key: 'REVERT_RATE',
  name: 'Revert rate',
  summary: 'How many changes are taken back?',
  method: 'Changes reverted within 30 days ÷ changes merged in the period.',
  source: null,
  unit: 'RATIO',
  direction: 'LOWER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countMergedChanges({
    kind: 'RATIO',
    numerator: { kind: 'WHEN', condition: { property: 'reverted', is: true } },
    unknownWhenNull: null,
    unknown: null,
  }),
};

export const aiAssistedShare: MetricDeclaration = {
  key: 'AI_ASSISTED_SHARE',
  name: 'AI-assisted share',
  summary: 'How many changes were made with an AI tool?',
  method:
    "AI-assisted ÷ all changes merged in the period. A co-author trailer or author of a known tool, an author that is such an agent, or a label says so. Coding agents' changes count here although their accounts are bots.",
  source: null,
  unit: 'RATIO',
  direction: 'NEUTRAL',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  // A clone's trailers tell of some tools only, and files of none: a share of that would be a guess.
  counting: null,
};
