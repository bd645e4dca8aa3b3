import {
  type Aggregate,
  type Counting,
  type Measure,
  ROW_REASONS,
  type ResolvedQuery,
  type RowReason,
} from '@weir/metrics';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { GROUPINGS } from './metric-groups.js';
import { type RowRequest, selectDeploymentMarks, selectRows } from './metric-rows.js';
import { listDayStarts, type Slots, toStarts } from './metric-slots.js';

/** The reason of a row that only says that there was a deployment. */
const DEPLOYMENT_MARK = 'DEPLOYMENT';

const COLUMNS = sql`at, reason, value, numerator, basis`;

/**
 * One statement for a whole answer: overall and groups, periods and buckets. Rows are read once, copied to each group they
 * belong to (`grp` null = everything), placed by a binary search in the slots' starts, and summarised by grouping sets.
 */
export function compileMetric(query: ResolvedQuery, counting: Counting, slots: Slots): Sql {
  const request: RowRequest = { counting, filter: query.filter, selection: query.selection, slots };
  const slot = slots.buckets.length > 0;
  const sets = slot ? sql`(period, grp), (slot, grp)` : sql`(period, grp)`;
  const whichSlot = slot ? sql`slot` : sql`NULL::int AS slot`;
  const summaries = join(listSummaries(query, counting), ',\n  ');
  return sql`WITH base AS MATERIALIZED (
  ${selectRows(request)}
), grouped AS (
  SELECT NULL::text AS grp, ${COLUMNS} FROM base${unionGroups(query, request)}${unionMarks(request)}
), placed AS (
  SELECT grp, ${COLUMNS},
    width_bucket(at, ${toStarts(slots.periods)}::timestamptz[]) AS period,
    width_bucket(at, ${toStarts(slots.buckets)}::timestamptz[]) AS slot
  FROM grouped
)
SELECT period, ${whichSlot}, grp,
  ${summaries}
FROM placed GROUP BY GROUPING SETS (${sets})`;
}

function unionGroups({ groupBy }: ResolvedQuery, request: RowRequest): Sql {
  if (groupBy === null) return sql``;
  const { grain, keys } = GROUPINGS[request.counting.fact](request, groupBy);
  if (keys === null) return sql``;
  const rows = grain === 'CHANGE' ? sql`base` : sql`(${selectRows(request, grain)})`;
  return sql`
  UNION ALL SELECT k.key, ${COLUMNS} FROM ${rows} b CROSS JOIN LATERAL ${keys} k WHERE k.key IS NOT NULL`;
}

function unionMarks(request: RowRequest): Sql {
  if (!request.counting.needs.includes('DEPLOYMENTS')) return sql``;
  const mark = raw(`'${DEPLOYMENT_MARK}'`);
  return sql`
  UNION ALL SELECT NULL, m.at, ${mark}, NULL, NULL, NULL FROM (${selectDeploymentMarks(request)}) m`;
}

const PERCENTILES: Partial<Record<Aggregate, number>> = { P50: 0.5, P75: 0.75, P85: 0.85, P90: 0.9, P95: 0.95 };

const IN_SAMPLE = sql`FILTER (WHERE reason IS NULL)`;

function listSummaries(query: ResolvedQuery, counting: Counting): Sql[] {
  const { measure } = counting;
  return [
    sql`(count(*) ${IN_SAMPLE})::int AS "sampleSize"`,
    sql`${summarise(query.aggregate, measure)} AS amount`,
    sql`${measure.kind === 'RATIO' ? sql`sum(numerator) ${IN_SAMPLE}` : sql`NULL::float8`} AS numerator`,
    countReason(DEPLOYMENT_MARK),
    ...listRowReasons(counting, query.filter.includeBots === true).map(countReason),
    ...(measure.kind === 'DURATION' && measure.basis !== null ? ['FIRST_COMMIT', 'OPENED', 'MERGED'] : []).map(
      countBasis,
    ),
    ...(measure.kind === 'PER_DAY' ? [listDays(query)] : []),
  ];
}

function summarise(aggregate: Aggregate, measure: Measure): Sql {
  if (!['DURATION', 'ELAPSED', 'AMOUNT'].includes(measure.kind)) return sql`NULL::float8`;
  const fraction = PERCENTILES[aggregate];
  if (fraction === undefined) return sql`avg(value) ${IN_SAMPLE}`;
  return sql`percentile_cont(${raw(String(fraction))}) WITHIN GROUP (ORDER BY value) ${IN_SAMPLE}`;
}

function countReason(reason: string): Sql {
  return sql`(count(*) FILTER (WHERE reason = ${raw(`'${reason}'`)}))::int AS ${raw(`"reason:${reason}"`)}`;
}

function countBasis(basis: string): Sql {
  return sql`(count(*) FILTER (WHERE reason IS NULL AND basis = ${raw(`'${basis}'`)}))::int AS ${raw(`"basis:${basis}"`)}`;
}

/** Days of the current period on which something counted; earlier days fall before the first start, bucket 0. */
function listDays(query: ResolvedQuery): Sql {
  const day = sql`width_bucket(at, ${listDayStarts(query)}::timestamptz[])`;
  return sql`array_agg(DISTINCT ${day}) ${IN_SAMPLE} AS days`;
}

/** Every reason that a row of this counting may carry. */
function listRowReasons({ measure, leftOut, fact }: Counting, includeBots: boolean): RowReason[] {
  const declared: RowReason[] = leftOut.map(({ reason }) => reason);
  const bots: RowReason[] = fact === 'CHANGE' && !includeBots ? ['BOT'] : [];
  const unknown: RowReason[] = {
    DURATION: () => ROW_REASONS.filter((reason) => reason !== 'BOT'),
    ELAPSED: (): RowReason[] => (measure.kind === 'ELAPSED' ? [measure.unknown, 'OUT_OF_ORDER'] : []),
    AMOUNT: (): RowReason[] => (measure.kind === 'AMOUNT' ? [measure.unknown] : []),
    RATIO: (): RowReason[] => (measure.kind === 'RATIO' && measure.unknown !== null ? [measure.unknown] : []),
    COUNT: () => [],
    PER_DAY: () => [],
  }[measure.kind]();
  return [...new Set([...bots, ...declared, ...unknown])];
}
