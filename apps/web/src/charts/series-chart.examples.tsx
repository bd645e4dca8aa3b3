import type { ChartExample } from './examples.js';
import { SeriesChart } from './series-chart.js';
import styles from './charts.module.css';
import { weeks } from './sparkline.examples.js';

const DAY = 86_400;

export const seriesChartExamples: ChartExample[] = [
  {
    name: 'the unit stands once, at the top tick, over at most five lines',
    draw: () => (
      <SeriesChart
        label="Lead time"
        points={weeks([2.6 * DAY, 3 * DAY, 2.4 * DAY])}
        unit={{ size: DAY, name: 'd' }}
        bucketName={(index) => `Week ${index + 1}`}
        read={(index) => ({ title: `Week ${index + 1}`, lines: [] })}
        width={480}
      />
    ),
    holds: { [`line.${styles.zero}`]: 1, [`line.${styles.grid}`]: 3 },
    says: ['3\u00a0d', 'Week 3', 'n\u00a030'],
  },
  {
    name: 'the unfinished bucket is called Today',
    draw: () => (
      <SeriesChart
        label="Frequency"
        points={weeks([1, 2, 3], true)}
        unit={{ size: 1, name: 'a day' }}
        bucketName={(index) => `Week ${index + 1}`}
        read={(index) => ({ title: `Week ${index + 1}`, lines: [] })}
        width={480}
      />
    ),
    holds: { [`.${styles.open}`]: 1 },
    says: ['Today'],
  },
];
