import type { IncidentRecord } from '@weir/metrics';
import type { RowFields } from './row-fields.js';
import { stableKey } from './stable-key.js';

/** A row as an incident. */
export function toIncident(row: RowFields, repository: string | null): IncidentRecord {
  const startedAt = row.require('startedAt', row.instant('startedAt'));
  const externalId = row.text('externalId');
  const service = row.text('service');
  const title = row.text('title');
  return {
    key: externalId ?? stableKey([repository, service, title, startedAt]),
    externalId,
    title: title ?? (externalId === null ? 'Incident' : `Incident ${externalId}`),
    body: row.text('body'),
    url: row.text('url'),
    service,
    repository,
    severity: row.text('severity'),
    startedAt,
    resolvedAt: row.instant('resolvedAt'),
    deployment: row.text('deployment'),
    remediedBy: row.text('remediedBy'),
    notFromDeployment: row.boolean('notFromDeployment') ?? false,
  };
}
