-- Generated. Run `WEIR_WRITE=1 npx vitest run libs/store/src/readers/sql-files` after a change.

-- CYCLE_TIME in 30 bins
WITH base AS (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.cycle_seconds IS NULL THEN coalesce(c.cycle_empty, 'OUT_OF_ORDER') END AS reason,
    c.cycle_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), sample AS MATERIALIZED (
  SELECT value FROM base WHERE reason IS NULL
), bounds AS (
  SELECT max(value) AS greatest, percentile_cont(0.98) WITHIN GROUP (ORDER BY value) AS usual FROM sample
), reach AS (
  SELECT greatest, CASE WHEN greatest > 2 * usual AND usual > 0 THEN usual ELSE greatest END AS top FROM bounds
)
SELECT least(CASE WHEN top > 0 THEN floor(value / top * $4::int) ELSE 0 END, $5::int - 1)::int AS bin,
  count(*)::int AS count, top, greatest
FROM sample CROSS JOIN reach GROUP BY 1, top, greatest ORDER BY 1;
