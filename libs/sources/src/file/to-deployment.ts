import type { DeploymentRecord, DeploymentStatus } from '@weir/metrics';
import { type RowFields, toSha } from './row-fields.js';
import { stableKey } from './stable-key.js';

type Status = DeploymentStatus | 'NO_DEPLOYMENT';

const STATUSES: Record<string, Status> = {
  succeeded: 'SUCCEEDED',
  success: 'SUCCEEDED',
  successful: 'SUCCEEDED',
  ok: 'SUCCEEDED',
  passed: 'SUCCEEDED',
  complete: 'SUCCEEDED',
  completed: 'SUCCEEDED',
  done: 'SUCCEEDED',
  deployed: 'SUCCEEDED',
  finished: 'SUCCEEDED',
  released: 'SUCCEEDED',
  active: 'SUCCEEDED',
  inactive: 'SUCCEEDED',
  true: 'SUCCEEDED',
  failed: 'FAILED',
  fail: 'FAILED',
  failure: 'FAILED',
  error: 'FAILED',
  errored: 'FAILED',
  timed_out: 'FAILED',
  false: 'FAILED',
  pending: 'PENDING',
  queued: 'PENDING',
  waiting: 'PENDING',
  created: 'PENDING',
  started: 'PENDING',
  running: 'PENDING',
  in_progress: 'PENDING',
  skipped: 'NO_DEPLOYMENT',
  cancelled: 'NO_DEPLOYMENT',
  canceled: 'NO_DEPLOYMENT',
};

/**
 * A row as a deployment; null for a skipped or cancelled one. Without an environment it went to production. Without a status it
 * succeeded, unless its file has a column for the finish and this row's is empty. An ended one without a finish ended when created.
 */
export function toDeployment(row: RowFields, repository: string): DeploymentRecord | null {
  const finishedAt = row.instant('finishedAt');
  const createdAt = row.require('createdAt', row.instant('createdAt') ?? finishedAt);
  const status =
    row.oneOf('status', STATUSES) ?? (finishedAt === null && row.isRead('finishedAt') ? 'PENDING' : 'SUCCEEDED');
  if (status === 'NO_DEPLOYMENT') return null;
  const service = row.text('service');
  const environment = row.text('environment') ?? 'production';
  const sha = row.sha('sha');
  const externalId = row.text('externalId');
  return {
    key: externalId ?? stableKey([repository, service, environment, sha, createdAt]),
    rule: 'PUSHED',
    externalId,
    service,
    environment,
    sha,
    sourceShas: row.list('sourceShas').map(toSha),
    ref: row.text('ref'),
    url: row.text('url'),
    status,
    createdAt,
    finishedAt: status === 'PENDING' ? null : (finishedAt ?? createdAt),
    runId: null,
  };
}
