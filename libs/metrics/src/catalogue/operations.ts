import { CHANGE_DIMENSIONS, countReleases, type MetricDeclaration, PLACE_DIMENSIONS } from './declaration.js';

export const incidents: MetricDeclaration = {
  key: 'INCIDENTS',
  name: 'Incidents',
  summary: 'How many incidents began?',
  method: 'Incidents that started in the period, whether or not a deployment caused them.',
  source: null,
  unit: 'COUNT',
  direction: 'LOWER_IS_BETTER',
  aggregates: ['SUM'],
  defaultAggregate: 'SUM',
  dimensions: PLACE_DIMENSIONS,
  band: null,
  counting: {
    fact: 'INCIDENT',
    where: [],
    placedAt: ['startedAt'],
    measure: { kind: 'COUNT' },
    leftOut: [],
    deliveredDuration: null,
    needs: ['INCIDENTS'],
    alsoReads: [],
    noneReason: 'NO_SOURCE',
  },
};

export const deploymentSuccessRate: MetricDeclaration = {
  key: 'DEPLOYMENT_SUCCESS_RATE',
  name: 'Deployment success rate',
  summary: 'How many attempts to deploy succeed?',
  method:
    'Succeeded ÷ (succeeded + failed) attempts to deploy to production that ended in the period. A failed attempt and its retry are two.',
  source: null,
  unit: 'RATIO',
  direction: 'HIGHER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: PLACE_DIMENSIONS,
  band: null,
  counting: {
    fact: 'ATTEMPT',
    where: [],
    placedAt: ['finishedAt'],
    measure: {
      kind: 'RATIO',
      numerator: { kind: 'WHEN', condition: { property: 'status', is: 'SUCCEEDED' } },
      unknownWhenNull: null,
      unknown: null,
    },
    leftOut: [],
    deliveredDuration: null,
    needs: ['DEPLOYMENTS'],
    alsoReads: [],
    noneReason: 'NO_DEPLOYMENTS',
  },
};

export const changesPerDeployment: MetricDeclaration = {
  key: 'CHANGES_PER_DEPLOYMENT',
  name: 'Changes per deployment',
  summary: 'How many changes does a release bring?',
  method:
    "Changes ÷ successful releases that finished in the period. A service's first known release is left out: nothing says what it brought. Changes by bots are not counted unless asked for.",
  source: null,
  unit: 'COUNT',
  direction: 'LOWER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
  dimensions: CHANGE_DIMENSIONS,
  band: null,
  counting: countReleases(
    { kind: 'RATIO', numerator: { kind: 'CHANGES_CONTAINED' }, unknownWhenNull: null, unknown: null },
    {
      leftOut: [{ when: { property: 'isFirst', is: true }, reason: 'NO_EARLIER_DEPLOYMENT' }],
      needs: ['CHANGES', 'DEPLOYMENTS'],
    },
  ),
};
