import { listStages, ROW_REASONS, type ResolvedValueStream, type Stage } from '@weir/metrics';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import {
  all,
  byBot,
  changeInPlace,
  inSelection,
  inRollouts,
  isQualified,
  matchingChange,
} from './filter-conditions.js';
import {
  cases,
  earliestDeliveries,
  excludedBots,
  firstOf,
  placedIn,
  type RowRequest,
  selectDeploymentMarks,
} from './metric-rows.js';
import { type Slots, toStarts } from './metric-slots.js';
import { column } from './sql-runner.js';

/**
 * One statement for the cohorts of all periods and buckets: each change once, with the seconds of its stages (null where it
 * did not go through one), placed by the end of its last stage.
 */
export function compileValueStream(query: ResolvedValueStream, slots: Slots): Sql {
  const { counting, filter, selection, upTo } = query;
  const request: RowRequest = { counting, filter, selection, slots };
  const stages = listStages(upTo);
  const hasBuckets = slots.buckets.length > 0;
  const summaries = join([...listCounts(), ...stages.flatMap(summariseStage)], ',\n  ');
  return sql`WITH base AS (
  ${selectCohort(query, request)}${unionMarks(request, stages)}
), placed AS (
  SELECT base.*,
    width_bucket(at, ${toStarts(slots.periods)}::timestamptz[]) AS period,
    width_bucket(at, ${toStarts(slots.buckets)}::timestamptz[]) AS slot
  FROM base
)
SELECT period, ${hasBuckets ? sql`slot` : sql`NULL::int AS slot`},
  ${summaries}
FROM placed GROUP BY GROUPING SETS (${hasBuckets ? sql`(period), (slot)` : sql`(period)`})`;
}

const lower = (stage: Stage): string => stage.toLowerCase();

function selectCohort(query: ResolvedValueStream, request: RowRequest): Sql {
  const isByDelivery = request.counting.deliveredDuration !== null && isQualified(query.filter);
  return isByDelivery ? selectDeliveredCohort(query, request) : selectWholeCohort(query, request);
}

function selectWholeCohort({ counting, filter, selection, upTo }: ResolvedValueStream, { slots }: RowRequest): Sql {
  const moments = counting.placedAt.map((moment) => column('c', moment));
  const seconds = listStages(upTo).map(
    (stage) => sql`${column('c', `${lower(stage)}Seconds`)} AS ${raw(lower(stage))}`,
  );
  const leftOut = column('c', `${lower(upTo)}LeftOut`);
  const reason = cases([
    ...(upTo === 'DEPLOY'
      ? [sql`WHEN c.deployed_at IS NULL THEN coalesce(c.deployed_empty_reason, 'NOT_DEPLOYED_YET')`]
      : []),
    ...excludedBots(filter),
    sql`WHEN ${leftOut} IS NOT NULL THEN ${leftOut}`,
  ]);
  const conditions = [
    sql`c.state = 'MERGED'`,
    ...inSelection('c', selection),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    ...changeInPlace(sql`c.id`, filter),
    placedIn(moments, slots),
  ];
  return sql`SELECT ${firstOf(moments)} AS at, ${reason} AS reason, ${join(seconds)}
  FROM change_fact c WHERE ${all(conditions)}`;
}

function selectDeliveredCohort({ filter, selection, upTo }: ResolvedValueStream, request: RowRequest): Sql {
  const moments = [sql`d.deployed_at`, sql`c.merged_at`];
  const seconds = listStages(upTo).map((stage) =>
    stage === 'DEPLOY'
      ? sql`d.deploy_seconds AS deploy`
      : sql`${column('c', `${lower(stage)}Seconds`)} AS ${raw(lower(stage))}`,
  );
  const reason = cases([
    sql`WHEN d.deployed_at IS NULL THEN coalesce(d.empty_reason, 'NOT_DEPLOYED_YET')`,
    ...excludedBots(filter),
    sql`WHEN c.merge_left_out IS NOT NULL THEN c.merge_left_out`,
    sql`WHEN d.deploy_seconds IS NULL THEN 'OUT_OF_ORDER'`,
  ]);
  const conditions = [
    sql`c.state = 'MERGED'`,
    ...inSelection('c', selection),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    placedIn(moments, request.slots),
  ];
  return sql`SELECT ${firstOf(moments)} AS at, ${reason} AS reason, ${join(seconds)}
  FROM (${earliestDeliveries(request, 'CHANGE')}) d JOIN change_fact c ON c.id = d.change_id WHERE ${all(conditions)}`;
}

function unionMarks(request: RowRequest, stages: Stage[]): Sql {
  if (!request.counting.needs.includes('DEPLOYMENTS')) return sql``;
  const nothing = join(stages.map(() => sql`NULL`));
  return sql`
  UNION ALL SELECT m.at, 'DEPLOYMENT', ${nothing} FROM (${selectDeploymentMarks(request)}) m`;
}

const IN_COHORT = sql`FILTER (WHERE reason IS NULL)`;

function listCounts(): Sql[] {
  const reasons = ['DEPLOYMENT', ...ROW_REASONS].map((reason) => {
    const [value, name] = [raw(`'${reason}'`), raw(`"reason:${reason}"`)];
    return sql`(count(*) FILTER (WHERE reason = ${value}))::int AS ${name}`;
  });
  return [sql`(count(*) ${IN_COHORT})::int AS "cohortSize"`, ...reasons];
}

function summariseStage(stage: Stage): Sql[] {
  const seconds = raw(lower(stage));
  const named = (what: string) => raw(`"${stage}:${what}"`);
  return [
    sql`coalesce(sum(${seconds}) ${IN_COHORT}, 0) AS ${named('sum')}`,
    sql`(count(${seconds}) ${IN_COHORT})::int AS ${named('count')}`,
    sql`percentile_cont(ARRAY[0.5, 0.75, 0.9]::float8[]) WITHIN GROUP (ORDER BY ${seconds}) ${IN_COHORT} AS ${named('percentiles')}`,
  ];
}

/** How many open or undeployed changes are in each stage now. An open one belongs to the services of its repository. */
export function compileInProgress({ filter, selection }: ResolvedValueStream): Sql {
  const conditions = [
    sql`c.in_stage IS NOT NULL`,
    ...inSelection('c', selection),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    ...(filter.includeBots === true ? [] : [sql`NOT ${byBot('c')}`]),
    ...(filter.services === undefined ? [] : [ofServices(filter.services)]),
  ];
  return sql`SELECT c.in_stage AS stage, count(*)::int AS count FROM change_fact c WHERE ${all(conditions)} GROUP BY c.in_stage`;
}

function ofServices(services: string[]): Sql {
  return sql`CASE WHEN c.state = 'MERGED'
    THEN EXISTS (SELECT 1 FROM delivery_fact d WHERE d.change_id = c.id AND d.environment IS NULL AND d.service = ANY(${services}::text[]))
    ELSE EXISTS (SELECT 1 FROM release_fact r WHERE r.repository_id = c.repository_id AND r.service = ANY(${services}::text[])) END`;
}
