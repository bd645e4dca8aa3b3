import { CHANGE_DIMENSIONS, countReleases, type MetricDeclaration } from './declaration.js';

export const deploymentReworkRate: MetricDeclaration = {
  key: 'DEPLOYMENT_REWORK_RATE',
  name: 'Deployment rework rate',
  summary: 'How many releases exist only to repair an earlier one?',
  method:
    'Rework ÷ all successful releases that finished in the period. A release is rework when it is the remedy of a failed one: its rollback, the one with its revert or hotfix, or the one that an incident names. There is no band.',
  source: 'DORA, https://dora.dev/guides/dora-metrics/',
  unit: 'RATIO',
  direction: 'LOWER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countReleases(
    {
      kind: 'RATIO',
      numerator: { kind: 'WHEN', condition: { property: 'isRework', is: true } },
      unknownWhenNull: null,
      unknown: null,
    },
    { alsoReads: ['INCIDENTS'] },
  ),
};
