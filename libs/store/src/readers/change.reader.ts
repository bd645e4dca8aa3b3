import type { ChangeState, EmptyReason, Stage, VisibleRepositories } from '@weir/metrics';
import sql, { raw, type Sql } from 'sql-template-tag';
import { selectList } from '../database/table.js';
import type { ChangeFactRow } from '../facts/fact-rows.js';
import { CHANGE_FACTS } from '../facts/fact-tables.js';
import {
  all,
  changeInPlace,
  inPlace,
  inRollouts,
  isQualified,
  matchingChange,
  withoutBots,
} from './filter-conditions.js';
import { type List, type Page, type PageRequest, readPage, readPages, type Sort } from './list-page.js';
import { inRange, inRepositories, isVisible, type ListQuery, toAskedFilter } from './list-scope.js';

import { readRows, type SqlRunner } from './sql-runner.js';

export type ChangeMoment = 'OPENED' | 'MERGED' | 'DEPLOYED' | 'RELEASED';
export type ChangeOrder =
  | 'NEWEST'
  | 'OLDEST'
  | 'LONGEST_CYCLE'
  | 'LONGEST_CODING'
  | 'LONGEST_PICKUP'
  | 'LONGEST_REVIEW'
  | 'LONGEST_MERGE'
  | 'LONGEST_DEPLOY'
  | 'LARGEST';

/** A change as it is listed. Instants in epoch milliseconds. */
export type ChangeRow = ChangeFactRow & {
  repository: string;
  /** When it entered the stage it is in; null when it is in none. */
  inStageSince: number | null;
};

export interface ChangeQuery extends ListQuery, PageRequest {
  by?: ChangeMoment;
  state?: ChangeState | null;
  orderBy?: ChangeOrder;
}

const MOMENTS: Record<ChangeMoment, string> = {
  OPENED: 'opened_at',
  MERGED: 'merged_at',
  DEPLOYED: 'deployed_at',
  RELEASED: 'released_at',
};

const LENGTHS: Record<Exclude<ChangeOrder, 'NEWEST' | 'OLDEST'>, string> = {
  LONGEST_CYCLE: 'cycle_seconds',
  LONGEST_CODING: 'coding_seconds',
  LONGEST_PICKUP: 'pickup_seconds',
  LONGEST_REVIEW: 'review_seconds',
  LONGEST_MERGE: 'merge_seconds',
  LONGEST_DEPLOY: 'deploy_seconds',
  LARGEST: 'additions::float8 + c.deletions',
};

const IN_STAGE_SINCE = sql`CASE c.in_stage
    WHEN 'CODING' THEN coalesce(c.first_commit_at, c.opened_at)
    WHEN 'PICKUP' THEN coalesce(c.ready_at, c.opened_at)
    WHEN 'REVIEW' THEN c.first_review_at
    WHEN 'MERGE' THEN coalesce(c.approved_at, c.ready_at, c.opened_at)
    WHEN 'DEPLOY' THEN c.merged_at
    WHEN 'RELEASE' THEN c.deployed_at END`;

const CHANGE_COLUMNS = sql`${raw(selectList(CHANGE_FACTS, 'c'))}, r.name AS repository,
  ${IN_STAGE_SINCE} AS "inStageSince"`;
const CHANGES = sql`change_fact c JOIN repository r ON r.id = c.repository_id`;

const BY_MERGE = { value: sql`c.merged_at`, id: sql`c.id`, type: 'timestamptz' } as const;

/** Changes by one of their moments. Without a range also those that have not got there. */
export function readChanges(runner: SqlRunner, query: ChangeQuery): Promise<Page<ChangeRow>> {
  const filter = toAskedFilter(query.filter);
  const moment = raw(`c.${MOMENTS[query.by ?? 'MERGED']}`);
  const conditions = [
    ...inRepositories('c.repository_id', query),
    ...inRange(moment, query.range),
    ...(query.state ? [sql`c.state = ${query.state}`] : []),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    ...changeInPlace(sql`c.id`, filter),
    ...withoutBots(filter),
  ];
  const list = { columns: CHANGE_COLUMNS, from: CHANGES, conditions, sort: toSort(query, moment) };
  return readPage(runner, list, query);
}

/** Merged changes that no deployment has brought to production (or where the filter asks), the longest waiting first. */
export function readWaitingChanges(runner: SqlRunner, query: ListQuery & PageRequest): Promise<Page<ChangeRow>> {
  const filter = toAskedFilter(query.filter);
  const conditions = [
    ...inRepositories('c.repository_id', query),
    sql`c.state = 'MERGED'`,
    isWaiting(query),
    ...inRollouts(filter),
    ...matchingChange('c', filter),
    ...withoutBots(filter),
  ];
  const sort: Sort = { ...BY_MERGE, name: 'WAITING', isDescending: false };
  return readPage(runner, { columns: CHANGE_COLUMNS, from: CHANGES, conditions, sort }, query);
}

