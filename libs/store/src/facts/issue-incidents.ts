import {
  DEFAULT_RULES,
  type DerivationRules,
  type IssueRecord,
  makeIsIncidentLabel,
  toIssueIncident,
} from '@weir/metrics';
import type pg from 'pg';
import { upsertRows } from '../database/bulk.js';
import { selectList, type Table } from '../database/table.js';
import { markDirty } from '../records/dirty.js';
import { INCIDENTS, type IncidentRow, ISSUES } from '../records/record-tables.js';

type IssueIncidentRow = IncidentRow & { issueRepositoryId: number };
type StoredIssue = IssueRecord & { sourceId: string };

const ISSUE_INCIDENTS: Table<IssueIncidentRow> = {
  ...INCIDENTS,
  columns: { ...INCIDENTS.columns, issueRepositoryId: 'int' },
};

/**
 * Makes the incidents of a repository's issues anew, as the rules say. Whose new ones are is decided at the next assignment; other
 * repositories that have one which changed or went are derived again, and returned.
 */
export async function refreshIssueIncidents(client: pg.ClientBase, repositoryId: number): Promise<number[]> {
  const rows = await listIncidents(client, repositoryId);
  await upsertRows(client, ISSUE_INCIDENTS, rows);
  const owners = [
    ...(await removeOthers(client, repositoryId, rows)),
    ...(await listOwnersOfChanged(client, repositoryId)),
  ];
  const others = [...new Set(owners.filter((id) => id !== repositoryId))];
  await markDirty(client, others);
  return others;
}

async function listIncidents(client: pg.ClientBase, repositoryId: number): Promise<IssueIncidentRow[]> {
  const { rows: labels } = await client.query<{ label: string }>(
    'SELECT DISTINCT unnest(labels) AS label FROM issue_record WHERE repository_id = $1',
    [repositoryId],
  );
  if (labels.length === 0) return [];
  const rules = await readRules(client);
  const wanted = labels.map(({ label }) => label).filter(makeIsIncidentLabel(rules));
  if (wanted.length === 0) return [];
  const place = await readPlace(client, repositoryId);
  const { rows: issues } = await client.query<StoredIssue>(
    `SELECT ${selectList(ISSUES, 'i')} FROM issue_record i WHERE i.repository_id = $1 AND i.labels && $2`,
    [repositoryId, wanted],
  );
  return issues.flatMap((issue) => {
    const incident = toIssueIncident(issue, place, rules);
    return incident === null ? [] : [{ ...incident, sourceId: issue.sourceId, issueRepositoryId: repositoryId }];
  });
}

async function readRules(client: pg.ClientBase): Promise<DerivationRules> {
  const query = `SELECT value FROM workspace_setting WHERE key = 'rules'`;
  const { rows } = await client.query<{ value: Partial<DerivationRules> }>(query);
  return { ...DEFAULT_RULES, ...rows[0]?.value };
}

/** The first commit only makes a repository; whoever changes something later, or deploys, has a service. */
async function readPlace(client: pg.ClientBase, repositoryId: number) {
  const { rows } = await client.query<{ repository: string; isService: boolean }>(
    `SELECT name AS repository,
       EXISTS (SELECT FROM deployment_record WHERE repository_id = id)
       OR EXISTS (SELECT FROM pull_request_record WHERE repository_id = id AND merged_at IS NOT NULL)
       OR EXISTS (SELECT FROM commit_record WHERE repository_id = id AND parents <> '{}') AS "isService"
     FROM repository WHERE id = $1`,
    [repositoryId],
  );
  return rows[0] ?? { repository: '', isService: false };
}

/** Those that are none any more. Gives the repositories they belonged to. */
async function removeOthers(client: pg.ClientBase, repositoryId: number, rows: IssueIncidentRow[]): Promise<number[]> {
  const { rows: gone } = await client.query<{ id: number | null }>(
    `DELETE FROM incident_record WHERE issue_repository_id = $1 AND (source_id, key) NOT IN (
       SELECT * FROM unnest($2::uuid[], $3::text[])) RETURNING repository_id AS id`,
    [repositoryId, rows.map(({ sourceId }) => sourceId), rows.map(({ key }) => key)],
  );
  return gone.flatMap(({ id }) => id ?? []);
}

async function listOwnersOfChanged(client: pg.ClientBase, repositoryId: number): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT DISTINCT repository_id AS id FROM incident_record
     WHERE issue_repository_id = $1 AND to_assign AND repository_id IS NOT NULL`,
    [repositoryId],
  );
  return rows.map(({ id }) => id);
}
