import { describe, expect, test } from 'vitest';
import { BadQueryError } from './bad-query-error.js';
import type { MetricQuery } from './query.js';
import type { QueryContext } from './query-context.js';
import { resolveQuery } from './resolve-query.js';
import { resolveValueStream } from './resolve-value-stream.js';
import type { RepositoryScope } from './scope.js';

const at = (iso: string) => Date.parse(iso);
const DAY = 86_400_000;
const NOW = at('2026-11-25T12:00:00Z');

function repository(id: number, name: string, coverage: [RepositoryScope['coverage'][0]['subject'], string, string][]) {
  return {
    id,
    name,
    revision: '1',
    deploymentRule: null,
    services: [name],
    isDeployed: true,
    coverage: coverage.map(([subject, from, to]) => ({ subject, from: at(from), to: at(to) })),
  };
}

const SHOP = repository(1, 'acme/shop', [
  ['CHANGES', '2026-01-01T00:00:00Z', '2026-11-25T06:00:00Z'],
  ['DEPLOYMENTS', '2026-03-01T00:00:00Z', '2026-11-24T18:00:00Z'],
]);
const CONTEXT: QueryContext = { repositories: [SHOP], visible: 'ALL', now: NOW };
const QUERY: MetricQuery = {
  metric: 'CYCLE_TIME',
  range: { from: at('2026-11-01T00:00:00Z'), to: at('2026-11-26T00:00:00Z') },
};

