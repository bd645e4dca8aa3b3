import { z } from 'zod';
import type { Reading, Said } from './said.js';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Envelope = z.object({
  event: z.object({
    id: z.string().min(1),
    event_type: z.string(),
    occurred_at: instant,
    data: z.looseObject({ type: z.string().optional() }),
  }),
});

const Incident = z.object({
  id: z.string().min(1),
  status: z.string().optional(),
  title: z.string().optional(),
  html_url: z.string().optional(),
  created_at: instant.optional(),
  urgency: z.string().optional(),
  priority: z.object({ summary: z.string().nullish() }).nullish(),
  service: z.object({ summary: z.string().nullish() }).nullish(),
});

const STATES: Partial<Record<string, Said['state']>> = {
  triggered: 'OPEN',
  acknowledged: 'OPEN',
  resolved: 'RESOLVED',
};

/** A message of PagerDuty's webhooks, version 3. Those of incidents carry the whole incident as it was then. */
export function readPagerDuty(payload: unknown): Reading {
  const envelope = Envelope.safeParse(payload);
  if (!envelope.success) return { ignored: 'It is no message of PagerDuty webhooks, version 3.' };
  const { id, event_type: type, occurred_at: at, data } = envelope.data.event;
  if (data.type !== 'incident') return { ignored: `Nothing is read of "${type}".` };
  const incident = Incident.safeParse(data);
  if (!incident.success) return { ignored: `The incident of "${type}" has no id.` };
  return [{ id, incident: incident.data.id, at, said: toSaid(incident.data) }];
}

function toSaid(incident: z.infer<typeof Incident>): Said {
  return {
    state: STATES[incident.status ?? ''] ?? null,
    ...{ startedAt: incident.created_at ?? null, resolvedAt: null },
    ...{ title: incident.title ?? null, url: incident.html_url ?? null },
    ...{ service: incident.service?.summary ?? null, repository: null },
    severity: incident.priority?.summary ?? incident.urgency ?? null,
    ...{ deployment: null, remediedBy: null },
  };
}
