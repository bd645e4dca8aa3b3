import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { seriesChartExamples } from './series-chart.examples.js';
import { sparklineExamples } from './sparkline.examples.js';
import { stackedBarsExamples } from './stacked-bars.examples.js';

afterEach(cleanup);

const ALL = [
  ['Sparkline', sparklineExamples],
  ['SeriesChart', seriesChartExamples],
  ['StackedBars', stackedBarsExamples],
] as const;

describe.each(ALL)('%s', (_chart, examples) => {
  it.each(examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const { container } = render(example.draw());
    for (const [selector, count] of Object.entries(example.holds)) {
      expect({ selector, count: container.querySelectorAll(selector).length }).toEqual({ selector, count });
    }
    for (const words of example.says ?? []) expect(container.textContent).toContain(words);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('the cursor of a chart', () => {
  it('is moved by arrow keys and read out, and put away by Escape', () => {
    render(sparklineExamples[0]?.draw() ?? <p />);
    const chart = screen.getByRole('group', { name: 'Lead time over time' });
    const spoken = chart.querySelector('[aria-live]');
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(spoken?.textContent).toBe('Week 4, 3');
    fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(spoken?.textContent).toBe('Week 3, 4');
    fireEvent.keyDown(chart, { key: 'Home' });
    expect(spoken?.textContent).toBe('Week 1, 3');
    fireEvent.keyDown(chart, { key: 'Escape' });
    expect(spoken?.textContent).toBe('');
  });
});
