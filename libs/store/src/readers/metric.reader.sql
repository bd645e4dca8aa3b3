-- Generated. Run `WEIR_WRITE=1 npx vitest run libs/store/src/readers/sql-files` after a change.

-- CHANGE_LEAD_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(c.deployed_at,c.merged_at) AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.lead_seconds IS NULL THEN coalesce(c.lead_empty, 'OUT_OF_ORDER') END AS reason,
    c.lead_seconds AS value, NULL::float8 AS numerator, c.lead_basis AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.deployed_at >= $2 AND c.deployed_at < $3) OR (c.deployed_at IS NULL AND c.merged_at >= $4 AND c.merged_at < $5))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $6 AND f.finished_at < $7))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $8::timestamptz[]) AS period,
    width_bucket(at, $9::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'FIRST_COMMIT'))::int AS "basis:FIRST_COMMIT",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'OPENED'))::int AS "basis:OPENED",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'MERGED'))::int AS "basis:MERGED"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOYMENT_FREQUENCY by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, NULL::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE ((f.finished_at >= $1 AND f.finished_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $3 AND f.finished_at < $4))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  array_agg(DISTINCT width_bucket(at, $7::timestamptz[])) FILTER (WHERE reason IS NULL) AS days
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CHANGE_FAIL_RATE by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, (f.failed)::int::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE ((f.finished_at >= $1 AND f.finished_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $3 AND f.finished_at < $4))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- FAILED_DEPLOYMENT_RECOVERY_TIME by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, coalesce(f.recovered_at,f.failure_start_at) AS at, CASE WHEN f.recovered_at IS NULL THEN 'STILL_OPEN' WHEN f.failure_start_at IS NULL OR f.recovered_at < f.failure_start_at THEN 'OUT_OF_ORDER' END AS reason,
    extract(epoch FROM f.recovered_at - f.failure_start_at)::float8 AS value, NULL::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE f.failed AND ((f.recovered_at >= $1 AND f.recovered_at < $2) OR (f.recovered_at IS NULL AND f.failure_start_at >= $3 AND f.failure_start_at < $4))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $5 AND f.finished_at < $6))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $7::timestamptz[]) AS period,
    width_bucket(at, $8::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOYMENT_REWORK_RATE by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, (f.is_rework)::int::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE ((f.finished_at >= $1 AND f.finished_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $3 AND f.finished_at < $4))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CYCLE_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.cycle_seconds IS NULL THEN coalesce(c.cycle_empty, 'OUT_OF_ORDER') END AS reason,
    c.cycle_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- OPEN_TO_MERGE_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.open_to_merge_seconds IS NULL THEN coalesce(c.open_to_merge_empty, 'OUT_OF_ORDER') END AS reason,
    c.open_to_merge_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CODING_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(c.ready_at,c.merged_at) AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN NOT c.coding_from_first_commit THEN 'COMMITS_UNKNOWN' WHEN c.coding_seconds IS NULL THEN coalesce(c.coding_empty, 'OUT_OF_ORDER') END AS reason,
    c.coding_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.ready_at >= $2 AND c.ready_at < $3) OR (c.ready_at IS NULL AND c.merged_at >= $4 AND c.merged_at < $5))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $6::timestamptz[]) AS period,
    width_bucket(at, $7::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- PICKUP_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(c.first_review_at,c.merged_at) AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.pickup_seconds IS NULL THEN coalesce(c.pickup_empty, 'OUT_OF_ORDER') END AS reason,
    c.pickup_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.first_review_at >= $2 AND c.first_review_at < $3) OR (c.first_review_at IS NULL AND c.merged_at >= $4 AND c.merged_at < $5))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $6::timestamptz[]) AS period,
    width_bucket(at, $7::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- REVIEW_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(c.approved_at,c.merged_at) AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.review_seconds IS NULL THEN coalesce(c.review_empty, 'OUT_OF_ORDER') END AS reason,
    c.review_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.approved_at >= $2 AND c.approved_at < $3) OR (c.approved_at IS NULL AND c.merged_at >= $4 AND c.merged_at < $5))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $6::timestamptz[]) AS period,
    width_bucket(at, $7::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- MERGE_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.merge_seconds IS NULL THEN coalesce(c.merge_empty, 'OUT_OF_ORDER') END AS reason,
    c.merge_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOY_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(c.deployed_at,c.merged_at) AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.deploy_seconds IS NULL THEN coalesce(c.deploy_empty, 'OUT_OF_ORDER') END AS reason,
    c.deploy_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.deployed_at >= $2 AND c.deployed_at < $3) OR (c.deployed_at IS NULL AND c.merged_at >= $4 AND c.merged_at < $5))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $6 AND f.finished_at < $7))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $8::timestamptz[]) AS period,
    width_bucket(at, $9::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- RELEASE_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.released_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.release_seconds IS NULL THEN coalesce(c.release_empty, 'OUT_OF_ORDER') END AS reason,
    c.release_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.released_at >= $2 AND c.released_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- RELEASE_LEAD_TIME by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.released_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.release_lead_seconds IS NULL THEN coalesce(c.release_lead_empty, 'OUT_OF_ORDER') END AS reason,
    c.release_lead_seconds AS value, NULL::float8 AS numerator, c.lead_basis AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.released_at >= $2 AND c.released_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'FIRST_COMMIT'))::int AS "basis:FIRST_COMMIT",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'OPENED'))::int AS "basis:OPENED",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'MERGED'))::int AS "basis:MERGED"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- PULL_REQUESTS_MERGED by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' END AS reason,
    NULL::float8 AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- PULL_REQUEST_SIZE by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN (c.additions::float8 + c.deletions::float8) IS NULL THEN 'COMMITS_UNKNOWN' END AS reason,
    (c.additions::float8 + c.deletions::float8) AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- REVIEW_COVERAGE by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.reviewed IS NULL THEN 'REVIEWS_UNKNOWN' END AS reason,
    NULL::float8 AS value, (c.reviewed)::int::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- REVIEWS_PER_PULL_REQUEST by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.review_count IS NULL THEN 'REVIEWS_UNKNOWN' END AS reason,
    NULL::float8 AS value, c.review_count::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- REVERT_RATE by week
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' END AS reason,
    NULL::float8 AS value, (c.reverted)::int::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.merged_at >= $2 AND c.merged_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $4::timestamptz[]) AS period,
    width_bucket(at, $5::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- INCIDENTS by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.started_at AS at, NULL::text AS reason, NULL::float8 AS value,
    NULL::float8 AS numerator, NULL::text AS basis, coalesce(f.service, p.service) AS service, p.environment
  FROM incident_fact f LEFT JOIN deployment_fact p ON p.id = f.deployment_id WHERE ((f.started_at >= $1 AND f.started_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $3::timestamptz[]) AS period,
    width_bucket(at, $4::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOYMENT_SUCCESS_RATE by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, (f.status = $1)::int::float8 AS numerator,
    NULL::text AS basis, f.service, f.environment
  FROM deployment_fact f WHERE f.status IN ('SUCCEEDED', 'FAILED') AND f.is_production AND ((f.finished_at >= $2 AND f.finished_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $4 AND f.finished_at < $5))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $6::timestamptz[]) AS period,
    width_bucket(at, $7::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CHANGES_PER_DEPLOYMENT by week
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, CASE WHEN f.is_first THEN 'NO_EARLIER_DEPLOYMENT' END AS reason,
    NULL::float8 AS value, (SELECT count(*) FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE d.release_id = f.id AND d.environment IS NULL AND NOT c.author_is_bot)::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE ((f.finished_at >= $1 AND f.finished_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $3 AND f.finished_at < $4))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CHANGE_LEAD_TIME by week and service
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(c.deployed_at,c.merged_at) AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.lead_seconds IS NULL THEN coalesce(c.lead_empty, 'OUT_OF_ORDER') END AS reason,
    c.lead_seconds AS value, NULL::float8 AS numerator, c.lead_basis AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND ((c.deployed_at >= $2 AND c.deployed_at < $3) OR (c.deployed_at IS NULL AND c.merged_at >= $4 AND c.merged_at < $5))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM (SELECT c.id, c.repository_id, coalesce(d.deployed_at,c.merged_at) AS at, CASE WHEN c.author_is_bot THEN 'BOT' WHEN d.lead_seconds IS NULL THEN coalesce(d.empty_reason, 'OUT_OF_ORDER') END AS reason,
    d.lead_seconds AS value, NULL::float8 AS numerator, d.lead_basis AS basis, c.author, c.labels, c.type, c.ai_assisted, d.service, d.environment
  FROM (SELECT d.* FROM delivery_fact d WHERE d.environment IS NULL
    AND (d.deployed_at >= $6 AND d.deployed_at < $7 OR d.deployed_at IS NULL)) d JOIN change_fact c ON c.id = d.change_id WHERE c.state = $8 AND ((d.deployed_at >= $9 AND d.deployed_at < $10) OR (d.deployed_at IS NULL AND c.merged_at >= $11 AND c.merged_at < $12))) b CROSS JOIN LATERAL (SELECT b.service AS key) k WHERE k.key IS NOT NULL
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $13 AND f.finished_at < $14))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $15::timestamptz[]) AS period,
    width_bucket(at, $16::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'FIRST_COMMIT'))::int AS "basis:FIRST_COMMIT",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'OPENED'))::int AS "basis:OPENED",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'MERGED'))::int AS "basis:MERGED"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CHANGE_LEAD_TIME by week, of one service
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, coalesce(d.deployed_at,c.merged_at) AS at, CASE WHEN c.author_is_bot THEN 'BOT' WHEN d.lead_seconds IS NULL THEN coalesce(d.empty_reason, 'OUT_OF_ORDER') END AS reason,
    d.lead_seconds AS value, NULL::float8 AS numerator, d.lead_basis AS basis, c.author, c.labels, c.type, c.ai_assisted, d.service, d.environment
  FROM (SELECT d.* FROM delivery_fact d WHERE d.environment IS NULL AND d.service = ANY($1::text[])
    AND (d.deployed_at >= $2 AND d.deployed_at < $3 OR d.deployed_at IS NULL)) d JOIN change_fact c ON c.id = d.change_id WHERE c.state = $4 AND ((d.deployed_at >= $5 AND d.deployed_at < $6) OR (d.deployed_at IS NULL AND c.merged_at >= $7 AND c.merged_at < $8))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE f.service = ANY($9::text[]) AND ((f.finished_at >= $10 AND f.finished_at < $11))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $12::timestamptz[]) AS period,
    width_bucket(at, $13::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'FIRST_COMMIT'))::int AS "basis:FIRST_COMMIT",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'OPENED'))::int AS "basis:OPENED",
  (count(*) FILTER (WHERE reason IS NULL AND basis = 'MERGED'))::int AS "basis:MERGED"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CYCLE_TIME by week and label, of one service
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.cycle_seconds IS NULL THEN coalesce(c.cycle_empty, 'OUT_OF_ORDER') END AS reason,
    c.cycle_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND EXISTS (SELECT 1 FROM delivery_fact d WHERE d.change_id = c.id AND d.environment IS NULL AND d.service = ANY($2::text[])) AND ((c.merged_at >= $3 AND c.merged_at < $4))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM base b CROSS JOIN LATERAL (SELECT DISTINCT unnest(b.labels) AS key) k WHERE k.key IS NOT NULL
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOYMENT_FREQUENCY by week and environment
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, NULL::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE ((f.finished_at >= $1 AND f.finished_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM (SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, NULL::float8 AS numerator,
    NULL::text AS basis, f.service, f.environment AS environment
  FROM deployment_fact f WHERE f.status = 'SUCCEEDED' AND f.is_production AND ((f.finished_at >= $3 AND f.finished_at < $4))) b CROSS JOIN LATERAL (SELECT b.environment AS key) k WHERE k.key IS NOT NULL
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $5 AND f.finished_at < $6))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $7::timestamptz[]) AS period,
    width_bucket(at, $8::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  array_agg(DISTINCT width_bucket(at, $9::timestamptz[])) FILTER (WHERE reason IS NULL) AS days
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CHANGE_FAIL_RATE by week and author, of one label
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, (f.failed)::int::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE EXISTS (SELECT 1 FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE d.release_id = f.id AND d.environment IS NULL AND c.labels && $1::text[] AND NOT c.author_is_bot) AND ((f.finished_at >= $2 AND f.finished_at < $3))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM base b CROSS JOIN LATERAL (SELECT DISTINCT c.author AS key FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE d.release_id = b.id AND d.environment IS NULL AND c.labels && $4::text[] AND NOT c.author_is_bot) k WHERE k.key IS NOT NULL
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $5 AND f.finished_at < $6))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $7::timestamptz[]) AS period,
    width_bucket(at, $8::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- CYCLE_TIME by week and team, of two teams
WITH base AS MATERIALIZED (
  SELECT c.id, c.repository_id, c.merged_at AS at,
    CASE WHEN c.author_is_bot THEN 'BOT' WHEN c.cycle_seconds IS NULL THEN coalesce(c.cycle_empty, 'OUT_OF_ORDER') END AS reason,
    c.cycle_seconds AS value, NULL::float8 AS numerator, NULL::text AS basis,
    c.author, c.labels, c.type, c.ai_assisted, NULL::text AS service, NULL::text AS environment
  FROM change_fact c WHERE c.state = $1 AND EXISTS (SELECT FROM team_member m WHERE m.login = lower(c.author) AND m.team = ANY($2::text[])) AND ((c.merged_at >= $3 AND c.merged_at < $4))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM base b CROSS JOIN LATERAL (SELECT m.team AS key FROM team_member m WHERE m.login = lower(b.author)) k WHERE k.key IS NOT NULL
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  percentile_cont(0.5) WITHIN GROUP (ORDER BY value) FILTER (WHERE reason IS NULL) AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'BOT'))::int AS "reason:BOT",
  (count(*) FILTER (WHERE reason = 'DRAFT'))::int AS "reason:DRAFT",
  (count(*) FILTER (WHERE reason = 'EXCLUDED_BY_RULE'))::int AS "reason:EXCLUDED_BY_RULE",
  (count(*) FILTER (WHERE reason = 'COMMITS_UNKNOWN'))::int AS "reason:COMMITS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'REVIEWS_UNKNOWN'))::int AS "reason:REVIEWS_UNKNOWN",
  (count(*) FILTER (WHERE reason = 'OUT_OF_ORDER'))::int AS "reason:OUT_OF_ORDER",
  (count(*) FILTER (WHERE reason = 'NO_EARLIER_DEPLOYMENT'))::int AS "reason:NO_EARLIER_DEPLOYMENT",
  (count(*) FILTER (WHERE reason = 'NOT_DEPLOYED_YET'))::int AS "reason:NOT_DEPLOYED_YET",
  (count(*) FILTER (WHERE reason = 'STILL_OPEN'))::int AS "reason:STILL_OPEN",
  (count(*) FILTER (WHERE reason = 'NOT_COVERED'))::int AS "reason:NOT_COVERED",
  (count(*) FILTER (WHERE reason = 'NO_SOURCE'))::int AS "reason:NO_SOURCE",
  (count(*) FILTER (WHERE reason = 'NO_DEPLOYMENTS'))::int AS "reason:NO_DEPLOYMENTS",
  (count(*) FILTER (WHERE reason = 'NO_CHANGES'))::int AS "reason:NO_CHANGES",
  (count(*) FILTER (WHERE reason = 'NO_REVIEW'))::int AS "reason:NO_REVIEW",
  (count(*) FILTER (WHERE reason = 'NO_FAILURES'))::int AS "reason:NO_FAILURES",
  (count(*) FILTER (WHERE reason = 'ALL_EXCLUDED'))::int AS "reason:ALL_EXCLUDED",
  (count(*) FILTER (WHERE reason = 'TOO_FEW'))::int AS "reason:TOO_FEW"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOYMENT_FREQUENCY by week and team
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, NULL::float8 AS numerator,
    NULL::text AS basis, f.service, NULL::text AS environment
  FROM release_fact f WHERE ((f.finished_at >= $1 AND f.finished_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM base b CROSS JOIN LATERAL (SELECT DISTINCT m.team AS key FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id
    JOIN team_member m ON m.login = lower(c.author) WHERE d.release_id = b.id AND d.environment IS NULL AND NOT c.author_is_bot) k WHERE k.key IS NOT NULL
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $3 AND f.finished_at < $4))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $5::timestamptz[]) AS period,
    width_bucket(at, $6::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT",
  array_agg(DISTINCT width_bucket(at, $7::timestamptz[])) FILTER (WHERE reason IS NULL) AS days
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- DEPLOYMENT_SUCCESS_RATE by week and team, of one team
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.finished_at AS at, NULL::text AS reason,
    NULL::float8 AS value, (f.status = $1)::int::float8 AS numerator,
    NULL::text AS basis, f.service, f.environment
  FROM deployment_fact f WHERE f.status IN ('SUCCEEDED', 'FAILED') AND f.is_production AND EXISTS (SELECT FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE d.deployment_id = (SELECT CASE WHEN own.status = 'SUCCEEDED' THEN own.id ELSE (
      SELECT next.id FROM deployment_fact next
      WHERE left(lower(regexp_replace(next.service, '^.*/', '')), 200) = left(lower(regexp_replace(own.service, '^.*/', '')), 200)
        AND next.service = own.service AND next.repository_id = own.repository_id AND next.finished_at >= own.finished_at
        AND next.environment = own.environment AND next.status = 'SUCCEEDED' ORDER BY next.finished_at, next.id LIMIT 1) END
    FROM deployment_fact own WHERE own.id = f.id) AND d.environment IS NOT NULL AND EXISTS (SELECT FROM team_member m WHERE m.login = lower(c.author) AND m.team = ANY($2::text[])) AND NOT c.author_is_bot) AND ((f.finished_at >= $3 AND f.finished_at < $4))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM base b CROSS JOIN LATERAL (SELECT DISTINCT m.team AS key FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id
    JOIN team_member m ON m.login = lower(c.author) WHERE d.deployment_id = (SELECT CASE WHEN own.status = 'SUCCEEDED' THEN own.id ELSE (
      SELECT next.id FROM deployment_fact next
      WHERE left(lower(regexp_replace(next.service, '^.*/', '')), 200) = left(lower(regexp_replace(own.service, '^.*/', '')), 200)
        AND next.service = own.service AND next.repository_id = own.repository_id AND next.finished_at >= own.finished_at
        AND next.environment = own.environment AND next.status = 'SUCCEEDED' ORDER BY next.finished_at, next.id LIMIT 1) END
    FROM deployment_fact own WHERE own.id = b.id) AND d.environment IS NOT NULL AND EXISTS (SELECT FROM team_member m WHERE m.login = lower(c.author) AND m.team = ANY($5::text[])) AND NOT c.author_is_bot) k WHERE k.key IS NOT NULL
  UNION ALL SELECT NULL, m.at, 'DEPLOYMENT', NULL, NULL, NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $6 AND f.finished_at < $7))) m
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $8::timestamptz[]) AS period,
    width_bucket(at, $9::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  sum(numerator) FILTER (WHERE reason IS NULL) AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));

