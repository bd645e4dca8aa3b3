import { ChartFrame, type Reading } from './chart-frame.js';
import { ValueAxis, zeroScale, type AxisUnit } from './axis.js';
import styles from './charts.module.css';
import { ComparisonMark, HatchMark, LineMark } from './marks.js';
import { knownValues, shapeOf, type SeriesPoint } from './series.js';
import { clamp, CursorMark } from './sparkline.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

interface SeriesChartProps {
  label: string;
  points: readonly SeriesPoint[];
  comparison?: readonly SeriesPoint[];
  isPoints?: boolean;
  unit: AxisUnit;
  /** Short name of a bucket, for the axis. */
  bucketName: (index: number) => string;
  read: (index: number) => Reading;
  height?: number;
  width?: number;
}

const MARGIN = { top: 12, right: 16, bottom: 40, left: 48 };

/** A series over time with its axes: zero at the bottom, n under the buckets. */
export function SeriesChart(props: SeriesChartProps) {
  const { label, points, comparison = [], isPoints, unit, bucketName, read, height = 220, width: fixed } = props;
  const [ref, width] = useWidth<HTMLDivElement>(fixed);
  const cursor = useCursor(points.length);
  const right = width - MARGIN.right;
  const bottom = height - MARGIN.bottom;
  const step = (right - MARGIN.left) / Math.max(1, points.length);
  const x = (index: number) => MARGIN.left + (index + 0.5) * step;
  const scale = zeroScale(Math.max(0, ...knownValues(points, comparison)), unit).range([bottom, MARGIN.top]);
  const y = (value: number) => scale(value / unit.size);
  const at = cursor.index;
  const valueAt = at === null ? null : (points[at]?.value ?? null);
  return (
    <ChartFrame
      frameRef={ref}
      width={width}
      height={height}
      label={label}
      cursor={cursor}
      indexAt={(px) => (points.length === 0 ? null : clamp(Math.floor((px - MARGIN.left) / step), points.length - 1))}
      reading={at === null ? null : read(at)}
      cardX={at === null ? 0 : x(at)}
      card="inside"
    >
      <ValueAxis scale={scale} unit={unit} left={MARGIN.left} right={right} />
      {shapeOf(points).unknown.map((run) => (
        <HatchMark
          key={run[0]}
          x={x(run[0] ?? 0) - step / 2}
          width={step * run.length}
          top={MARGIN.top}
          bottom={bottom}
        />
      ))}
      <ComparisonMark points={comparison.slice(0, points.length)} x={x} y={y} isPoints={isPoints} />
      <LineMark points={points} x={x} y={y} isPoints={isPoints} />
      <BucketAxis points={points} x={x} step={step} top={bottom} bucketName={bucketName} />
      {at !== null && (
        <CursorMark x={x(at)} y={valueAt === null ? null : y(valueAt)} top={MARGIN.top} height={bottom} />
      )}
    </ChartFrame>
  );
}

interface BucketAxisProps {
  points: readonly SeriesPoint[];
  x: (index: number) => number;
  step: number;
  top: number;
  bucketName: (index: number) => string;
}

/** Room that a name of so many letters takes, with air beside it. */
const labelWidth = (letters: number) => letters * 6.4 + 18;

/** Names of as many buckets as have room, the last one always; n below each. */
function BucketAxis({ points, x, step, top, bucketName }: BucketAxisProps) {
  const longest = Math.max(...points.map((_, index) => bucketName(index).length), 5);
  const every = Math.max(1, Math.ceil(labelWidth(longest) / Math.max(1, step)));
  const last = points.length - 1;
  const named = points.map((_, index) => index).filter((index) => (last - index) % every === 0);
  return named.map((index, order) => (
    <g key={index} className={styles.axis} textAnchor="middle">
      <text x={x(index)} y={top + 17}>
        {points[index]?.isUnfinished ? 'Today' : bucketName(index)}
      </text>
      <text x={x(index)} y={top + 32}>
        {order === 0 ? 'n\u00a0' : ''}
        {points[index]?.sampleSize}
      </text>
    </g>
  ));
}
