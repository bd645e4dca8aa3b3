import type { IncidentFact } from '../../facts.js';
import type { LinkedIncident } from '../incidents/link-incidents.js';

/** The fact of one incident. */
export function toIncidentFact(incident: LinkedIncident, releaseKeys: Map<string, string>): IncidentFact {
  const { key, externalId, title, url, severity, startedAt } = incident.record;
  const deploymentKey = incident.deployment?.key ?? null;
  return {
    key,
    externalId,
    title,
    url,
    service: incident.service,
    severity,
    startedAt,
    resolvedAt: incident.resolvedAt,
    deploymentKey,
    releaseKey: releaseKeys.get(deploymentKey ?? '') ?? null,
    attribution: incident.attribution,
  };
}