-- INCIDENTS by week and team
WITH base AS MATERIALIZED (
  SELECT f.id, f.repository_id, f.started_at AS at, NULL::text AS reason, NULL::float8 AS value,
    NULL::float8 AS numerator, NULL::text AS basis, coalesce(f.service, p.service) AS service, p.environment
  FROM incident_fact f LEFT JOIN deployment_fact p ON p.id = f.deployment_id WHERE ((f.started_at >= $1 AND f.started_at < $2))
), grouped AS (
  SELECT NULL::text AS grp, at, reason, value, numerator, basis FROM base
  UNION ALL SELECT k.key, at, reason, value, numerator, basis FROM base b CROSS JOIN LATERAL (SELECT DISTINCT m.team AS key FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id
    JOIN team_member m ON m.login = lower(c.author) WHERE d.deployment_id = (SELECT i.deployment_id FROM incident_fact i WHERE i.id = b.id) AND d.environment IS NOT NULL AND NOT c.author_is_bot) k WHERE k.key IS NOT NULL
), placed AS (
  SELECT grp, at, reason, value, numerator, basis,
    width_bucket(at, $3::timestamptz[]) AS period,
    width_bucket(at, $4::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, slot, grp,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "sampleSize",
  NULL::float8 AS amount,
  NULL::float8 AS numerator,
  (count(*) FILTER (WHERE reason = 'DEPLOYMENT'))::int AS "reason:DEPLOYMENT"
FROM placed GROUP BY GROUPING SETS ((period, grp), (slot, grp));
