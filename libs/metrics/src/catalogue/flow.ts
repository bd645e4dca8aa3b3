import { DURATION_AGGREGATES, FLOW_DIMENSIONS, type MetricDeclaration } from './declaration.js';

const FLOW = {
  source: 'Flow Framework, https://flowframework.org/flow-metrics/',
  dimensions: FLOW_DIMENSIONS,
  band: null,
  counting: null,
} as const;
const COUNTS = { unit: 'COUNT', aggregates: ['SUM'], defaultAggregate: 'SUM' } as const;

export const flowVelocity: MetricDeclaration = {
  ...FLOW,
  ...COUNTS,
  key: 'FLOW_VELOCITY',
  name: 'Flow velocity',
  summary: 'How many work items are done?',
  method: 'Work items done in the period.',
  direction: 'HIGHER_IS_BETTER',
};

export const flowTime: MetricDeclaration = {
  ...FLOW,
  key: 'FLOW_TIME',
  name: 'Flow time',
  summary: 'How long does a work item take from its start until it is done?',
  method: 'Done − started, of the work items done in the period.',
  unit: 'SECONDS',
  direction: 'LOWER_IS_BETTER',
  aggregates: DURATION_AGGREGATES,
  defaultAggregate: 'P50',
};

export const flowEfficiency: MetricDeclaration = {
  ...FLOW,
  key: 'FLOW_EFFICIENCY',
  name: 'Flow efficiency',
  summary: 'How much of the time is a work item worked on?',
  method:
    'Active time ÷ flow time, summed over the work items with changes that were done in the period. Active is the union of the coding and review of its changes.',
  unit: 'RATIO',
  direction: 'HIGHER_IS_BETTER',
  aggregates: ['RATIO'],
  defaultAggregate: 'RATIO',
};

export const flowLoad: MetricDeclaration = {
  ...FLOW,
  ...COUNTS,
  key: 'FLOW_LOAD',
  name: 'Flow load',
  summary: 'How many work items are under way?',
  method: 'Work items started and not done at the end of the period.',
  direction: 'LOWER_IS_BETTER',
};

export const flowDistribution: MetricDeclaration = {
  ...FLOW,
  ...COUNTS,
  key: 'FLOW_DISTRIBUTION',
  name: 'Flow distribution',
  summary: 'What kinds of work are done?',
  method: 'Share of each type among the work items done in the period; the overall value is the number of done items.',
  direction: 'NEUTRAL',
};
