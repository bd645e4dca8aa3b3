import { CHANGE_DIMENSIONS, countReleases, type MetricDeclaration } from './declaration.js';

export const changeFailRate: MetricDeclaration = {
  key: 'CHANGE_FAIL_RATE',
  name: 'Change fail rate',
  summary: 'How many releases cause a failure in production?',
  method:
    'Failed ÷ all successful releases that finished in the period. A release failed when an incident is attributed to it, when it was rolled back, when one of its changes was reverted within 30 days, or when a hotfix for an incident followed. Each release counts once. Attempts that never succeeded are not counted here: see deployment success rate. Without a source of incidents there is no band.',
  source: 'DORA, https://dora.dev/guides/dora-metrics/',
  unit: 'RATIO',
  direction: 'LOWER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: 'FAIL_RATE',
  counting: countReleases(
    {
      kind: 'RATIO',
      numerator: { kind: 'WHEN', condition: { property: 'failed', is: true } },
      unknownWhenNull: null,
      unknown: null,
    },
    { alsoReads: ['INCIDENTS'] },
  ),
};
