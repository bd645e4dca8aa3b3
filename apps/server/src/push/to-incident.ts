import type { IncidentRecord, Instant } from '@weir/metrics';
import { toEnd, toPastInstant } from './check-times.js';
import type { IncidentItem } from './item-schemas.js';
import { keep } from './keep.js';

/** What is known of an incident after this was said of it. Throws what is wrong with its times. */
export function toIncident(item: IncidentItem, known: IncidentRecord | null, now: Instant): IncidentRecord {
  const startedAt = toPastInstant('startedAt', item.startedAt, now);
  const start = { field: 'startedAt', at: startedAt };
  const said = typeof item.resolvedAt === 'string' ? toEnd('resolvedAt', item.resolvedAt, start, now) : item.resolvedAt;
  const resolvedAt = keep(said, known?.resolvedAt);
  return {
    ...{ key: item.id, externalId: item.id, title: item.title, body: null },
    url: keep(item.url, known?.url),
    service: keep(item.service, known?.service),
    repository: keep(item.repository, known?.repository),
    severity: keep(item.severity, known?.severity),
    startedAt,
    resolvedAt: resolvedAt === null ? null : Math.max(startedAt, resolvedAt),
    deployment: keep(item.deployment, known?.deployment),
    remediedBy: keep(item.remediedBy, known?.remediedBy),
    notFromDeployment: item.notFromDeployment ?? known?.notFromDeployment ?? false,
    rollout: keep(item.rollout, known?.rollout),
  };
}
