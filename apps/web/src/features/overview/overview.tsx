import { CircleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { computeHeadline, computeSubSentence, formatCounted, type ComparedValue } from '@weir/metrics';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { useIsSlow } from '../../ui/skeleton.js';
import { hasListFilters } from '../filters/search.js';
import type { Filters } from '../filters/use-filters.js';
import { useClock } from '../session/use-clock.js';
import { CoverageLine } from './coverage-line.js';
import { FigureCell } from './figure-cell.js';
import styles from './overview.module.css';
import { DORA_KEYS, useOverview, type DoraKey, type FigureOutcome, type OverviewData } from './overview-data.js';
import { OverviewSkeleton } from './overview-skeleton.js';
import { StagePanel } from './stage-panel.js';
import { toStageView } from './stage-view.js';

const FigureDialog = lazy(() => import('./figure-dialog.js'));

/** What the period says, in order of reading: sentence, figures, where time goes, how far to trust it. */
export function Overview({ filters }: { filters: Filters }) {
  const { data, error, isPlaceholderData, refetch } = useOverview(filters);
  const isSlow = useIsSlow(isPlaceholderData, 60);
  if (data) {
    return <Figures data={data} filters={filters} isStale={isSlow} problem={error} onRetry={() => void refetch()} />;
  }
  if (!error) return <OverviewSkeleton />;
  return (
    <Notice
      tone="bad"
      icon={<CircleAlert size={18} aria-hidden />}
      title="The figures could not be read"
      action={<Button onClick={() => void refetch()}>Try again</Button>}
    >
      {error.message}
    </Notice>
  );
}

interface FiguresProps {
  data: OverviewData;
  filters: Filters;
  isStale: boolean;
  problem: Error | null;
  onRetry: () => void;
}

function Figures({ data, filters, isStale, problem, onRetry }: FiguresProps) {
  const clock = useClock();
  const [opened, setOpened] = useState<DoraKey | null>(null);
  const isFiltered = hasListFilters(filters.search);
  const openedFigure = opened && data.figures[opened].figure;
  return (
    <>
      <header className={styles.headline} data-stale={isStale || undefined} aria-live="polite">
        <h1>{headlineOf(data, isFiltered)}</h1>
        <NextStep data={data} filters={filters} />
      </header>
      {problem && (
        <Notice
          tone="bad"
          icon={<CircleAlert size={18} aria-hidden />}
          title="These figures are from before; the newest could not be read"
          action={<Button onClick={onRetry}>Try again</Button>}
        >
          {problem.message}
        </Notice>
      )}
      <section
        className={styles.figures}
        aria-label="Five figures"
        data-stale={isStale || undefined}
        aria-busy={isStale}
      >
        {DORA_KEYS.map((key) => (
          <FigureCell key={key} name={key} outcome={data.figures[key]} clock={clock} onOpen={() => setOpened(key)} />
        ))}
      </section>
      <StagePanel data={data} isStale={isStale} />
      <CoverageLine data={data} range={filters.resolved.range} />
      {opened && openedFigure && (
        <Suspense fallback={null}>
          <FigureDialog
            name={opened}
            figure={openedFigure}
            range={filters.resolved.range}
            filter={filters.filter}
            clock={clock}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Under the sentence: what else moved, or where nothing is known the way out of there. */
function NextStep({ data, filters }: { data: OverviewData; filters: Filters }) {
  if (hasListFilters(filters.search) && isNothingKnown(data)) {
    return (
      <button type="button" className={styles.clear} onClick={() => filters.set(NO_LISTS)}>
        Show all repositories, services, authors and labels
      </button>
    );
  }
  if (data.figures.CHANGE_LEAD_TIME.figure?.overall.emptyReason === 'NOT_COVERED') {
    return (
      <button type="button" className={styles.clear} onClick={() => filters.set(NEWEST)}>
        Show the newest 12 weeks
      </button>
    );
  }
  return <p>{subSentenceOf(data)}</p>;
}

const NEWEST = { range: undefined, from: undefined, to: undefined };
const NO_LISTS = { repository: undefined, service: undefined, author: undefined, label: undefined };

function isNothingKnown({ figures }: OverviewData): boolean {
  return (
    figures.CHANGE_LEAD_TIME.figure?.overall.sampleSize === 0 && figures.CYCLE_TIME.figure?.overall.sampleSize === 0
  );
}

/** Where filters leave nothing over, they are the reason, whatever else would explain an empty period. */
function headlineOf(data: OverviewData, isFiltered: boolean): string {
  const { figures, stream } = data;
  const leadTime = compared(figures.CHANGE_LEAD_TIME);
  return computeHeadline({
    leadTime: isFiltered && isNothingKnown(data) ? { ...leadTime, emptyReason: 'ALL_EXCLUDED' } : leadTime,
    cycleTime: compared(figures.CYCLE_TIME),
    bottleneck: toStageView(stream, null, null)?.bottleneck ?? null,
    isMergeDeployment: isMergeDeployment(data),
  });
}

/** No time from merge to production, neither in the median nor in any stage: merges stand in for deployments. */
function isMergeDeployment({ figures, stream }: OverviewData): boolean {
  const hasDeployStage = stream.stages.some(({ stage, contribution }) => stage === 'DEPLOY' && (contribution ?? 0) > 0);
  return figures.DEPLOY_TIME.figure?.overall.value === 0 && !hasDeployStage;
}

function subSentenceOf({ figures }: OverviewData): string {
  const moved = computeSubSentence({
    frequency: compared(figures.DEPLOYMENT_FREQUENCY),
    failRate: compared(figures.CHANGE_FAIL_RATE),
    recovery: compared(figures.FAILED_DEPLOYMENT_RECOVERY_TIME),
    rework: compared(figures.DEPLOYMENT_REWORK_RATE),
  });
  const volume = volumeOf(figures);
  if (moved === '' || volume === '') return volume === '' ? moved : `${volume}.`;
  return isFew(figures) ? `${volume}; ${moved.charAt(0).toLowerCase()}${moved.slice(1)}` : moved;
}

/** So few changes or releases that the reader must hear it before any comparison. */
function isFew({ CHANGE_LEAD_TIME, DEPLOYMENT_FREQUENCY }: OverviewData['figures']): boolean {
  return [CHANGE_LEAD_TIME, DEPLOYMENT_FREQUENCY].some(({ figure }) => (figure?.overall.sampleSize ?? 0) < 5);
}

/** What the figures stand on: "1,442 changes in 67 releases". */
function volumeOf({ CHANGE_LEAD_TIME, DEPLOYMENT_FREQUENCY }: OverviewData['figures']): string {
  const changes = CHANGE_LEAD_TIME.figure?.overall.sampleSize ?? 0;
  const releases = DEPLOYMENT_FREQUENCY.figure?.overall.sampleSize ?? 0;
  if (changes === 0 && releases === 0) return '';
  return `${formatCounted(changes, ['change', 'changes'])} in ${formatCounted(releases, ['release', 'releases'])}`;
}

function compared({ figure }: FigureOutcome): ComparedValue {
  return {
    value: figure?.overall.value ?? null,
    previous: figure?.overall.previous ?? null,
    emptyReason: figure?.overall.emptyReason ?? null,
  };
}
