import type { DeploymentRecord, IncidentRecord, Instant, PullRequestRecord } from '@weir/metrics';
import { toNameAndUrl } from '../git/remote-name.js';
import type { RejectedRow } from '../source.js';
import type { Layout } from './layout.js';
import { CellError, RowFields } from './row-fields.js';
import { type Row, readRows } from './rows.js';
import type { TextFile } from './text-file.js';
import { toDeployment } from './to-deployment.js';
import { toIncident } from './to-incident.js';
import { toPullRequest } from './to-pull-request.js';

export type FileRecord =
  | { kind: 'pull-requests'; repository: string; record: PullRequestRecord }
  | { kind: 'deployments'; repository: string; record: DeploymentRecord }
  | { kind: 'incidents'; repository: string | null; record: IncidentRecord };

/** A row became a record, was refused, or says that nothing happened (a cancelled deployment). */
export type Outcome = FileRecord | { rejected: RejectedRow } | { ignored: true };

/** Streams a file's rows as records. */
export async function* parseRows(
  file: TextFile,
  layout: Layout,
  signal?: AbortSignal,
  onHash?: (hash: string) => void,
): AsyncGenerator<Outcome> {
  for await (const item of readRows(file, signal, onHash)) {
    if ('columns' in item) continue;
    if ('broken' in item) yield reject(file, item.line, null, `This row cannot be read: ${item.broken}.`);
    else yield parseRow(file, layout, item);
  }
}

function parseRow(file: TextFile, layout: Layout, row: Row): Outcome {
  try {
    return toRecord(layout, new RowFields(row, layout.columns, layout.formats)) ?? { ignored: true };
  } catch (error) {
    if (error instanceof CellError) return reject(file, row.line, error.column, error.message);
    throw error;
  }
}

function reject(file: TextFile, line: number, column: string | null, message: string): Outcome {
  return { rejected: { file: file.path, line, column, message } };
}

function toRecord({ kind, repository: given }: Layout, row: RowFields): FileRecord | null {
  const named = row.text('repository');
  const repository = named === null ? given : repositoryName(named);
  if (kind === 'incidents') return { kind, repository, record: toIncident(row, repository) };
  const known = row.require('repository', repository);
  if (kind === 'pull-requests') return { kind, repository: known, record: toPullRequest(row, known) };
  const record = toDeployment(row, known);
  return record && { kind, repository: known, record };
}

/** `owner/name`, also from a repository's address. */
function repositoryName(named: string): string {
  const isAddress = /^[a-z]+:\/\/|^git@/i.test(named);
  return (isAddress ? toNameAndUrl(named)?.name : null) ?? named;
}

/** Everything that a record says happened, for coverage. */
export function instantsOf({ kind, record }: FileRecord): Instant[] {
  const instants = kind === 'pull-requests' ? pullRequestInstants(record) : eventInstants(kind, record);
  return instants.filter((at) => at !== null && at !== undefined);
}

function pullRequestInstants(record: PullRequestRecord): (Instant | null | undefined)[] {
  const { openedAt, mergedAt, closedAt, stated } = record;
  return [openedAt, mergedAt, closedAt, stated.firstReviewAt, stated.approvedAt, stated.deployedAt, stated.releasedAt];
}

function eventInstants(kind: 'deployments' | 'incidents', record: DeploymentRecord | IncidentRecord) {
  return kind === 'deployments' && 'createdAt' in record
    ? [record.createdAt, record.finishedAt]
    : 'startedAt' in record
      ? [record.startedAt, record.resolvedAt]
      : [];
}
