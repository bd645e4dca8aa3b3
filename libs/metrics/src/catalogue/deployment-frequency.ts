import { CHANGE_DIMENSIONS, countReleases, type MetricDeclaration } from './declaration.js';

export const deploymentFrequency: MetricDeclaration = {
  key: 'DEPLOYMENT_FREQUENCY',
  name: 'Deployment frequency',
  summary: 'How often does a release reach production?',
  method:
    'Successful releases ÷ days of the covered part of the period. One delivery of a commit to the production environments of a service is one release, whatever number of regions it has; by environment, deployments are counted. The band looks at the median number of days with a deployment over whole weeks, below weekly at whole months.',
  source: 'DORA, https://dora.dev/guides/dora-metrics/',
  unit: 'PER_DAY',
  direction: 'HIGHER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: 'FREQUENCY',
  counting: countReleases({ kind: 'PER_DAY' }),
};
