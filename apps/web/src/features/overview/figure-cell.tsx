import { formatChange, formatDurationExact, formatRate, UNKNOWN_SIGN, type ReaderClock } from '@weir/metrics';
import { Sparkline } from '../../charts/sparkline.js';
import { Popover } from '../../ui/popover.js';
import { useMedia } from '../../ui/use-media.js';
import { useSession } from '../session/session.js';
import { BandMark } from './band-mark.js';
import { ChangeLine } from './change-words.js';
import { FigureDefinition } from './figure-definition.js';
import { toFigureChart } from './figure-chart.js';
import { emptyWords, FIGURE_NAMES, figureParts, sampleWords } from './figure-words.js';
import styles from './overview.module.css';
import type { DoraKey, Figure, FigureOutcome } from './overview-data.js';

interface FigureCellProps {
  name: DoraKey;
  outcome: FigureOutcome;
  clock: ReaderClock;
  /** Opens the trend and the rows behind the figure. */
  onOpen: () => void;
}

/** Name, figure, change, trend, n and band of one of the five. */
export function FigureCell({ name, outcome, clock, onOpen }: FigureCellProps) {
  if (!outcome.figure) return <FailedCell name={name} message={outcome.failure} />;
  return <KnownCell name={name} figure={outcome.figure} clock={clock} onOpen={onOpen} />;
}

function FailedCell({ name, message }: { name: DoraKey; message: string }) {
  return (
    <div className={styles.cell}>
      <div className={styles.name}>{FIGURE_NAMES[name]}</div>
      <p className={styles.figure}>{UNKNOWN_SIGN}</p>
      <p className={styles.why}>{message}</p>
    </div>
  );
}

interface KnownCellProps extends Omit<FigureCellProps, 'outcome'> {
  figure: Figure;
}

function KnownCell({ name, figure, clock, onOpen }: KnownCellProps) {
  const sparkHeight = useSparkHeight();
  const chart = toFigureChart(figure, FIGURE_NAMES[name], clock);
  return (
    <div className={styles.cell}>
      <Popover
        label={FIGURE_NAMES[name]}
        trigger={
          <button type="button" className={styles.opener} title={exactWords(figure)}>
            <span className={styles.name}>{FIGURE_NAMES[name]}</span>
            <FigureNumber figure={figure} />
          </button>
        }
      >
        {(close) => (
          <FigureDefinition
            name={name}
            figure={figure}
            clock={clock}
            onOpen={() => {
              close();
              onOpen();
            }}
          />
        )}
      </Popover>
      <div className={styles.changeRow}>
        <Change name={name} figure={figure} />
      </div>
      <div className={styles.spark}>
        <Sparkline
          label={chart.label}
          points={chart.points}
          comparison={chart.comparison}
          isPoints={chart.isPoints}
          read={chart.read}
          height={sparkHeight}
        />
      </div>
      <div className={styles.sample}>{sampleWords(name, figure)}</div>
      <div className={styles.rank}>
        <BandMark band={figure.overall.band} />
      </div>
    </div>
  );
}

/** Low in a list, taller where a wide screen has the room. */
function useSparkHeight(): number {
  const isNarrow = useMedia('(max-width: 1179.98px)');
  const isWide = useMedia('(min-width: 1800px)');
  if (isNarrow) return 32;
  return isWide ? 84 : 42;
}

/** How the figure moved, or in its place what keeps that from being known. */
function Change({ name, figure }: Pick<KnownCellProps, 'name' | 'figure'>) {
  const { hasIncidents } = useSession().workspace;
  const { value, previous } = figure.overall;
  const { unit, direction } = figure.definition;
  if (value === null) return <Why words={emptyWords(name, figure)} />;
  if (value === 0 && unit === 'RATIO' && !hasIncidents) return <Why words="no incidents read, only reverts" />;
  const change = formatChange({ value, previous, unit, direction });
  if (change) return <ChangeLine change={change} />;
  return figure.previousSeries.length > 0 && <Why words={previous === null ? 'before: not known' : 'before: none'} />;
}

function Why({ words }: { words: string }) {
  return (
    <p className={styles.why} title={words}>
      {words}
    </p>
  );
}

function FigureNumber({ figure }: { figure: Figure }) {
  const { value } = figure.overall;
  if (value === null) return <span className={styles.figure}>{UNKNOWN_SIGN}</span>;
  return (
    <span className={styles.figure}>
      {figureParts(figure, value).map((part) => (
        <span key={part.unit}>
          {part.value}
          <small>{` ${part.unit} `}</small>
        </span>
      ))}
    </span>
  );
}

/** The value with nothing rounded away, for hover. */
function exactWords({ overall: { value }, definition: { unit } }: Figure): string | undefined {
  if (value === null) return undefined;
  if (unit === 'SECONDS') return formatDurationExact(value);
  return unit === 'RATIO' ? formatRate(value) : String(value);
}
