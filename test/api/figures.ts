import type { Workspace } from './workspace.js';

export interface Figure {
  value: number | null;
  emptyReason: string | null;
  sampleSize: number;
  numerator: number | null;
  band: string | null;
  leftOut: { reason: string; count: number }[];
  basis: { basis: string; count: number }[];
}

export interface Range {
  from: string;
  to: string;
}

const FIGURE = 'value emptyReason sampleSize numerator band leftOut { reason count } basis { basis count }';

/** The overall figures of several metrics over one range, by key. */
export async function figuresOf(
  workspace: Workspace,
  keys: string[],
  range: Range,
  filter: object = {},
): Promise<Record<string, Figure>> {
  const query = `query ($queries: [MetricQuery!]!) { metrics(queries: $queries) {
    ... on MetricResult { overall { ${FIGURE} } }
    ... on MetricFailure { code message }
  } }`;
  const queries = keys.map((metric) => ({ metric, range, filter }));
  const { metrics } = await workspace.ask<{ metrics: { overall: Figure; message?: string }[] }>(query, { queries });
  return Object.fromEntries(metrics.map((metric, index) => [keys[index], metric.overall ?? metric.message]));
}

export const HOUR = 3600;
