import { formatChange, formatDurationExact, formatRate, UNKNOWN_SIGN, type ReaderClock } from '@weir/metrics';
import { Sparkline } from '../../charts/sparkline.js';
import { Popover } from '../../ui/popover.js';
import { useMedia } from '../../ui/use-media.js';
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
  const isNarrow = useMedia('(max-width: 1179.98px)');
  const chart = toFigureChart(figure, FIGURE_NAMES[name], clock);
  const { value, previous, band } = figure.overall;
  const { unit, direction } = figure.definition;
  const change = formatChange({ value, previous, unit, direction });
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
        {change ? <ChangeLine change={change} /> : value === null && <Why words={emptyWords(name, figure)} />}
      </div>
      <div className={styles.spark}>
        <Sparkline
          label={chart.label}
          points={chart.points}
          comparison={chart.comparison}
          isPoints={chart.isPoints}
          read={chart.read}
          height={isNarrow ? 32 : 42}
        />
      </div>
      <div className={styles.sample}>{sampleWords(name, figure)}</div>
      <div className={styles.rank}>
        <BandMark band={band} />
      </div>
    </div>
  );
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
