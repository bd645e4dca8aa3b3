import type { DeploymentRecord, IssueRecord, PullRequestRecord } from '@weir/metrics';
import { toDeployment } from '../to-deployment.js';
import { toInstant } from '../to-instant.js';
import { toIssue } from '../to-issue.js';
import { toPullRequest } from '../to-pull-request.js';
import type { Item } from './pages.js';
import type { DeploymentPayload, IssuePayload, PullRequestPayload } from './payloads.js';

export function toPullRequestItem(payload: PullRequestPayload): Item<PullRequestRecord> {
  return { ...toItem(payload, payload.number), record: toPullRequest(payload) };
}

export function toIssueItem(payload: IssuePayload): Item<IssueRecord> {
  return { ...toItem(payload, payload.number), record: toIssue(payload) };
}

/** Deployments come by creation, the others by update. */
export function toDeploymentItem(payload: DeploymentPayload): Item<DeploymentRecord>[] {
  const record = toDeployment(payload);
  if (record === null || payload.databaseId === null) return [];
  return [{ ...toItem(payload, payload.databaseId), at: toInstant(payload.createdAt), record }];
}

function toItem(
  payload: { id: string; createdAt: string; updatedAt: string },
  id: number,
): Omit<Item<never>, 'record'> {
  const updatedAt = toInstant(payload.updatedAt);
  return { id, nodeId: payload.id, at: updatedAt, createdAt: toInstant(payload.createdAt), updatedAt };
}
