import { listCalendarBuckets } from '../query/calendar-buckets.js';
import type { MetricCell } from '../query/cells.js';
import type { Aggregate, DateRange } from '../query/query.js';
import type { ResolvedQuery } from '../query/resolved-query.js';
import { CHANGE_FIGURES, listChangeRows } from './change-rows.js';
import { computeMean, computePercentile } from './percentile.js';
import {
  asksForNothing,
  distinct,
  listSelected,
  listSuccesses,
  matchesPlace,
  type ReferenceRepository,
  type ReferenceRow,
  type ReferenceRows,
} from './reference-world.js';
import { listAttemptRows, listIncidentRows, listReleaseRows, RELEASE_FIGURES } from './release-rows.js';

/**
 * The raw counts of a figure, slowly and obviously: every row is looked at for every bucket of every group. Tests compare the
 * readers' statements with it.
 */
export function computeMetricCells(query: ResolvedQuery, world: readonly ReferenceRepository[]): MetricCell[] {
  if (query.metric.counting === null || query.hasNoSource) return [];
  const selected = listSelected(world, query.selection);
  const rows = listRows(query, selected);
  const groups = query.groupBy === null ? [] : distinct(rows.grouped.flatMap((row) => row.groups));
  const marks = listDeployments(query, selected);
  return listSpans(query).flatMap((span) => {
    const inSpan = ({ at }: { at: number | null }) => at !== null && at >= span.from && at < span.to;
    const deployments = marks.filter((at) => inSpan({ at })).length;
    const overall = rows.overall.filter(inSpan);
    const cells =
      overall.length + deployments > 0 ? [{ ...summarise(query, span, overall), group: null, deployments }] : [];
    const grouped = groups.map((group) => {
      const ofGroup = rows.grouped.filter((row) => inSpan(row) && row.groups.includes(group));
      return { ...summarise(query, span, ofGroup), group, deployments: 0, isEmpty: ofGroup.length === 0 };
    });
    return [...cells, ...grouped.filter((cell) => !cell.isEmpty).map(({ isEmpty: _isEmpty, ...cell }) => cell)];
  });
}

function listRows({ metric: { key }, filter, groupBy }: ResolvedQuery, world: ReferenceRepository[]): ReferenceRows {
  const figure = CHANGE_FIGURES[key];
  if (figure !== undefined) return listChangeRows(world, { metric: key, figure, filter, groupBy });
  const read = RELEASE_FIGURES[key];
  if (read !== undefined) return listReleaseRows(world, { read, filter, groupBy });
  const rows =
    key === 'INCIDENTS' ? listIncidentRows(world, { filter, groupBy }) : listAttemptRows(world, { filter, groupBy });
  return { overall: rows, grouped: rows };
}

/** When the selection was deployed, for metrics that need deployments. */
function listDeployments({ metric, filter }: ResolvedQuery, world: ReferenceRepository[]): number[] {
  const needsDeployments = metric.counting?.needs.includes('DEPLOYMENTS') ?? false;
  if (!needsDeployments || asksForNothing(filter)) return [];
  return world.flatMap(({ facts }) => {
    const found =
      filter.environments === undefined
        ? facts.releases.filter((release) => matchesPlace(release, filter))
        : listSuccesses(facts, filter);
    return found.flatMap(({ finishedAt }) => (finishedAt === null ? [] : [finishedAt]));
  });
}

interface Span extends DateRange {
  period: MetricCell['period'];
  bucket: number | null;
}

/** Every covered period and bucket. */
export function listSpans({ current, previous }: Pick<ResolvedQuery, 'current' | 'previous'>): Span[] {
  const periods = [
    { period: 'CURRENT', window: current } as const,
    ...(previous === null ? [] : [{ period: 'PREVIOUS', window: previous } as const]),
  ];
  return periods.flatMap(({ period, window }) => {
    const whole = window.covered === null ? [] : [{ period, bucket: null, ...window.covered }];
    const buckets = window.buckets.flatMap(({ covered }, bucket) =>
      covered === null ? [] : [{ period, bucket, ...covered }],
    );
    return [...whole, ...buckets];
  });
}

function summarise(
  query: ResolvedQuery,
  { period, bucket }: Span,
  rows: readonly ReferenceRow[],
): Omit<MetricCell, 'group' | 'deployments'> {
  const sample = rows.filter(({ reason }) => reason === null);
  const values = sample.flatMap(({ value }) => (value === null ? [] : [value]));
  const kind = query.metric.counting?.measure.kind;
  return {
    period,
    bucket,
    sampleSize: sample.length,
    amount: aggregate(values, query.aggregate),
    numerator:
      kind === 'RATIO' && sample.length > 0 ? sample.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0) : null,
    reasons: countBy(rows.map(({ reason }) => reason)),
    basis: countBy(sample.map(({ basis }) => basis)),
    days: kind === 'PER_DAY' ? listDays(query, sample) : [],
  };
}

const FRACTIONS: Partial<Record<Aggregate, number>> = { P50: 0.5, P75: 0.75, P85: 0.85, P90: 0.9, P95: 0.95 };

function aggregate(values: readonly number[], name: Aggregate): number | null {
  const fraction = FRACTIONS[name];
  if (fraction !== undefined) return computePercentile(values, fraction);
  return name === 'MEAN' ? computeMean(values) : null;
}

function countBy<K extends string>(keys: readonly (K | null)[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const key of keys) if (key !== null) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function listDays({ current, timeZone }: ResolvedQuery, sample: readonly ReferenceRow[]): number[] {
  if (current.covered === null) return [];
  const days = listCalendarBuckets(current.covered, 'DAY', timeZone);
  return days.flatMap(({ from, to }, index) =>
    sample.some(({ at }) => at !== null && at >= from && at < to) ? [index] : [],
  );
}