/** Null when there is none, or none that the viewer may see. */
export async function findChange(
  runner: SqlRunner,
  id: string,
  visible: VisibleRepositories,
): Promise<ChangeRow | null> {
  return findOne(runner, [sql`c.id = ${id}`, ...isVisible('c.repository_id', visible)]);
}

export async function findChangeByNumber(
  runner: SqlRunner,
  repository: string,
  number: number,
  visible: VisibleRepositories,
): Promise<ChangeRow | null> {
  const isIt = sql`r.name = ${repository} AND c.number = ${number}`;
  return findOne(runner, [isIt, ...isVisible('c.repository_id', visible)]);
}

/** The changes that each of these deployments was the first to bring to its environment, newest merge first. */
export function readChangesOfDeployments(
  runner: SqlRunner,
  deploymentIds: readonly string[],
  query: PageRequest & { visible: VisibleRepositories },
): Promise<Map<string, Page<ChangeRow>>> {
  const toList = (deploymentId: Sql): List => ({
    columns: CHANGE_COLUMNS,
    from: sql`delivery_fact d JOIN change_fact c ON c.id = d.change_id JOIN repository r ON r.id = c.repository_id`,
    conditions: [
      sql`d.deployment_id = ${deploymentId} AND d.environment IS NOT NULL`,
      ...isVisible('c.repository_id', query.visible),
    ],
    sort: { ...BY_MERGE, name: 'OF_DEPLOYMENT', isDescending: true },
  });
  return readPages<ChangeRow>(runner, deploymentIds, toList, query);
}

export interface ChangeStage {
  stage: Stage;
  seconds: number | null;
  emptyReason: EmptyReason | null;
}

/** The stages of a row, in their order. */
export function listStages(row: ChangeRow): ChangeStage[] {
  const stage = (name: Stage, seconds: number | null, empty: string | null) => ({
    stage: name,
    seconds,
    emptyReason: empty as EmptyReason | null,
  });
  return [
    stage('CODING', row.codingSeconds, row.codingEmpty),
    stage('PICKUP', row.pickupSeconds, row.pickupEmpty),
    stage('REVIEW', row.reviewSeconds, row.reviewEmpty),
    stage('MERGE', row.mergeSeconds, row.mergeEmpty),
    stage('DEPLOY', row.deploySeconds, row.deployEmpty),
    stage('RELEASE', row.releaseSeconds, row.releaseEmpty),
  ];
}

/** Where the moment is unknown, a change is placed at its opening. A length that is unknown comes last. */
function toSort({ orderBy = 'NEWEST', range, by = 'MERGED' }: ChangeQuery, moment: Sql): Sort {
  const id = sql`c.id`;
  if (orderBy === 'NEWEST' || orderBy === 'OLDEST') {
    const value = range ? moment : sql`coalesce(${moment}, c.opened_at, c.last_at)`;
    return { name: `${orderBy} ${by}`, value, id, type: 'timestamptz', isDescending: orderBy === 'NEWEST' };
  }
  const value = sql`coalesce((c.${raw(LENGTHS[orderBy])})::float8, -1)`;
  return { name: orderBy, value, id, type: 'float8', isDescending: true };
}

/** Of the services or environments that the filter names, else of production. */
function isWaiting(query: ListQuery): Sql {
  const filter = toAskedFilter(query.filter);
  if (!isQualified(filter)) return sql`c.deployed_at IS NULL AND c.deployed_empty_reason = 'NOT_DEPLOYED_YET'`;
  const grain = filter.environments === undefined ? sql`d.environment IS NULL` : sql`d.environment IS NOT NULL`;
  const isUndelivered = sql`d.deployed_at IS NULL AND d.empty_reason = 'NOT_DEPLOYED_YET'`;
  const conditions = all([sql`d.change_id = c.id`, grain, isUndelivered, ...inPlace('d', filter)]);
  return sql`EXISTS (SELECT FROM delivery_fact d WHERE ${conditions})`;
}

async function findOne(runner: SqlRunner, conditions: Sql[]): Promise<ChangeRow | null> {
  const rows = await readRows<ChangeRow>(
    runner,
    sql`SELECT ${CHANGE_COLUMNS} FROM ${CHANGES} WHERE ${all(conditions)}`,
  );
  return rows[0] ?? null;
}
