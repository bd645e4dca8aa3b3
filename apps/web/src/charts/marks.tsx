import { line } from 'd3-shape';
import styles from './charts.module.css';
import { shapeOf, type SeriesPoint } from './series.js';

export interface Place {
  x: (index: number) => number;
  y: (value: number) => number;
}

interface LineMarkProps extends Place {
  points: readonly SeriesPoint[];
  /** Points without a line: too few values for a trend. */
  isPoints?: boolean;
  isThin?: boolean;
}

/** The main line: solid within runs, dashed to the hollow point of an unfinished bucket, never across a gap. */
export function LineMark({ points, x, y, isPoints, isThin }: LineMarkProps) {
  const { runs, unfinished } = shapeOf(points);
  const path = pathThrough(points, { x, y });
  if (isPoints) return <PointMarks points={points} x={x} y={y} />;
  const open = unfinished?.at(-1);
  return (
    <g className={isThin ? styles.sparkLine : styles.mainLine}>
      {runs.map((run) =>
        run.length > 1 ? (
          <path key={run[0]} d={path(run)} />
        ) : (
          <LonePoint key={run[0]} at={run[0] ?? 0} points={points} x={x} y={y} />
        ),
      )}
      {unfinished && <path d={path(unfinished)} className={styles.dashed} />}
      {open !== undefined && <OpenPoint cx={x(open)} cy={y(points[open]?.value ?? 0)} />}
    </g>
  );
}

function LonePoint({ at, points, x, y }: { at: number; points: readonly SeriesPoint[] } & Place) {
  return <circle cx={x(at)} cy={y(points[at]?.value ?? 0)} r={1.6} className={styles.dot} />;
}

function OpenPoint({ cx, cy }: { cx: number; cy: number }) {
  return <circle cx={cx} cy={cy} r={2.8} className={styles.open} />;
}

function PointMarks({ points, x, y }: { points: readonly SeriesPoint[] } & Place) {
  return points.map(({ value, isUnfinished }, index) => {
    if (value === null) return null;
    if (isUnfinished) return <OpenPoint key={index} cx={x(index)} cy={y(value)} />;
    return <circle key={index} cx={x(index)} cy={y(value)} r={2.4} className={styles.dot} />;
  });
}

/** The period before, quieter: dots 1 on 3.5 off, or rings where the series is points. */
export function ComparisonMark({ points, x, y, isPoints }: Omit<LineMarkProps, 'isThin'>) {
  const { runs, unfinished } = shapeOf(points);
  if (isPoints) {
    return points.map(({ value }, index) =>
      value === null ? null : <circle key={index} cx={x(index)} cy={y(value)} r={1.8} className={styles.pointBefore} />,
    );
  }
  const path = pathThrough(points, { x, y });
  const all = unfinished && unfinished.length > 1 ? [...runs, unfinished] : runs;
  return all.map((run) => (run.length > 1 ? <path key={run[0]} d={path(run)} className={styles.comparison} /> : null));
}

function pathThrough(points: readonly SeriesPoint[], { x, y }: Place): (run: readonly number[]) => string {
  const draw = line<number>()
    .x((index) => x(index))
    .y((index) => y(points[index]?.value ?? 0));
  return (run) => draw([...run]) ?? '';
}

/** 45° lines where nothing is known: 1.6 px every 6 px across, drawn as paths so that an exported picture keeps them. */
export function HatchMark({ x, width, top, bottom }: { x: number; width: number; top: number; bottom: number }) {
  const height = bottom - top;
  const lines: string[] = [];
  for (let offset = -height; offset < width; offset += 6 * Math.SQRT2) {
    const from = Math.max(0, offset);
    const to = Math.min(width, offset + height);
    if (to > from) lines.push(`M${x + from},${bottom - (from - offset)}L${x + to},${bottom - (to - offset)}`);
  }
  return <path d={lines.join('')} className={styles.hatch} />;
}
