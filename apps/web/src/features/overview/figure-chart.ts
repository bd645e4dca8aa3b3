import {
  EMPTY_REASON_WORDS,
  formatBucket,
  formatDay,
  formatValue,
  frequencyUnit,
  UNKNOWN_SIGN,
  type MetricUnit,
  type ReaderClock,
} from '@weir/metrics';
import type { AxisUnit } from '../../charts/axis.js';
import type { ChartTable } from '../../charts/chart-data.js';
import type { Reading } from '../../charts/chart-frame.js';
import { isScattered, knownValues, POINTS_BELOW, type SeriesPoint } from '../../charts/series.js';
import type { Figure } from './overview-data.js';

const WEEK = 604_800;
const HOUR = 3600;
const DAY = 86_400;

/** Reasons that mean "nobody knows", not "there was nothing". */
const UNKNOWN_REASONS = new Set(['NOT_COVERED', 'NO_SOURCE', 'REVIEWS_UNKNOWN', 'COMMITS_UNKNOWN']);

/** A figure's series as its charts draw it. */
export interface FigureChart {
  label: string;
  points: SeriesPoint[];
  comparison: SeriesPoint[];
  isPoints: boolean;
  unit: AxisUnit;
  read: (index: number) => Reading;
  bucketName: (index: number) => string;
  table: ChartTable;
}

export function toFigureChart(figure: Figure, name: string, clock: ReaderClock): FigureChart {
  const { unit } = figure.definition;
  const points = figure.series.map(toSeriesPoint);
  const comparison = figure.previousSeries.map(toSeriesPoint);
  // One unit for all values of a series: a rare week beside a busy one still counts in weeks.
  const highest = Math.max(0, ...knownValues(points, comparison));
  const say = (value: number | null | undefined) =>
    value === null || value === undefined ? UNKNOWN_SIGN : formatValue(value, unit, highest);
  const bucket = ({ start, end }: SeriesPoint) => formatBucket(start, end, clock);
  return {
    label: `${name} over time. Arrow keys read the values.`,
    points,
    comparison,
    isPoints: (unit === 'SECONDS' && figure.overall.sampleSize < POINTS_BELOW) || isScattered(points),
    unit: axisUnit(unit, highest),
    bucketName: (index) => axisName(points[index], clock),
    read: (index) => readAt({ figure, points, comparison, index, say, bucket }),
    table: toTable({ name, points, comparison, say, bucket }),
  };
}

/** Weeks by their Monday, all others by their name. */
function axisName(point: SeriesPoint | undefined, clock: ReaderClock): string {
  if (!point) return '';
  const isWeek = Math.round((point.end - point.start) / (DAY * 1000)) === 7;
  return isWeek ? formatDay(point.start, clock) : formatBucket(point.start, point.end, clock);
}

function toSeriesPoint(point: Figure['series'][number]): SeriesPoint {
  return {
    start: Date.parse(point.start),
    end: Date.parse(point.end),
    value: point.value,
    isUnknown: point.value === null && point.emptyReason !== null && UNKNOWN_REASONS.has(point.emptyReason),
    isUnfinished: point.unfinished,
    sampleSize: point.sampleSize,
  };
}

interface ReadInput {
  figure: Figure;
  points: SeriesPoint[];
  comparison: SeriesPoint[];
  index: number;
  say: (value: number | null | undefined) => string;
  bucket: (point: SeriesPoint) => string;
}

function readAt({ figure, points, comparison, index, say, bucket }: ReadInput): Reading {
  const point = points[index];
  if (!point) return { title: '', lines: [] };
  const reason = figure.series[index]?.emptyReason;
  const value = point.value === null && reason ? EMPTY_REASON_WORDS[reason] : say(point.value);
  const before = comparison[index];
  return {
    title: point.isUnfinished ? `${bucket(point)}, unfinished` : bucket(point),
    lines: [
      { value },
      ...(before ? [{ label: bucket(before), value: say(before.value) }] : []),
      { label: 'n', value: String(point.sampleSize) },
    ],
  };
}

type TableInput = Omit<ReadInput, 'figure' | 'index'> & { name: string };

function toTable({ name, points, comparison, say, bucket }: TableInput): ChartTable {
  const hasBefore = comparison.length > 0;
  return {
    columns: [
      { name: 'Days', isText: true },
      { name },
      ...(hasBefore ? [{ name: 'Period before' }] : []),
      { name: 'n' },
    ],
    rows: points.map((point, index) => {
      const before = comparison[index]?.value ?? null;
      return {
        text: [bucket(point), say(point.value), ...(hasBefore ? [say(before)] : []), String(point.sampleSize)],
        exact: [new Date(point.start).toISOString(), point.value, ...(hasBefore ? [before] : []), point.sampleSize],
      };
    }),
  };
}

/** The largest unit in which the series still has whole numbers to show. */
function axisUnit(unit: MetricUnit, highest: number): AxisUnit {
  if (unit === 'RATIO') return { size: 0.01, name: '%' };
  if (unit === 'PER_DAY') return { size: 1 / frequencyUnit(highest).days, name: frequencyUnit(highest).words };
  if (unit !== 'SECONDS') return { size: 1, name: '' };
  if (highest >= 3 * WEEK) return { size: WEEK, name: 'wk' };
  if (highest >= 2 * DAY) return { size: DAY, name: 'd' };
  return highest >= 2 * HOUR ? { size: HOUR, name: 'h' } : { size: 60, name: 'min' };
}
