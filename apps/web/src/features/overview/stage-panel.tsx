import { computeStageSentence, formatChange, formatCounted, formatDuration } from '@weir/metrics';
import { useRef } from 'react';
import { ChartMenu } from '../../charts/chart-menu.js';
import { StackedBars, type StackedBar } from '../../charts/stacked-bars.js';
import { Panel } from '../../ui/panel.js';
import { useSession } from '../session/session.js';
import styles from './overview.module.css';
import type { Figure, OverviewData } from './overview-data.js';
import { MissingStages } from './missing-stages.js';
import { StageTable } from './stage-table.js';
import { contributionOf, lengthUnit, noteOf, readPart, toStageView, wayWords, type StageView } from './stage-view.js';

interface StagePanelProps {
  data: OverviewData;
  isStale: boolean;
}

/** Where the time of the period's changes went: the stages that add up, or what is known in their place. */
export function StagePanel({ data, isStale }: StagePanelProps) {
  const view = toStageView(data.stream, data.streamBefore, leadMedianOf(data));
  return view ? (
    <KnownStages data={data} view={view} isStale={isStale} />
  ) : (
    <UnknownStages data={data} isStale={isStale} />
  );
}

function leadMedianOf({ stream, figures }: OverviewData): number | null {
  const key = stream.upTo === 'DEPLOY' ? 'CHANGE_LEAD_TIME' : 'CYCLE_TIME';
  return figures[key].figure?.overall.value ?? null;
}

function KnownStages({ data, view, isStale }: StagePanelProps & { view: StageView }) {
  const chart = useRef<HTMLDivElement>(null);
  return (
    <Panel
      title="Where time goes"
      sentence={stageSentence(data)}
      isStale={isStale}
      aside={<ChartMenu title="Where time goes" table={view.table} chartRef={chart} />}
    >
      <div className={styles.stages}>
        <div ref={chart}>
          <StackedBars
            label={`${view.bar.title}: ${view.bar.parts.map(({ name, percent }) => `${name} ${percent} %`).join(', ')}`}
            bars={[view.bar]}
            unit={view.unit}
            read={readPart}
            isTall
          />
        </div>
        <StageTable view={view} />
      </div>
    </Panel>
  );
}

function stageSentence({ stream, streamBefore }: OverviewData): string {
  const shareBefore = new Map(streamBefore?.stages.map(({ stage, share }) => [stage, share]));
  return computeStageSentence(
    stream.stages
      .filter(({ contribution }) => contribution !== null)
      .map(({ stage, share, contribution }) => ({
        stage,
        share,
        contribution,
        previousShare: shareBefore.get(stage) ?? null,
        previousContribution: contributionOf(streamBefore, stage),
      })),
    wayWords(stream.upTo),
  );
}

/** Medians never stack, so what is known stands in bars of its own; one line says how to get the rest. */
function UnknownStages({ data, isStale }: StagePanelProps) {
  const { hasReviews } = useSession().workspace;
  const { CYCLE_TIME, DEPLOY_TIME } = data.figures;
  // Where merges stand in for deployments there is no way between them to draw.
  const isMergeDeployment = DEPLOY_TIME.figure?.overall.value === 0;
  const bars = [
    medianBar(toMergeName(data.figures.CHANGE_LEAD_TIME.figure), CYCLE_TIME.figure, {
      color: 'var(--dot)',
      onColor: 'var(--panel)',
    }),
    medianBar('Merge to production', isMergeDeployment ? null : DEPLOY_TIME.figure, {
      color: 'var(--deploy)',
      onColor: 'var(--on-deploy)',
    }),
  ].filter((bar): bar is StackedBar => bar !== null);
  const longest = Math.max(...bars.flatMap(({ parts }) => parts.map(({ value }) => value)), 0);
  return (
    <Panel title="Where time goes" sentence={unknownSentence(hasReviews, bars.length)} isStale={isStale}>
      <div className={bars.length > 0 ? styles.stages : styles.partly}>
        {bars.length > 0 && (
          <StackedBars
            label={barsLabel(bars)}
            bars={bars}
            unit={lengthUnit(longest)}
            read={readPart}
            isTall={bars.length === 1}
          />
        )}
        {hasReviews ? <p className={styles.teach}>{howToGetTheRest(bars.length)}</p> : <MissingStages />}
      </div>
    </Panel>
  );
}

/** A cycle starts at the first commit, or where that is unknown at the opening; the lead time's basis tells which. */
function toMergeName(leadTime: Figure | null): string {
  const counted = new Set(leadTime?.overall.basis.filter(({ count }) => count > 0).map(({ basis }) => basis));
  if (!counted.has('OPENED')) return 'First commit to merge';
  return counted.has('FIRST_COMMIT') ? 'First commit or opening to merge' : 'Opening to merge';
}

function medianBar(
  title: string,
  figure: Figure | null,
  colors: { color: string; onColor: string },
): StackedBar | null {
  const value = figure?.overall.value ?? null;
  if (!figure || value === null) return null;
  const change = formatChange({
    value,
    previous: figure.overall.previous,
    unit: 'SECONDS',
    direction: 'LOWER_IS_BETTER',
  });
  return {
    key: title,
    title,
    subtitle: formatCounted(figure.overall.sampleSize, ['change', 'changes']),
    parts: [{ key: title, name: title, value, percent: null, ...colors }],
    total: formatDuration(value),
    totalNote: noteOf('median', change),
  };
}

function barsLabel(bars: readonly StackedBar[]): string {
  return bars.map(({ title, total }) => `${title} ${total}, median`).join('; ');
}

/** What keeps the stages from being known, in one sentence. */
function unknownSentence(hasReviews: boolean, barCount: number): string {
  if (hasReviews) return 'No change of this period is known from first commit to the end of its way.';
  const parts = ['no part of the way is known', 'only one part of the way is known', 'the way falls into two parts'];
  return `Reviews are not known here, so ${parts[Math.min(barCount, 2)]}.`;
}

function howToGetTheRest(barCount: number): string {
  return barCount > 0
    ? 'Stages add up only over changes that are known whole; a longer period may hold some.'
    : 'Choose a longer period, or take a filter away.';
}
