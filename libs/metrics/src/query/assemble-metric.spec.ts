import { expect, test } from 'vitest';
import { assembleMetric } from './assemble-metric.js';
import type { MetricCell } from './cells.js';
import { resolveQuery } from './resolve-query.js';

const KNOWN = { from: Date.parse('2024-01-01T00:00:00Z'), to: Date.parse('2026-01-01T00:00:00Z') };
const SHOP = {
  ...{ id: 1, name: 'acme/shop', revision: '1', deploymentRule: null, services: ['acme/shop'], isDeployed: true },
  coverage: [{ subject: 'CHANGES' as const, ...KNOWN }],
};

function assembleByAuthor(authors: number, interval: 'DAY' | 'MONTH') {
  const question = { metric: 'CYCLE_TIME', range: KNOWN, interval, groupBy: 'AUTHOR' } as const;
  const query = resolveQuery(question, { repositories: [SHOP], visible: 'ALL', now: KNOWN.to });
  const cells = Array.from({ length: authors }, (_, index): MetricCell => ({
    ...{ period: 'CURRENT', bucket: null, group: `author ${index}`, sampleSize: 1, amount: 60, numerator: null },
    ...{ deployments: 0, reasons: {}, basis: {}, days: [] },
  }));
  return assembleMetric(query, cells);
}

test('more groups and buckets than an answer can carry are refused, with what to do', () => {
  expect(() => assembleByAuthor(1000, 'DAY')).toThrow('1000 groups of 731 buckets each');
  const { groups } = assembleByAuthor(1000, 'MONTH');
  expect(groups).toHaveLength(1000);
  expect(groups[0]?.series).toHaveLength(24);
});
