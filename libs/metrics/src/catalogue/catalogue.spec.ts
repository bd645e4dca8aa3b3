import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { METRIC_KEYS } from './keys.js';
import { findMetric, getMetric, METRICS } from './metrics.js';
import { renderCatalogue } from './render-catalogue.js';

const PAGE = new URL('../../../../docs/metrics.md', import.meta.url);

describe('the catalogue', () => {
  test('declares every key once, in the order of the keys', () => {
    expect(METRICS.map(({ key }) => key)).toEqual([...METRIC_KEYS]);
  });

  test.each(METRICS.map((metric) => [metric.key, metric] as const))('%s can be read by people', (_key, metric) => {
    expect(metric.summary).toMatch(/^[A-Z].*\?$/);
    expect(metric.method).toMatch(/^[A-Z].*\.$/s);
    expect(metric.aggregates).toContain(metric.defaultAggregate);
  });

  test('durations and sizes take percentiles, counts a sum, rates a ratio', () => {
    for (const { key, unit, aggregates, counting } of METRICS) {
      const isMeasured = unit === 'SECONDS' || unit === 'LINES';
      if (isMeasured) expect(aggregates, key).toEqual(['P50', 'P75', 'P85', 'P90', 'P95', 'MEAN']);
      else if (counting?.measure.kind === 'COUNT') expect(aggregates, key).toEqual(['SUM']);
      else if (counting !== null) expect(aggregates, key).toEqual(['RATIO']);
    }
  });

  test('knows what it has not', () => {
    expect(findMetric('LINES_OF_CODE')).toBeNull();
    expect(getMetric('CYCLE_TIME').name).toBe('Cycle time');
  });

  test('docs/metrics.md is its text', () => {
    if (process.env['WEIR_WRITE'] === '1') writeFileSync(PAGE, renderCatalogue());
    expect(readFileSync(PAGE, 'utf8')).toBe(renderCatalogue());
  });
});
