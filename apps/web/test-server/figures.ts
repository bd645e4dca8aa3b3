const DAY = 86_400;
const HOUR = 3600;
const WEEK_MS = 7 * DAY * 1000;
export const AS_OF = Date.parse('2026-11-19T14:20:00Z');
const FIRST_MONDAY = Date.parse('2026-08-31T00:00:00Z');

export interface FigureShape {
  key: string;
  name: string;
  unit: string;
  direction: string;
  aggregate: string;
  value: number | null;
  previous: number | null;
  band: string | null;
  sampleSize: number;
  numerator: number | null;
  series: (number | null)[];
  before: (number | null)[];
  leftOut?: { reason: string; count: number }[];
  basis?: { basis: string; count: number }[];
  emptyReason?: string;
  summary: string;
  method: string;
}

const days = (list: (number | null)[]) => list.map((value) => (value === null ? null : value * DAY));

/** The design's data set: one service, twelve weeks, the fourth of them unknown, the last unfinished. */
export const FIGURES: FigureShape[] = [
  {
    key: 'CHANGE_LEAD_TIME',
    name: 'Change lead time',
    unit: 'SECONDS',
    direction: 'LOWER_IS_BETTER',
    aggregate: 'P50',
    value: 2.4 * DAY,
    previous: 2.93 * DAY,
    band: 'HIGH',
    sampleSize: 418,
    numerator: null,
    series: days([2.6, 3.0, 2.4, null, 2.4, 2.9, 2.7, 2.5, 2.7, 2.5, 2.2, 2.2]),
    before: days([3.2, 3.1, 3.3, 3.1, 2.95, 3.05, 2.8, 2.9, 2.75, 2.7, 2.6, 2.65]),
    leftOut: [
      { reason: 'OUT_OF_ORDER', count: 4 },
      { reason: 'NO_EARLIER_DEPLOYMENT', count: 2 },
    ],
    basis: [
      { basis: 'FIRST_COMMIT', count: 410 },
      { basis: 'OPENED', count: 8 },
    ],
    summary: 'How long a change takes from its first commit to production.',
    method:
      'Per change deployed in the period: its first successful production deployment minus its first commit; where that is unknown, minus the opening, else minus the merge. The median is shown.',
  },
  {
    key: 'DEPLOYMENT_FREQUENCY',
    name: 'Deployment frequency',
    unit: 'PER_DAY',
    direction: 'HIGHER_IS_BETTER',
    aggregate: 'SUM',
    value: 1.9,
    previous: 1.58,
    band: 'ELITE',
    sampleSize: 138,
    numerator: null,
    series: [1.4, 1.6, 1.6, null, 1.6, 1.8, 2, 1.8, 2, 1.8, 2.5, 2.4],
    before: [1.3, 1.5, 1.2, 1.5, 1.3, 1.6, 1.5, 1.2, 1.5, 1.7, 1.6, 1.4],
    summary: 'How often a service is delivered to production.',
    method: 'Successful releases divided by the covered days of the period.',
  },
  {
    key: 'CHANGE_FAIL_RATE',
    name: 'Change fail rate',
    unit: 'RATIO',
    direction: 'LOWER_IS_BETTER',
    aggregate: 'RATIO',
    value: 0.065,
    previous: 0.079,
    band: 'MEDIUM',
    sampleSize: 138,
    numerator: 9,
    series: [0.09, 0.085, 0.085, null, 0.083, 0.078, 0.075, 0.08, 0.03, 0.075, 0.06, 0.03],
    before: [0.08, 0.079, 0.085, 0.08, 0.082, 0.08, 0.078, 0.077, 0.082, 0.081, 0.08, 0.08],
    summary: 'How many deliveries to production had to be mended.',
    method: 'Failed releases divided by all successful releases of the period.',
  },
  {
    key: 'FAILED_DEPLOYMENT_RECOVERY_TIME',
    name: 'Failed deployment recovery time',
    unit: 'SECONDS',
    direction: 'LOWER_IS_BETTER',
    aggregate: 'P50',
    value: 3 * HOUR + 20 * 60,
    previous: 2.6 * HOUR,
    band: 'HIGH',
    sampleSize: 8,
    numerator: null,
    series: [2.1, 2.5, 2.4, null, 2.9, 2.8, 3, 3.4, null, 5, null, null].map((h) => (h === null ? null : h * HOUR)),
    before: [2.4, 2.5, 2.4, 2.4, 2.6, 2.5, 2.4, 2.5, 2.7, 2.5, 2.6, 2.5].map((h) => h * HOUR),
    leftOut: [{ reason: 'STILL_OPEN', count: 1 }],
    summary: 'How long production stays hurt after a failed delivery.',
    method: 'Per failed release: its recovery minus its start. The median is shown; open ones are in no value.',
  },
  {
    key: 'DEPLOYMENT_REWORK_RATE',
    name: 'Deployment rework rate',
    unit: 'RATIO',
    direction: 'LOWER_IS_BETTER',
    aggregate: 'RATIO',
    value: 0.08,
    previous: 0.079,
    band: null,
    sampleSize: 138,
    numerator: 11,
    series: [0.08, 0.085, 0.08, null, 0.083, 0.082, 0.079, 0.075, 0.077, 0.075, 0.07, 0.11],
    before: [0.08, 0.079, 0.085, 0.08, 0.082, 0.08, 0.084, 0.083, 0.082, 0.081, 0.08, 0.08],
    summary: 'How many deliveries only mend an earlier one.',
    method: 'Releases that remedy a failed one divided by all successful releases.',
  },
  standIn('CYCLE_TIME', 'Cycle time', 4.1 * DAY, 4.9 * DAY),
  standIn('DEPLOY_TIME', 'Deploy time', 11.6 * DAY, 10.4 * DAY),
];

