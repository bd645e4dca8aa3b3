import type {
  CommitRecord,
  CoverageRecord,
  DeploymentRecord,
  DeploymentRule,
  IncidentRecord,
  PullRequestRecord,
  RefRecord,
  RepositoryHistory,
  RepositoryRecord,
} from '@weir/metrics';
import type pg from 'pg';
import { listProperties, type Table, toColumnName } from '../database/table.js';
import { COMMITS, COVERAGE, DEPLOYMENTS, INCIDENTS, PULL_REQUESTS, REFS } from '../records/record-tables.js';

export interface LoadedHistory {
  history: RepositoryHistory;
  /** Of the records it was loaded from; `writeFacts` is told it. */
  recordRevision: number;
}

interface RepositoryRow extends RepositoryRecord {
  fixedRule: DeploymentRule | null;
  recordRevision: number;
}

/**
 * Everything that is known of one repository. The revision is read first: a batch that arrives while the rest is read makes
 * the facts outdated, never lost.
 */
export async function loadHistory(client: pg.ClientBase, repositoryId: number): Promise<LoadedHistory | null> {
  const { rows } = await client.query<RepositoryRow>(
    `SELECT name, url, default_branch AS "defaultBranch", deployment_rule AS "fixedRule", record_revision AS "recordRevision"
     FROM repository WHERE id = $1`,
    [repositoryId],
  );
  const row = rows[0];
  if (!row) return null;
  const { fixedRule, recordRevision, ...repository } = row;
  const read = <Row>(table: Table<Row>, without: string[], order: string) =>
    readRecords<Row>(client, table, { repositoryId, without, order });
  const coverage = await read(COVERAGE, ['repositoryId'], 'source_id, subject');
  const incidents = await read(INCIDENTS, [], 'source_id, key');
  const history: RepositoryHistory = {
    repository,
    commits: (await read(COMMITS, ['repositoryId'], 'sha')) as CommitRecord[],
    refs: (await read(REFS, ORIGIN, 'source_id, kind, name')) as RefRecord[],
    pullRequests: (await read(PULL_REQUESTS, ORIGIN, 'source_id, number')) as PullRequestRecord[],
    deployments: (await read(DEPLOYMENTS, ORIGIN, 'source_id, key')) as DeploymentRecord[],
    incidents: incidents.map(toIncident),
    coverage: coverage.map((one): CoverageRecord => ({
      ...{ repository: repository.name, subject: one.subject },
      ...{ from: one.coveredFrom, to: one.coveredTo },
    })),
    fixedRule,
  };
  return { history, recordRevision };
}

const ORIGIN = ['sourceId', 'repositoryId'];

/** Keys are unique within a source only; with the source before them, in the workspace. */
export function toIncident({ sourceId, ...incident }: IncidentRecord & { sourceId: string }): IncidentRecord {
  return { ...incident, key: `${sourceId}:${incident.key}` };
}

interface Reading {
  repositoryId: number;
  without: string[];
  order: string;
}

async function readRecords<Row>(client: pg.ClientBase, table: Table<Row>, reading: Reading): Promise<Row[]> {
  const columns = listProperties(table)
    .filter((property) => !reading.without.includes(property))
    .map((property) => `${toColumnName(property)} AS "${property}"`);
  const { rows } = await client.query<Row & pg.QueryResultRow>(
    `SELECT ${columns.join(', ')} FROM ${table.name} WHERE repository_id = $1 ORDER BY ${reading.order}`,
    [reading.repositoryId],
  );
  return rows;
}