function refusal(query: Partial<MetricQuery>): BadQueryError {
  try {
    resolveQuery({ ...QUERY, ...query }, CONTEXT);
  } catch (error) {
    if (error instanceof BadQueryError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('refusals name the field and the value', () => {
  test('a range that ends before it starts', () => {
    const { field, message, code } = refusal({ range: { from: at('2026-02-02'), to: at('2026-02-01') } });
    expect({ field, code }).toEqual({ field: 'range', code: 'BAD_USER_INPUT' });
    expect(message).toContain('2026-02-01T00:00:00.000Z');
  });
  test('an empty range', () => expect(refusal({ range: { from: NOW, to: NOW } }).field).toBe('range'));
  test('no time at all', () => expect(refusal({ range: { from: Number.NaN, to: NOW } }).field).toBe('range.from'));
  test('an unknown zone', () => expect(refusal({ timeZone: 'Mars/Olympus' }).message).toContain('Mars/Olympus'));
  test('an aggregate it has not', () => expect(refusal({ aggregate: 'RATIO' }).field).toBe('aggregate'));
  test('a count has no median', () =>
    expect(refusal({ metric: 'PULL_REQUESTS_MERGED', aggregate: 'P50' }).field).toBe('aggregate'));
  test('a dimension it has not', () =>
    expect(refusal({ metric: 'INCIDENTS', groupBy: 'AUTHOR' }).field).toBe('groupBy'));
  test('a filter with no meaning', () =>
    expect(refusal({ metric: 'INCIDENTS', filter: { authors: ['ada'] } }).field).toBe('filter.authors'));
  test('too many buckets', () =>
    expect(refusal({ interval: 'DAY', range: { from: at('2020-01-01'), to: NOW } }).field).toBe('interval'));
  test('an empty list does not filter, so it is no refusal', () => {
    expect(resolveQuery({ ...QUERY, metric: 'INCIDENTS', filter: { authors: [] } }, CONTEXT).filter).toEqual({});
  });
  test('a value stream to a stage that ends no cohort', () => {
    expect(() => resolveValueStream({ range: QUERY.range, upTo: 'PICKUP' }, CONTEXT, null)).toThrow(BadQueryError);
  });
});

describe('what is covered', () => {
  test('a range whose end is tomorrow is clipped to what is known', () => {
    const { asOf, current } = resolveQuery({ ...QUERY, interval: 'DAY' }, CONTEXT);
    expect(asOf).toBe(at('2026-11-25T06:00:00Z'));
    expect(current.covered).toEqual({ from: QUERY.range.from, to: asOf });
    expect(current.buckets).toHaveLength(25);
    expect(current.buckets.at(-1)!.covered).toEqual({ from: at('2026-11-25T00:00:00Z'), to: asOf });
  });

  test('a metric that needs deployments is known as far as they are', () => {
    const { asOf, current } = resolveQuery(
      { ...QUERY, metric: 'CHANGE_LEAD_TIME', range: { from: at('2026-01-01'), to: at('2026-12-01') } },
      CONTEXT,
    );
    expect(asOf).toBe(at('2026-11-24T18:00:00Z'));
    expect(current.covered!.from).toBe(at('2026-03-01'));
  });

  test('the selection is complete up to its slowest repository, and known from its oldest on', () => {
    const docs = repository(2, 'acme/docs', [['CHANGES', '2025-05-01T00:00:00Z', '2026-11-10T00:00:00Z']]);
    const context = { ...CONTEXT, repositories: [SHOP, docs] };
    const year = { from: at('2025-01-01'), to: at('2026-12-01') };
    const { current } = resolveQuery({ ...QUERY, range: year }, context);
    expect(current.covered).toEqual({ from: at('2025-05-01'), to: at('2026-11-10') });
    const alone = resolveQuery({ ...QUERY, range: year, filter: { repositories: ['acme/shop'] } }, context);
    expect(alone.current.covered).toEqual({ from: at('2026-01-01'), to: at('2026-11-25T06:00:00Z') });
  });

  test('of two sources of one subject, one that ended before the other began does not hold it back', () => {
    const twice = repository(3, 'acme/twice', [
      ['CHANGES', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
      ['CHANGES', '2025-01-01T00:00:00Z', '2026-11-20T00:00:00Z'],
      ['CHANGES', '2025-06-01T00:00:00Z', '2026-11-19T00:00:00Z'],
    ]);
    expect(resolveQuery(QUERY, { ...CONTEXT, repositories: [twice] }).asOf).toBe(at('2026-11-19'));
  });

  test('the commits of a clone stand for its changes and deployments', () => {
    const clone = repository(4, 'clone', [['COMMITS', '2026-01-01T00:00:00Z', '2026-11-20T00:00:00Z']]);
    const context = { ...CONTEXT, repositories: [clone] };
    expect(resolveQuery({ ...QUERY, metric: 'CHANGE_LEAD_TIME' }, context).asOf).toBe(at('2026-11-20'));
    expect(resolveQuery({ ...QUERY, metric: 'INCIDENTS' }, context).hasNoSource).toBe(true);
  });

  test('what somebody may not see is as if it were not there', () => {
    const context = { ...CONTEXT, visible: [] };
    const hidden = resolveQuery({ ...QUERY, filter: { repositories: ['acme/shop'] } }, context);
    const unknown = resolveQuery({ ...QUERY, filter: { repositories: ['acme/none'] } }, context);
    expect(hidden.selection).toEqual(unknown.selection);
    expect(hidden.hasNoSource).toBe(true);
  });
});

describe('the period before', () => {
  test('has the same length in elapsed time, over a change to winter time too', () => {
    const range = { from: at('2026-10-20T22:00:00Z'), to: at('2026-10-27T23:00:00Z') };
    const { previous } = resolveQuery({ ...QUERY, range, timeZone: 'Europe/Oslo' }, CONTEXT);
    expect(previous!.range).toEqual({ from: range.from - (7 * DAY + 3_600_000), to: range.from });
  });
  test('is left away when not asked for', () => {
    expect(resolveQuery({ ...QUERY, compareToPrevious: false }, CONTEXT).previous).toBeNull();
  });
});

describe('a value stream', () => {
  test('ends with the deployment, or with the merge where nothing was ever deployed', () => {
    const quiet = { ...SHOP, services: [], isDeployed: false };
    expect(resolveValueStream({ range: QUERY.range }, CONTEXT, null).upTo).toBe('DEPLOY');
    expect(resolveValueStream({ range: QUERY.range }, { ...CONTEXT, repositories: [quiet] }, null).upTo).toBe('MERGE');
  });
});
