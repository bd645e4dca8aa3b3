import type { DateRange, MetricFilter, VisibleRepositories } from '@weir/metrics';
import sql, { raw, type Sql } from 'sql-template-tag';
import { toTimestamp } from '../database/copy-text.js';

/** What every list may be asked: who looks, and which part. */
export interface ListQuery {
  visible: VisibleRepositories;
  range?: DateRange | null;
  filter?: MetricFilter | null;
}

/** The filter with only what filters: an empty list does not. */
export function toAskedFilter(filter: MetricFilter | null | undefined): MetricFilter {
  const entries = Object.entries(filter ?? {}) as [string, unknown][];
  const isAsked = (value: unknown) =>
    value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(entries.filter(([, value]) => isAsked(value)));
}

/** Rows of repositories that the viewer may see and the filter names. */
export function inRepositories(column: string, { visible, filter }: ListQuery): Sql[] {
  const names = toAskedFilter(filter).repositories;
  const named = names && sql`${raw(column)} IN (SELECT id FROM repository WHERE name = ANY(${names}::text[]))`;
  return [...isVisible(column, visible), ...(named ? [named] : [])];
}

export function isVisible(column: string, visible: VisibleRepositories): Sql[] {
  return visible === 'ALL' ? [] : [sql`${raw(column)} = ANY(${[...visible]}::int[])`];
}

/** Half-open. */
export function inRange(moment: Sql, range: DateRange | null | undefined): Sql[] {
  return range ? [sql`${moment} >= ${toTimestamp(range.from)} AND ${moment} < ${toTimestamp(range.to)}`] : [];
}
