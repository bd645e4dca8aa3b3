import {
  addUpDurations,
  formatChange,
  formatCounted,
  formatDuration,
  formatDurationExact,
  formatDurationNarrow,
  formatPercent,
  STAGE_NAMES,
  UNKNOWN_SIGN,
  wholePercents,
  withUnit,
  type ChangeWords,
  type Stage,
} from '@weir/metrics';
import type { AxisUnit } from '../../charts/axis.js';
import type { ChartTable } from '../../charts/chart-data.js';
import type { Reading } from '../../charts/chart-frame.js';
import type { BarPart, StackedBar } from '../../charts/stacked-bars.js';
import type { StreamFragment as Stream } from '../../graphql/generated/graphql.js';

const WEEK = 604_800;
const DAY = 86_400;
const HOUR = 3600;

/** A stage as the table beside the bar shows it. */
export interface StageRow {
  stage: Stage;
  name: string;
  color: string;
  percent: number;
  /** Whole, in the unit of all rows, so that they add up. */
  adds: string;
  change: ChangeWords | null;
  median: string;
  sampleSize: number;
  inProgress: number;
  isBottleneck: boolean;
}

export interface StageView {
  bar: StackedBar;
  unit: AxisUnit;
  rows: StageRow[];
  total: { adds: string; change: ChangeWords | null; median: string; sampleSize: number; inProgress: number };
  bottleneck: { stage: Stage; share: number } | null;
  table: ChartTable;
}

function stageColor(stage: Stage): string {
  return `var(--${stage.toLowerCase()})`;
}

/** The cohort's way, stage by stage; null when no change is known whole. */
export function toStageView(stream: Stream, before: Stream | null, leadMedian: number | null): StageView | null {
  const known = stream.stages.filter(({ contribution }) => contribution !== null);
  if (stream.cohortSize === 0 || known.length === 0) return null;
  const rows = toRows(stream, before);
  const total = stream.total.value ?? 0;
  const added = addUpDurations(known.map(({ contribution }) => contribution ?? 0));
  const change = changeOf(total, before?.total.value ?? null);
  const slowest = known.find(({ bottleneck }) => bottleneck);
  return {
    bar: toBar({ stream, before, change, slowest: slowest?.stage ?? null }),
    unit: lengthUnit(Math.max(total, before?.total.value ?? 0)),
    rows,
    total: {
      adds: withUnit(String(added.total), added.unit.unit),
      change,
      median: leadMedian === null ? UNKNOWN_SIGN : formatDuration(leadMedian),
      sampleSize: stream.cohortSize,
      inProgress: stream.stages.reduce((sum, { inProgress }) => sum + inProgress, 0),
    },
    bottleneck: slowest ? { stage: slowest.stage, share: slowest.share ?? 0 } : null,
    table: toTable(stream, rows),
  };
}

function toRows(stream: Stream, before: Stream | null): StageRow[] {
  const known = stream.stages.filter(({ contribution }) => contribution !== null);
  const seconds = known.map(({ contribution }) => contribution ?? 0);
  const percents = wholePercents(seconds);
  const added = addUpDurations(seconds);
  return known.map((one, index) => ({
    stage: one.stage,
    name: STAGE_NAMES[one.stage],
    color: stageColor(one.stage),
    percent: percents[index] ?? 0,
    adds: withUnit(String(added.parts[index] ?? 0), added.unit.unit),
    change: changeOf(one.contribution, contributionOf(before, one.stage)),
    median: one.p50 === null ? UNKNOWN_SIGN : formatDurationNarrow(one.p50),
    sampleSize: one.sampleSize,
    inProgress: one.inProgress,
    isBottleneck: one.bottleneck,
  }));
}

export function contributionOf(stream: Stream | null, stage: Stage): number | null {
  return stream?.stages.find((one) => one.stage === stage)?.contribution ?? null;
}

