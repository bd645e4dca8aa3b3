import { CHANGE_DIMENSIONS, countMergedChanges, DURATION_AGGREGATES, type MetricDeclaration } from './declaration.js';

export const changeLeadTime: MetricDeclaration = {
  key: 'CHANGE_LEAD_TIME',
  name: 'Change lead time',
  summary: 'How long does a change take from its first commit until it runs in production?',
  method:
    'Deployed − first commit, of the changes that were first deployed to production in the period. Where the first commit is unknown or later than the opening, it starts at the opening, else at the merge; the basis says how many started where. Changes merged in the period that are not deployed yet, or were out before the first known deployment, are left out and counted.',
  source: 'DORA, https://dora.dev/guides/dora-metrics/',
  unit: 'SECONDS',
  direction: 'LOWER_IS_BETTER',
  aggregates: DURATION_AGGREGATES,
  defaultAggregate: 'P50',
  dimensions: CHANGE_DIMENSIONS,
  band: 'LEAD_TIME',
  counting: countMergedChanges(
    { kind: 'DURATION', duration: 'lead', basis: 'leadBasis' },
    { placedAt: ['deployedAt', 'mergedAt'], deliveredDuration: 'leadSeconds', needs: ['CHANGES', 'DEPLOYMENTS'] },
  ),
};
