import type { DeploymentRecord, DeploymentStatus, Instant } from '@weir/metrics';
import { badInput } from '../platform/errors/weir-error.js';
import { toEnd, toPastInstant } from './check-times.js';
import type { DeploymentItem } from './item-schemas.js';
import { keep } from './keep.js';

const STATUSES: Record<DeploymentItem['status'], DeploymentStatus> = {
  pending: 'PENDING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
};

/**
 * What is known of a deployment after this was said of it. One that ended never becomes pending again: such a message comes
 * late, and changes nothing. Throws what is wrong with its times.
 */
export function toDeployment(item: DeploymentItem, known: DeploymentRecord | null, now: Instant): DeploymentRecord {
  const status = STATUSES[item.status];
  const times = toTimes(item, known, now);
  if (known !== null && known.status !== 'PENDING' && status === 'PENDING') return known;
  return {
    ...{ key: item.id, rule: 'PUSHED' as const, externalId: item.id },
    service: keep(item.service, known?.service),
    environment: item.environment,
    sha: keep(item.sha, known?.sha),
    sourceShas: keep(item.sourceShas, known?.sourceShas) ?? [],
    ref: keep(item.ref, known?.ref),
    url: keep(item.url, known?.url),
    status,
    ...times,
    runId: null,
    rollout: keep(item.rollout, known?.rollout),
  };
}

type Times = Pick<DeploymentRecord, 'createdAt' | 'finishedAt'>;

function toTimes({ status, ...item }: DeploymentItem, known: DeploymentRecord | null, now: Instant): Times {
  const createdAt = toPastInstant('createdAt', item.createdAt, now);
  if (item.finishedAt === undefined || item.finishedAt === null)
    return { createdAt, finishedAt: status === 'pending' ? null : heardEnd(createdAt, known, now) };
  if (status === 'pending')
    throw badInput('finishedAt', 'A pending deployment has no "finishedAt": leave it out, or say how it ended.');
  return { createdAt, finishedAt: toEnd('finishedAt', item.finishedAt, { field: 'createdAt', at: createdAt }, now) };
}

/** Nobody said when it ended. Said again, it ended when it did the first time. */
function heardEnd(createdAt: Instant, known: DeploymentRecord | null, now: Instant): Instant {
  const heardAt = known === null ? createdAt : (known.finishedAt ?? now);
  return Math.max(createdAt, heardAt);
}
