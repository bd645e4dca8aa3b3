import type { DeploymentRecord, DeploymentStatus, Instant } from '@weir/metrics';
import { type DeploymentPayload, nodesOf, type StatusPayload } from './reading/payloads.js';
import { toInstant } from './to-instant.js';

/** What GitHub calls a deployment whose environment nobody named. */
const UNNAMED_ENVIRONMENT = 'production';
/** Anybody who deploys may write a payload; a name is no longer, and no index holds what is. */
const LONGEST_SERVICE = 200;
const FAILED = new Set(['FAILURE', 'ERROR']);

/** A deployment with all its statuses. One without a number (GitHub lost it) cannot be named and is left out. */
export function toDeployment(payload: DeploymentPayload): DeploymentRecord | null {
  if (payload.databaseId === null) return null;
  const statuses = nodesOf(payload.statuses).sort((a, b) => toInstant(a.createdAt) - toInstant(b.createdAt));
  const externalId = String(payload.databaseId);
  return {
    key: `deployment:${externalId}`,
    rule: 'GITHUB_DEPLOYMENTS',
    externalId,
    service: serviceOf(payload.payload),
    environment: payload.latestEnvironment ?? payload.environment ?? UNNAMED_ENVIRONMENT,
    sha: payload.commitOid,
    sourceShas: [],
    ref: payload.ref?.name ?? null,
    ...linksOf(statuses),
    createdAt: toInstant(payload.createdAt),
    ...endOf(statuses),
  };
}

/** Finished at its first success, whatever came later; failed when it ended in failure and never succeeded. */
function endOf(statuses: StatusPayload[]): { status: DeploymentStatus; finishedAt: Instant | null } {
  const success = statuses.find(({ state }) => state === 'SUCCESS');
  if (success) return { status: 'SUCCEEDED', finishedAt: toInstant(success.createdAt) };
  const moves = statuses.filter(({ state }) => state !== 'INACTIVE');
  const endedAt = moves.at(-1)?.createdAt;
  // Statuses of one second come in no order.
  const hasFailed = moves.some(({ state, createdAt }) => createdAt === endedAt && FAILED.has(state));
  return hasFailed && endedAt
    ? { status: 'FAILED', finishedAt: toInstant(endedAt) }
    : { status: 'PENDING', finishedAt: null };
}

function linksOf(statuses: StatusPayload[]): Pick<DeploymentRecord, 'url' | 'runId'> {
  const log = statuses.map(({ logUrl }) => logUrl).find(Boolean) ?? null;
  const site = statuses.map(({ environmentUrl }) => environmentUrl).find(Boolean) ?? null;
  return { url: log ?? site, runId: log?.match(/\/actions\/runs\/(\d+)/)?.[1] ?? null };
}

/** `payload.service`; the payload is JSON, or JSON in a string, or anything else. */
function serviceOf(payload: string | null): string | null {
  const value = parseJson(payload);
  const inner = typeof value === 'string' ? parseJson(value) : value;
  const service = inner !== null && typeof inner === 'object' ? (inner as { service?: unknown }).service : null;
  const name = typeof service === 'string' ? service.trim() : '';
  return name === '' || name.length > LONGEST_SERVICE ? null : name;
}

function parseJson(text: string | null): unknown {
  if (text === null || text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
