import { CHANGE_DIMENSIONS, countReleases, DURATION_AGGREGATES, type MetricDeclaration } from './declaration.js';

export const failedDeploymentRecoveryTime: MetricDeclaration = {
  key: 'FAILED_DEPLOYMENT_RECOVERY_TIME',
  name: 'Failed deployment recovery time',
  summary: 'How long does it take to recover from a failed release?',
  method:
    "Recovery − start of the failure, of the failed releases that recovered in the period. It starts at the later of the incident's start and the release's finish, and ends at the earlier of the last incident's resolution and the finish of the release that remedied it. Releases that are still failing are left out, and counted in the period in which they began to fail.",
  source: 'DORA, https://dora.dev/guides/dora-metrics/',
  unit: 'SECONDS',
  direction: 'LOWER_IS_BETTER',
  aggregates: DURATION_AGGREGATES,
  defaultAggregate: 'P50',
  dimensions: CHANGE_DIMENSIONS,
  band: 'RECOVERY',
  counting: countReleases(
    { kind: 'ELAPSED', from: 'failureStartAt', to: 'recoveredAt', unknown: 'STILL_OPEN' },
    {
      where: [{ property: 'failed', is: true }],
      placedAt: ['recoveredAt', 'failureStartAt'],
      alsoReads: ['INCIDENTS'],
      noneReason: 'NO_FAILURES',
    },
  ),
};