function changeOf(value: number | null, previous: number | null): ChangeWords | null {
  return formatChange({ value, previous, unit: 'SECONDS', direction: 'LOWER_IS_BETTER' });
}

interface BarInput {
  stream: Stream;
  before: Stream | null;
  change: ChangeWords | null;
  slowest: Stage | null;
}

function toBar({ stream, before, change, slowest }: BarInput): StackedBar {
  const beforeTotal = before?.total.value ?? null;
  return {
    key: stream.upTo,
    title: WAYS[stream.upTo],
    subtitle: formatCounted(stream.cohortSize, ['change', 'changes']),
    parts: toParts(stream),
    ...(slowest && { bracket: { key: slowest, label: `Bottleneck: ${STAGE_NAMES[slowest].toLowerCase()}` } }),
    total: formatDuration(stream.total.value ?? 0),
    totalNote: noteOf('mean', change),
    ...(before &&
      beforeTotal !== null &&
      before.cohortSize > 0 && {
        previous: { parts: toParts(before), note: `${formatDuration(beforeTotal)} the period before` },
      }),
  };
}

/** A length is more or less, where a pace would be slower or faster: "mean, 18 % less". */
export function noteOf(aggregate: string, change: ChangeWords | null): string {
  if (!change || change.movement === 'SAME') return aggregate;
  return `${aggregate}, ${change.size.replace('faster', 'less').replace('slower', 'more')}`;
}

/** Where a cohort's way ends. */
const WAYS: Record<Stage, string> = {
  CODING: 'To ready',
  PICKUP: 'To first review',
  REVIEW: 'To approval',
  MERGE: 'To merge',
  DEPLOY: 'To production',
  RELEASE: 'To full exposure',
};

/** The same end inside a sentence. */
export function wayWords(upTo: Stage): string {
  return upTo === 'MERGE' ? 'the way to the merge' : 'the way to production';
}

function toParts(stream: Stream): BarPart[] {
  const known = stream.stages.filter(({ contribution }) => contribution !== null);
  const percents = wholePercents(known.map(({ contribution }) => contribution ?? 0));
  return known
    .map(({ stage, contribution }, index) => ({
      key: stage,
      name: STAGE_NAMES[stage],
      value: contribution ?? 0,
      percent: percents[index] ?? 0,
      color: stageColor(stage),
      onColor: `var(--on-${stage.toLowerCase()})`,
    }))
    .filter(({ value }) => value > 0);
}

export function lengthUnit(longest: number): AxisUnit {
  if (longest >= 3 * WEEK) return { size: WEEK, name: 'weeks' };
  if (longest >= DAY) return { size: DAY, name: 'days' };
  return longest >= HOUR ? { size: HOUR, name: 'h' } : { size: 60, name: 'min' };
}

/** What the cursor reads on a part. */
export function readPart({ title }: StackedBar, part: BarPart): Reading {
  const share = part.percent === null ? [] : [{ label: 'Share', value: formatPercent(part.percent / 100) }];
  return {
    title,
    lines: [{ label: part.name, value: formatDurationExact(part.value), swatch: part.color }, ...share],
  };
}

function toTable(stream: Stream, rows: StageRow[]): ChartTable {
  const exact = new Map(stream.stages.map((one) => [one.stage, one]));
  return {
    columns: [
      { name: 'Stage', isText: true },
      { name: 'Share' },
      { name: 'Adds, s' },
      { name: 'Median, s' },
      { name: 'n' },
      { name: 'In it now' },
    ],
    rows: rows.map((row) => {
      const one = exact.get(row.stage);
      return {
        text: [row.name, `${row.percent}\u202f%`, row.adds, row.median, String(row.sampleSize), String(row.inProgress)],
        exact: [
          row.name,
          one?.share ?? null,
          one?.contribution ?? null,
          one?.p50 ?? null,
          row.sampleSize,
          row.inProgress,
        ],
      };
    }),
  };
}
