import type { Counting, ResolvedQuery } from '@weir/metrics';
import sql, { type Sql } from 'sql-template-tag';
import { type RowRequest, selectRows } from './metric-rows.js';
import type { Slots } from './metric-slots.js';

/**
 * The distribution of the values of the current period in bins of one width. They reach from 0 to the 98th percentile, or
 * to the greatest value where that is not much longer, so that one outlier does not squeeze all others into one bin; the
 * last bin then holds everything above its start.
 */
export function compileHistogram(query: ResolvedQuery, counting: Counting, slots: Slots, bins: number): Sql {
  const request: RowRequest = { counting, filter: query.filter, selection: query.selection, slots };
  return sql`WITH base AS (
  ${selectRows(request)}
), sample AS MATERIALIZED (
  SELECT value FROM base WHERE reason IS NULL
), bounds AS (
  SELECT max(value) AS greatest, percentile_cont(0.98) WITHIN GROUP (ORDER BY value) AS usual FROM sample
), reach AS (
  SELECT greatest, CASE WHEN greatest > 2 * usual AND usual > 0 THEN usual ELSE greatest END AS top FROM bounds
)
SELECT least(CASE WHEN top > 0 THEN floor(value / top * ${bins}::int) ELSE 0 END, ${bins}::int - 1)::int AS bin,
  count(*)::int AS count, top, greatest
FROM sample CROSS JOIN reach GROUP BY 1, top, greatest ORDER BY 1`;
}
