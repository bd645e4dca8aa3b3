import type { ChartExample } from './examples.js';
import styles from './charts.module.css';
import { StackedBars, type BarPart, type StackedBar } from './stacked-bars.js';

function parts(values: [string, number, number | null][]): BarPart[] {
  return values.map(([name, value, percent]) => ({
    key: name,
    name,
    value,
    percent,
    color: 'var(--coding)',
    onColor: 'var(--on-coding)',
  }));
}

const NOW = parts([
  ['Coding', 19, 26],
  ['Pickup', 10, 14],
  ['Review', 30, 41],
  ['Merge', 6, 8],
  ['Deploy', 8, 11],
]);
const BAR: StackedBar = {
  key: 'way',
  title: 'To production',
  subtitle: '412 changes',
  parts: NOW,
  total: '3.0 days',
  totalNote: 'mean, 18 % less',
};

function bars(bar: StackedBar, width: number) {
  const read = (_bar: StackedBar, part: BarPart) => ({ title: part.name, lines: [{ value: `${part.value} h` }] });
  return (
    <StackedBars label="Where time goes" bars={[bar]} unit={{ size: 24, name: 'days' }} read={read} width={width} />
  );
}

export const stackedBarsExamples: ChartExample[] = [
  {
    name: 'wide parts say their name and share, narrow ones the share, the narrowest nothing',
    draw: () => bars(BAR, 586),
    holds: { rect: 5, [`.${styles.partName}`]: 3 },
    says: ['To production', '3.0 days', '41\u202f%', '3\u00a0days'],
  },
  {
    name: 'a bracket names the bottleneck, a thin bar the period before',
    draw: () =>
      bars(
        {
          ...BAR,
          bracket: { key: 'Review', label: 'Bottleneck: review' },
          previous: {
            parts: parts([
              ['Coding', 50, null],
              ['Review', 40, null],
            ]),
            note: '3.7 days the period before',
          },
        },
        586,
      ),
    holds: { rect: 7, [`.${styles.bracket}`]: 1, [`.${styles.before}`]: 1 },
    says: ['Bottleneck: review', '3.7 days the period before'],
  },
  {
    name: 'on a phone the bar fills the width, without axis and bracket',
    draw: () => bars({ ...BAR, bracket: { key: 'Review', label: 'Bottleneck: review' } }, 320),
    holds: { rect: 5, [`.${styles.bracket}`]: 0, line: 0 },
    says: ['3.0 days', '41\u202f%'],
  },
];
