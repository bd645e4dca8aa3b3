import { readFileSync, writeFileSync } from 'node:fs';
import { METRICS, type MetricQuery, type QueryContext, resolveQuery, resolveValueStream } from '@weir/metrics';
import type { Sql } from 'sql-template-tag';
import { describe, expect, test } from 'vitest';
import { compileHistogram } from './histogram-statement.js';
import { listSlots } from './metric-slots.js';
import { compileMetric } from './metric-statement.js';
import { compileInProgress, compileValueStream } from './value-stream-statement.js';

/** Sample questions, so that a review sees the very statements that will run. */
const span = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2026-11-01T00:00:00Z') };
const CONTEXT: QueryContext = {
  repositories: ['acme/shop', 'acme/docs'].map((name, index) => ({
    id: index + 1,
    name,
    revision: '1',
    deploymentRule: 'VERSION_TAGS',
    services: [name],
    isDeployed: true,
    coverage: (['CHANGES', 'REVIEWS', 'DEPLOYMENTS', 'INCIDENTS'] as const).map((subject) => ({ subject, ...span })),
  })),
  visible: 'ALL',
  now: span.to,
};
const RANGE = { from: Date.parse('2026-09-28T00:00:00Z'), to: Date.parse('2026-10-12T00:00:00Z') };

interface Sample {
  title: string;
  statement: Sql;
}

function sampleMetric(title: string, query: Omit<MetricQuery, 'range'>): Sample[] {
  const resolved = resolveQuery({ ...query, range: RANGE, interval: 'WEEK' }, CONTEXT);
  const slots = listSlots(resolved);
  const { counting } = resolved.metric;
  if (slots === null || counting === null) return [];
  return [{ title, statement: compileMetric(resolved, counting, slots) }];
}

function sampleValueStream(title: string, isSeries: boolean): Sample[] {
  const series = isSeries ? ({ interval: 'WEEK', timeZone: 'UTC' } as const) : null;
  const resolved = resolveValueStream({ range: RANGE }, CONTEXT, series);
  const slots = listSlots(resolved);
  return slots === null ? [] : [{ title, statement: compileValueStream(resolved, slots) }];
}

function sampleHistogram(): Sample[] {
  const resolved = resolveQuery({ metric: 'CYCLE_TIME', range: RANGE, compareToPrevious: false }, CONTEXT);
  const slots = listSlots(resolved);
  const { counting } = resolved.metric;
  if (slots === null || counting === null) return [];
  return [{ title: 'CYCLE_TIME in 30 bins', statement: compileHistogram(resolved, counting, slots, 30) }];
}

const SERVICES = { services: ['acme/shop'] };
const FILES: Record<string, Sample[]> = {
  'metric.reader.sql': [
    ...METRICS.flatMap(({ key }) => sampleMetric(`${key} by week`, { metric: key })),
    ...sampleMetric('CHANGE_LEAD_TIME by week and service', { metric: 'CHANGE_LEAD_TIME', groupBy: 'SERVICE' }),
    ...sampleMetric('CHANGE_LEAD_TIME by week, of one service', { metric: 'CHANGE_LEAD_TIME', filter: SERVICES }),
    ...sampleMetric('CYCLE_TIME by week and label, of one service', {
      metric: 'CYCLE_TIME',
      groupBy: 'LABEL',
      filter: SERVICES,
    }),
    ...sampleMetric('DEPLOYMENT_FREQUENCY by week and environment', {
      metric: 'DEPLOYMENT_FREQUENCY',
      groupBy: 'ENVIRONMENT',
    }),
    ...sampleMetric('CHANGE_FAIL_RATE by week and author, of one label', {
      metric: 'CHANGE_FAIL_RATE',
      groupBy: 'AUTHOR',
      filter: { labels: ['bug'] },
    }),
    ...sampleMetric('CYCLE_TIME by week and team, of two teams', {
      metric: 'CYCLE_TIME',
      groupBy: 'TEAM',
      filter: { teams: ['acme/payments', 'acme/platform'] },
    }),
    ...sampleMetric('DEPLOYMENT_FREQUENCY by week and team', { metric: 'DEPLOYMENT_FREQUENCY', groupBy: 'TEAM' }),
    ...sampleMetric('DEPLOYMENT_SUCCESS_RATE by week and team, of one team', {
      metric: 'DEPLOYMENT_SUCCESS_RATE',
      groupBy: 'TEAM',
      filter: { teams: ['acme/payments'] },
    }),
    ...sampleMetric('INCIDENTS by week and team', { metric: 'INCIDENTS', groupBy: 'TEAM' }),
  ],
  'value-stream.reader.sql': [
    ...sampleValueStream('The cohort and the one before', false),
    ...sampleValueStream('The cohort by week', true),
    {
      title: 'What is in progress',
      statement: compileInProgress(resolveValueStream({ range: RANGE, filter: SERVICES }, CONTEXT, null)),
    },
  ],
  'histogram.reader.sql': sampleHistogram(),
};

const HEAD = '-- Generated. Run `WEIR_WRITE=1 npx vitest run libs/store/src/readers/sql-files` after a change.';

function render(samples: Sample[]): string {
  return `${[HEAD, ...samples.map(({ title, statement }) => `-- ${title}\n${statement.text.trim()};`)].join('\n\n')}\n`;
}

describe('the statements that readers run', () => {
  test.each(Object.entries(FILES))('%s shows them as they are', (name, samples) => {
    const file = new URL(name, import.meta.url);
    if (process.env['WEIR_WRITE'] === '1') writeFileSync(file, render(samples));
    expect(readFileSync(file, 'utf8')).toBe(render(samples));
  });
});
