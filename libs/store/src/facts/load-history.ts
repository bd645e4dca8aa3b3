import {
  type CommitRecord,
  type CoverageRecord,
  type DeploymentRecord,
  type DeploymentRule,
  type IncidentRecord,
  mergeRecords,
  type PullRequestRecord,
  type RefRecord,
  type RepositoryHistory,
  type RepositoryRecord,
  type SourceRecords,
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
  if (!rows[0]) return null;
  const { fixedRule, recordRevision, ...repository } = rows[0];
  const commits = await readRecords<CommitRecord>(client, COMMITS, repositoryId);
  const incidents = await readRecords<OfSource<IncidentRecord>>(client, INCIDENTS, repositoryId);
  const sources = await readSources(client, repositoryId, repository.name);
  const parts = { repository, commits, sources, incidents: incidents.map(toIncident), fixedRule };
  return { history: mergeRecords(parts), recordRevision };
}

type OfSource<Record> = Record & { sourceId: string };

/** Keys are unique within a source only; with the source before them, in the workspace. */
export function toIncident({ sourceId, ...incident }: OfSource<IncidentRecord>): IncidentRecord {
  return { ...incident, key: `${sourceId}:${incident.key}` };
}

/** In the order the sources were added, which decides whose word counts. */
async function readSources(client: pg.ClientBase, repositoryId: number, repository: string): Promise<SourceRecords[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM source JOIN source_repository ON source_id = id WHERE repository_id = $1 ORDER BY created_at, id`,
    [repositoryId],
  );
  const bySource = new Map<string, SourceRecords>();
  for (const { id } of rows) bySource.set(id, { refs: [], pullRequests: [], deployments: [], coverage: [] });
  const share = <Record>(records: OfSource<Record>[], put: (to: SourceRecords, record: Record) => void) => {
    for (const { sourceId, ...record } of records) {
      const own = bySource.get(sourceId);
      if (own) put(own, record as Record);
    }
  };
  const read = <Record>(table: Table<never>) => readRecords<OfSource<Record>>(client, table, repositoryId);
  share<RefRecord>(await read(REFS), (own, ref) => own.refs.push(ref));
  share<PullRequestRecord>(await read(PULL_REQUESTS), (own, record) => own.pullRequests.push(record));
  share<DeploymentRecord>(await read(DEPLOYMENTS), (own, record) => own.deployments.push(record));
  share<StoredCoverage>(await read(COVERAGE), (own, stored) => own.coverage.push(toCoverage(stored, repository)));
  return [...bySource.values()];
}

interface StoredCoverage extends Pick<CoverageRecord, 'subject'> {
  coveredFrom: number;
  coveredTo: number;
}

function toCoverage({ subject, coveredFrom, coveredTo }: StoredCoverage, repository: string): CoverageRecord {
  return { repository, subject, from: coveredFrom, to: coveredTo };
}

async function readRecords<Record extends object>(
  client: pg.ClientBase,
  table: Table<never>,
  repositoryId: number,
): Promise<Record[]> {
  const columns = listProperties(table as Table<{ repositoryId: number }>)
    .filter((property) => property !== 'repositoryId')
    .map((property) => `${toColumnName(property)} AS "${property}"`);
  const { rows } = await client.query<Record>(
    `SELECT ${columns.join(', ')} FROM ${table.name} WHERE repository_id = $1`,
    [repositoryId],
  );
  return rows;
}
