/** One bucket of a series. A null value is a plain gap when the bucket is known to be empty, hatched when it is unknown. */
export interface SeriesPoint {
  start: number;
  end: number;
  value: number | null;
  isUnknown: boolean;
  /** Still growing: drawn dashed to a hollow point. */
  isUnfinished: boolean;
  sampleSize: number;
}

/** Indices of consecutive known buckets; a line is drawn within a run and never bridges a gap. */
type Run = number[];

export interface SeriesShape {
  /** Runs of finished buckets. */
  runs: Run[];
  /** From the last finished bucket (when adjacent) to the unfinished one. */
  unfinished: Run | null;
  /** Runs of buckets to hatch. */
  unknown: Run[];
}

/** Splits a series into what is drawn solid, dashed and hatched. */
export function shapeOf(points: readonly SeriesPoint[]): SeriesShape {
  const runs = runsOf(points, ({ value, isUnfinished }) => value !== null && !isUnfinished);
  const last = points.length - 1;
  const isOpen = points[last]?.isUnfinished === true && points[last]?.value !== null;
  const isJoined = isOpen && last > 0 && points[last - 1]?.value !== null;
  return {
    runs,
    unfinished: isOpen ? (isJoined ? [last - 1, last] : [last]) : null,
    unknown: runsOf(points, ({ isUnknown }) => isUnknown),
  };
}

function runsOf(points: readonly SeriesPoint[], isIn: (point: SeriesPoint) => boolean): Run[] {
  const runs: Run[] = [];
  points.forEach((point, index) => {
    if (!isIn(point)) return;
    const run = runs.at(-1);
    if (run?.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  });
  return runs;
}

/** Known values only, for a scale. */
export function knownValues(...series: (readonly SeriesPoint[])[]): number[] {
  return series.flatMap((points) => points.flatMap(({ value }) => (value === null ? [] : [value])));
}

/** Buckets a run must hold on average before lines say more than points would. */
const RUN_FROM = 3;

/** Whether gaps leave only scraps of a line: then it reads better as points. */
export function isScattered(points: readonly SeriesPoint[]): boolean {
  const runs = runsOf(points, ({ value }) => value !== null);
  return knownValues(points).length < RUN_FROM * runs.length;
}

/** Below this many values behind a series a line would claim a trend: points only. */
export const POINTS_BELOW = 10;
