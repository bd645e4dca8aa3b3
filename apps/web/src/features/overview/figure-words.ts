import {
  AGGREGATE_NAMES,
  durationParts,
  EMPTY_REASON_WORDS,
  formatCompactCount,
  formatCount,
  formatCounted,
  formatOutOf,
  frequencyDigits,
  frequencyUnit,
  rateDigits,
  withUnit,
  type DurationPart,
  type MetricUnit,
  type Noun,
} from '@weir/metrics';
import type { DoraKey, Figure } from './overview-data.js';

/** Short names, as the page has room for. */
export const FIGURE_NAMES: Record<DoraKey, string> = {
  CHANGE_LEAD_TIME: 'Change lead time',
  DEPLOYMENT_FREQUENCY: 'Deployment frequency',
  CHANGE_FAIL_RATE: 'Change fail rate',
  FAILED_DEPLOYMENT_RECOVERY_TIME: 'Failed deployment recovery',
  DEPLOYMENT_REWORK_RATE: 'Rework rate',
};

/** The numbers of a figure and the units behind them, set in two sizes. */
export function figureParts(figure: Pick<Figure, 'aggregate' | 'definition'>, value: number): DurationPart[] {
  const parts = valueParts(figure.definition.unit, value);
  const isSummary = figure.definition.unit === 'SECONDS' || figure.definition.unit === 'LINES';
  const last = parts.at(-1);
  if (last && isSummary) last.unit = `${last.unit}, ${AGGREGATE_NAMES[figure.aggregate]}`;
  return parts;
}

function valueParts(unit: MetricUnit, value: number): DurationPart[] {
  switch (unit) {
    case 'SECONDS':
      return durationParts(value);
    case 'PER_DAY':
      return [{ value: frequencyDigits(value), unit: frequencyUnit(value).words }];
    case 'RATIO':
      return [{ value: rateDigits(value), unit: '%' }];
    case 'LINES':
      return [{ value: formatCompactCount(value), unit: 'lines' }];
    case 'COUNT':
      return [{ value: formatCount(value), unit: '' }];
  }
}

const CHANGES: Noun = ['change', 'changes'];
const RELEASES: Noun = ['release', 'releases'];

/** How many things a figure stands on; nothing where nobody knows, as "0 changes" would claim to. */
export function sampleWords(key: DoraKey, { overall }: Pick<Figure, 'overall'>): string {
  const { sampleSize, numerator, emptyReason } = overall;
  if (emptyReason === 'NOT_COVERED' || emptyReason === 'NO_SOURCE') return '';
  switch (key) {
    case 'CHANGE_LEAD_TIME':
      return formatCounted(sampleSize, CHANGES);
    case 'DEPLOYMENT_FREQUENCY':
      return formatCounted(sampleSize, RELEASES);
    case 'FAILED_DEPLOYMENT_RECOVERY_TIME':
      return recoveryWords(overall);
    case 'CHANGE_FAIL_RATE':
    case 'DEPLOYMENT_REWORK_RATE':
      return numerator === null || sampleSize === 0
        ? formatCounted(sampleSize, RELEASES)
        : formatOutOf(numerator, sampleSize, RELEASES);
  }
}

function recoveryWords({ sampleSize, leftOut }: Figure['overall']): string {
  const recovered = withUnit(formatCount(sampleSize), 'recovered');
  const open = leftOut.find(({ reason }) => reason === 'STILL_OPEN')?.count ?? 0;
  return open > 0 ? `${recovered}, ${withUnit(formatCount(open), 'open')}` : recovered;
}

/** Why there is no value, as a sentence's clause beside the dash. */
export function emptyWords(key: DoraKey, { overall }: Pick<Figure, 'overall'>): string {
  const reason = overall.emptyReason;
  if (reason === null) return 'not known';
  if (reason === 'NO_CHANGES' && key !== 'CHANGE_LEAD_TIME') return EMPTY_REASON_WORDS.NO_DEPLOYMENTS;
  return EMPTY_REASON_WORDS[reason];
}
