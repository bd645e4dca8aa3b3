import type { ChartExample } from './examples.js';
import type { SeriesPoint } from './series.js';
import { Sparkline } from './sparkline.js';
import styles from './charts.module.css';

const DAY_MS = 86_400_000;

/** A series by the week: null is an empty bucket, "?" an unknown one. */
export function weeks(values: (number | null | '?')[], isUnfinished = false): SeriesPoint[] {
  return values.map((value, index) => ({
    start: index * 7 * DAY_MS,
    end: (index + 1) * 7 * DAY_MS,
    value: value === '?' ? null : value,
    isUnknown: value === '?',
    isUnfinished: isUnfinished && index === values.length - 1,
    sampleSize: value === null || value === '?' ? 0 : 30,
  }));
}

function sparkline(points: SeriesPoint[], more: { comparison?: SeriesPoint[]; isPoints?: boolean } = {}) {
  const read = (index: number) => ({
    title: `Week ${index + 1}`,
    lines: [{ value: String(points[index]?.value ?? 'unknown') }],
  });
  return <Sparkline label="Lead time over time" points={points} read={read} width={200} {...more} />;
}

export const sparklineExamples: ChartExample[] = [
  { name: 'an unbroken line', draw: () => sparkline(weeks([3, 2, 4, 3])), holds: { path: 1, circle: 0 } },
  {
    name: 'a gap is not bridged, and a lone value is a point',
    draw: () => sparkline(weeks([3, 2, null, 4])),
    holds: { path: 1, [`.${styles.dot}`]: 1 },
  },
  {
    name: 'an unknown bucket is hatched',
    draw: () => sparkline(weeks([3, 2, '?', 4, 5])),
    holds: { [`.${styles.hatch}`]: 1 },
  },
  {
    name: 'an unfinished bucket is dashed to a hollow point',
    draw: () => sparkline(weeks([3, 2, 4], true)),
    holds: { [`.${styles.dashed}`]: 1, [`.${styles.open}`]: 1 },
  },
  {
    name: 'the period before is a quieter line',
    draw: () => sparkline(weeks([3, 2, 4]), { comparison: weeks([4, 4, 5]) }),
    holds: { [`.${styles.comparison}`]: 1 },
  },
  {
    name: 'few values are points without a line',
    draw: () => sparkline(weeks([3, 2, 4]), { isPoints: true }),
    holds: { path: 0, [`.${styles.dot}`]: 3 },
  },
  { name: 'nothing at all draws nothing', draw: () => sparkline([]), holds: { path: 0, circle: 0 } },
];
