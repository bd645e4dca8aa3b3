import { AI_USAGE_DIMENSIONS, type MetricDeclaration } from './declaration.js';

const AI_USAGE = { source: null, dimensions: AI_USAGE_DIMENSIONS, band: null, counting: null } as const;
const RATES = { unit: 'RATIO', aggregates: ['RATIO'], defaultAggregate: 'RATIO' } as const;

export const aiActiveUsers: MetricDeclaration = {
  ...AI_USAGE,
  key: 'AI_ACTIVE_USERS',
  name: 'Active users of AI tools',
  summary: 'How many people use an AI tool?',
  method: 'Distinct people who used an AI tool on a day of the period.',
  unit: 'COUNT',
  direction: 'NEUTRAL',
  aggregates: ['SUM'],
  defaultAggregate: 'SUM',
};

export const aiAdoptionRate: MetricDeclaration = {
  ...AI_USAGE,
  ...RATES,
  key: 'AI_ADOPTION_RATE',
  name: 'AI adoption rate',
  summary: 'How many of those who could use an AI tool do?',
  method: 'Distinct active users ÷ seats; ÷ contributors where no seats are known.',
  direction: 'NEUTRAL',
};

export const aiAcceptanceRate: MetricDeclaration = {
  ...AI_USAGE,
  ...RATES,
  key: 'AI_ACCEPTANCE_RATE',
  name: 'AI acceptance rate',
  summary: 'How many suggestions of an AI tool are accepted?',
  method: 'Accepted ÷ suggested, of the suggestions made in the period.',
  direction: 'NEUTRAL',
};
