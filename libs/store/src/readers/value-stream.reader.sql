-- Generated. Run `WEIR_WRITE=1 npx vitest run libs/store/src/readers/sql-files` after a change.

-- The cohort and the one before
WITH base AS (
  SELECT coalesce(c.deployed_at,c.merged_at) AS at, CASE WHEN c.deployed_at IS NULL THEN coalesce(c.deployed_empty_reason, 'NOT_DEPLOYED_YET') WHEN c.author_is_bot THEN 'BOT' WHEN c.deploy_left_out IS NOT NULL THEN c.deploy_left_out END AS reason, c.coding_seconds AS coding,c.pickup_seconds AS pickup,c.review_seconds AS review,c.merge_seconds AS merge,c.deploy_seconds AS deploy
  FROM change_fact c WHERE c.state = 'MERGED' AND ((c.deployed_at >= $1 AND c.deployed_at < $2) OR (c.deployed_at IS NULL AND c.merged_at >= $3 AND c.merged_at < $4))
  UNION ALL SELECT m.at, 'DEPLOYMENT', NULL,NULL,NULL,NULL,NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $5 AND f.finished_at < $6))) m
), placed AS (
  SELECT base.*,
    width_bucket(at, $7::timestamptz[]) AS period,
    width_bucket(at, $8::timestamptz[]) AS slot
  FROM base
)
SELECT period, NULL::int AS slot,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "cohortSize",
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
  coalesce(sum(coding) FILTER (WHERE reason IS NULL), 0) AS "CODING:sum",
  (count(coding) FILTER (WHERE reason IS NULL))::int AS "CODING:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY coding) FILTER (WHERE reason IS NULL) AS "CODING:percentiles",
  coalesce(sum(pickup) FILTER (WHERE reason IS NULL), 0) AS "PICKUP:sum",
  (count(pickup) FILTER (WHERE reason IS NULL))::int AS "PICKUP:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY pickup) FILTER (WHERE reason IS NULL) AS "PICKUP:percentiles",
  coalesce(sum(review) FILTER (WHERE reason IS NULL), 0) AS "REVIEW:sum",
  (count(review) FILTER (WHERE reason IS NULL))::int AS "REVIEW:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY review) FILTER (WHERE reason IS NULL) AS "REVIEW:percentiles",
  coalesce(sum(merge) FILTER (WHERE reason IS NULL), 0) AS "MERGE:sum",
  (count(merge) FILTER (WHERE reason IS NULL))::int AS "MERGE:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY merge) FILTER (WHERE reason IS NULL) AS "MERGE:percentiles",
  coalesce(sum(deploy) FILTER (WHERE reason IS NULL), 0) AS "DEPLOY:sum",
  (count(deploy) FILTER (WHERE reason IS NULL))::int AS "DEPLOY:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY deploy) FILTER (WHERE reason IS NULL) AS "DEPLOY:percentiles"
FROM placed GROUP BY GROUPING SETS ((period));

-- The cohort by week
WITH base AS (
  SELECT coalesce(c.deployed_at,c.merged_at) AS at, CASE WHEN c.deployed_at IS NULL THEN coalesce(c.deployed_empty_reason, 'NOT_DEPLOYED_YET') WHEN c.author_is_bot THEN 'BOT' WHEN c.deploy_left_out IS NOT NULL THEN c.deploy_left_out END AS reason, c.coding_seconds AS coding,c.pickup_seconds AS pickup,c.review_seconds AS review,c.merge_seconds AS merge,c.deploy_seconds AS deploy
  FROM change_fact c WHERE c.state = 'MERGED' AND ((c.deployed_at >= $1 AND c.deployed_at < $2) OR (c.deployed_at IS NULL AND c.merged_at >= $3 AND c.merged_at < $4))
  UNION ALL SELECT m.at, 'DEPLOYMENT', NULL,NULL,NULL,NULL,NULL FROM (SELECT f.finished_at AS at FROM release_fact f WHERE ((f.finished_at >= $5 AND f.finished_at < $6))) m
), placed AS (
  SELECT base.*,
    width_bucket(at, $7::timestamptz[]) AS period,
    width_bucket(at, $8::timestamptz[]) AS slot
  FROM base
)
SELECT period, slot,
  (count(*) FILTER (WHERE reason IS NULL))::int AS "cohortSize",
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
  coalesce(sum(coding) FILTER (WHERE reason IS NULL), 0) AS "CODING:sum",
  (count(coding) FILTER (WHERE reason IS NULL))::int AS "CODING:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY coding) FILTER (WHERE reason IS NULL) AS "CODING:percentiles",
  coalesce(sum(pickup) FILTER (WHERE reason IS NULL), 0) AS "PICKUP:sum",
  (count(pickup) FILTER (WHERE reason IS NULL))::int AS "PICKUP:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY pickup) FILTER (WHERE reason IS NULL) AS "PICKUP:percentiles",
  coalesce(sum(review) FILTER (WHERE reason IS NULL), 0) AS "REVIEW:sum",
  (count(review) FILTER (WHERE reason IS NULL))::int AS "REVIEW:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY review) FILTER (WHERE reason IS NULL) AS "REVIEW:percentiles",
  coalesce(sum(merge) FILTER (WHERE reason IS NULL), 0) AS "MERGE:sum",
  (count(merge) FILTER (WHERE reason IS NULL))::int AS "MERGE:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY merge) FILTER (WHERE reason IS NULL) AS "MERGE:percentiles",
  coalesce(sum(deploy) FILTER (WHERE reason IS NULL), 0) AS "DEPLOY:sum",
  (count(deploy) FILTER (WHERE reason IS NULL))::int AS "DEPLOY:count",
  percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY deploy) FILTER (WHERE reason IS NULL) AS "DEPLOY:percentiles"
FROM placed GROUP BY GROUPING SETS ((period), (slot));

-- What is in progress
SELECT c.in_stage AS stage, count(*)::int AS count FROM change_fact c WHERE c.in_stage IS NOT NULL AND NOT c.author_is_bot AND CASE WHEN c.state = 'MERGED'
    THEN EXISTS (SELECT 1 FROM delivery_fact d WHERE d.change_id = c.id AND d.environment IS NULL AND d.service = ANY($1::text[]))
    ELSE EXISTS (SELECT 1 FROM release_fact r WHERE r.repository_id = c.repository_id AND r.service = ANY($2::text[])) END GROUP BY c.in_stage;