function standIn(key: string, name: string, value: number, previous: number): FigureShape {
  return {
    key,
    name,
    unit: 'SECONDS',
    direction: 'LOWER_IS_BETTER',
    aggregate: 'P50',
    value,
    previous,
    band: null,
    sampleSize: 311,
    numerator: null,
    series: [],
    before: [],
    summary: name,
    method: name,
  };
}

/** One figure as the schema wants it. */
export function toMetricResult(shape: FigureShape, isComparing: boolean) {
  const { key, name, unit, direction, summary, method, aggregate } = shape;
  return {
    __typename: 'MetricResult',
    aggregate,
    asOf: new Date(AS_OF).toISOString(),
    covered: { from: new Date(FIRST_MONDAY + WEEK_MS).toISOString(), to: new Date(AS_OF).toISOString() },
    definition: {
      key,
      name,
      unit,
      direction,
      summary,
      method,
      source: 'dora.dev, 2024',
      dimensions: [],
      aggregates: [],
    },
    overall: {
      value: shape.value,
      emptyReason: shape.value === null ? (shape.emptyReason ?? 'NO_CHANGES') : null,
      sampleSize: shape.sampleSize,
      numerator: shape.numerator,
      previous: isComparing ? shape.previous : null,
      changeRatio: null,
      band: shape.band,
      blended: false,
      leftOut: shape.leftOut ?? [],
      basis: shape.basis ?? [],
    },
    series: shape.series.map((value, index) => toPoint(value, index, FIRST_MONDAY)),
    previousSeries: isComparing
      ? shape.before.map((value, index) => toPoint(value, index, FIRST_MONDAY - 12 * WEEK_MS))
      : [],
  };
}

function toPoint(value: number | null, index: number, first: number) {
  const start = first + index * WEEK_MS;
  return {
    start: new Date(start).toISOString(),
    end: new Date(start + WEEK_MS).toISOString(),
    value,
    emptyReason: value === null ? (index === 3 ? 'NOT_COVERED' : 'NO_FAILURES') : null,
    sampleSize: value === null ? 0 : 30 + ((index * 7) % 13),
    unfinished: start + WEEK_MS > AS_OF,
  };
}

const STAGES = [
  ['CODING', 19, 29, 12, 412, 31],
  ['PICKUP', 10, 15, 5, 397, 17],
  ['REVIEW', 30, 26, 23, 397, 26],
  ['MERGE', 6, 7, 2, 412, 5],
  ['DEPLOY', 8, 12, 5, 412, 7],
] as const;

/** The way to production, now or in the period before. */
export function toValueStream(isBefore: boolean, isKnown: boolean) {
  const hours = STAGES.map(([, now, before]) => (isBefore ? before : now));
  const total = hours.reduce((sum: number, one) => sum + one, 0);
  return {
    upTo: 'DEPLOY',
    cohortSize: isKnown ? 412 : 0,
    leftOut: isKnown ? [{ reason: 'OUT_OF_ORDER', count: 6 }] : [{ reason: 'REVIEWS_UNKNOWN', count: 311 }],
    total: {
      value: isKnown ? total * HOUR : null,
      emptyReason: isKnown ? null : 'REVIEWS_UNKNOWN',
      sampleSize: isKnown ? 412 : 0,
      previous: null,
      changeRatio: null,
    },
    stages: STAGES.map(([stage, , , p50, sampleSize, inProgress], index) => ({
      stage,
      contribution: isKnown ? (hours[index] ?? 0) * HOUR : null,
      share: isKnown ? (hours[index] ?? 0) / total : null,
      p50: isKnown ? p50 * HOUR : null,
      sampleSize: isKnown ? sampleSize : 0,
      inProgress,
      bottleneck: isKnown && hours[index] === Math.max(...hours),
    })),
  };
}
