import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { ChartFrame, type Reading } from './chart-frame.js';
import styles from './charts.module.css';
import { ComparisonMark, HatchMark, LineMark } from './marks.js';
import { knownValues, shapeOf, type SeriesPoint } from './series.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

interface SparklineProps {
  label: string;
  points: readonly SeriesPoint[];
  comparison?: readonly SeriesPoint[];
  /** Points without a line: too few values behind them. */
  isPoints?: boolean;
  read: (index: number) => Reading;
  height?: number;
  width?: number;
}

const INSET = 3.5;

/** A trend without axes, scaled to its own values; the cursor reads it. */
export function Sparkline({
  label,
  points,
  comparison = [],
  isPoints,
  read,
  height = 42,
  width: fixed,
}: SparklineProps) {
  const [ref, width] = useWidth<HTMLDivElement>(fixed);
  const cursor = useCursor(points.length);
  const step = points.length > 1 ? (width - 2 * INSET) / (points.length - 1) : 0;
  const x = (index: number) => (points.length > 1 ? INSET + index * step : width / 2);
  const values = knownValues(points, comparison);
  const y = scaleLinear()
    .domain(spread(values))
    .range([height - 4, 4]);
  const at = cursor.index;
  return (
    <ChartFrame
      frameRef={ref}
      width={width}
      height={height}
      label={label}
      cursor={cursor}
      indexAt={(px) => (points.length === 0 ? null : clamp(Math.round((px - INSET) / (step || 1)), points.length - 1))}
      reading={at === null ? null : read(at)}
      cardX={at === null ? 0 : x(at)}
    >
      {shapeOf(points).unknown.map((run) => {
        const left = Math.max(0, x(run[0] ?? 0) - step / 2);
        const wide = Math.min(width, x(run.at(-1) ?? 0) + step / 2) - left;
        return <HatchMark key={run[0]} x={left} width={wide} top={0} bottom={height} />;
      })}
      {isPoints && values.length > 0 && (
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className={styles.zero} />
      )}
      <g className={styles.ghost}>
        <ComparisonMark points={comparison.slice(0, points.length)} x={x} y={y} isPoints={isPoints} />
      </g>
      <LineMark points={points} x={x} y={y} isPoints={isPoints} isThin />
      {at !== null && <CursorMark x={x(at)} height={height} y={valueAt(points, at, y)} />}
    </ChartFrame>
  );
}

/** What never moves lies on the ground when it is nothing, in the middle when it is something. */
function spread(values: number[]): [number, number] {
  const [low = 0, high = 1] = extent(values);
  // Two or three values scaled to themselves would stand at both ends, however little lies between them.
  if (values.length < 4 && high > 0) return [0, high];
  if (low !== high) return [low, high];
  return low === 0 ? [0, 1] : [low - 1, high + 1];
}

function valueAt(points: readonly SeriesPoint[], index: number, y: (value: number) => number): number | null {
  const value = points[index]?.value ?? null;
  return value === null ? null : y(value);
}

export function CursorMark({ x, y, height, top = 0 }: { x: number; y: number | null; height: number; top?: number }) {
  return (
    <g className={styles.cursor}>
      <line x1={x} x2={x} y1={top} y2={height} />
      {y !== null && <circle cx={x} cy={y} r={3} />}
    </g>
  );
}

export function clamp(index: number, last: number): number {
  return Math.min(last, Math.max(0, index));
}
