import Table from 'cli-table3';
import {
  BAND_NAMES,
  EMPTY_REASON_WORDS,
  formatCount,
  formatDuration,
  formatPercent,
  formatValue,
  getMetric,
  STAGE_NAMES,
  UNKNOWN_SIGN,
  type EmptyReason,
  type MetricKey,
} from '@weir/metrics';
import type { Summary, SummaryFigure, SummaryStage } from './summary.js';

const DORA: MetricKey[] = [
  'CHANGE_LEAD_TIME',
  'DEPLOYMENT_FREQUENCY',
  'CHANGE_FAIL_RATE',
  'FAILED_DEPLOYMENT_RECOVERY_TIME',
  'DEPLOYMENT_REWORK_RATE',
];
const STAGES: MetricKey[] = ['CODING_TIME', 'PICKUP_TIME', 'REVIEW_TIME', 'MERGE_TIME', 'DEPLOY_TIME'];
/** What is left to say where nothing is known of production. */
const BEFORE_PRODUCTION: MetricKey[] = ['CYCLE_TIME', 'OPEN_TO_MERGE_TIME', 'PULL_REQUESTS_MERGED'];

const PLAIN = { style: { head: [], border: [] } };

/** The DORA table, then where time goes, for a terminal. */
export function summaryTables(summary: Summary): string {
  const days = `${summary.range.from.slice(0, 10)} to ${summary.range.to.slice(0, 10)}`;
  return [`Delivery, ${days}`, figureTable(summary), ...stageLines(summary)].join('\n');
}

function figureTable(summary: Summary): string {
  const table = new Table({ head: ['Metric', 'Now', 'Before', 'Band', 'Rests on'], ...PLAIN });
  const hasDeployments = summary.metrics.DEPLOYMENT_FREQUENCY.emptyReason === null;
  const keys = hasDeployments ? DORA : [...DORA, ...BEFORE_PRODUCTION];
  for (const key of keys) table.push(figureRow(key, summary.metrics[key]));
  return table.toString();
}

function figureRow(key: MetricKey, figure: SummaryFigure): string[] {
  const { name, unit } = getMetric(key);
  const value =
    figure.value === null
      ? `${UNKNOWN_SIGN} ${figure.emptyReason === null ? '' : EMPTY_REASON_WORDS[figure.emptyReason]}`
      : formatValue(figure.value, unit);
  const previous =
    figure.previous === null ? UNKNOWN_SIGN : formatValue(figure.previous, unit, figure.value ?? undefined);
  return [name, value, previous, figure.band === null ? '' : BAND_NAMES[figure.band], formatCount(figure.sampleSize)];
}

function stageLines(summary: Summary): string[] {
  const { total, cohortSize, emptyReason } = summary.valueStream;
  if (total === null) return knownStageLines(summary, emptyReason ?? 'NO_CHANGES');
  const table = new Table({ head: ['Stage', 'Of the mean', 'Share', 'Median', 'Changes'], ...PLAIN });
  for (const stage of summary.stages) if (stage.contribution !== null) table.push(stageRow(stage));
  const changes = cohortSize === 1 ? '1 change' : `${formatCount(cohortSize)} changes`;
  return [`Where time goes: ${formatDuration(total)} in the mean of ${changes}`, table.toString()];
}

/** No change is known from end to end, so stages cannot be added up; each may still be known by itself. */
function knownStageLines({ metrics }: Summary, reason: EmptyReason): string[] {
  const whole = `Where time goes: no change is known from end to end (${EMPTY_REASON_WORDS[reason]}).`;
  const known = STAGES.filter((key) => metrics[key].value !== null);
  if (known.length === 0) return [whole];
  const table = new Table({ head: ['Stage by itself', 'Median', 'Changes'], ...PLAIN });
  for (const key of known) {
    const { value, sampleSize } = metrics[key];
    table.push([getMetric(key).name, value === null ? UNKNOWN_SIGN : formatDuration(value), formatCount(sampleSize)]);
  }
  return [whole, table.toString()];
}

function stageRow(stage: SummaryStage): string[] {
  const { contribution, share, p50 } = stage;
  return [
    STAGE_NAMES[stage.stage] + (stage.bottleneck ? ' (bottleneck)' : ''),
    contribution === null ? UNKNOWN_SIGN : formatDuration(contribution),
    share === null ? UNKNOWN_SIGN : formatPercent(share),
    p50 === null ? UNKNOWN_SIGN : formatDuration(p50),
    formatCount(stage.sampleSize),
  ];
}
