import { z } from 'zod';
import type { Reading, Said } from './said.js';

const MS_PER_UNIT = [1e-6, 1e-3, 1, 1000] as const;

/** Milliseconds, or finer (Opsgenie counts `updatedAt` in nanoseconds), told apart by their size: this century is meant. */
const instant = z.number().transform((count) => {
  const unit = MS_PER_UNIT.find((perUnit) => count * perUnit > 946_684_800_000 && count * perUnit < 4_102_444_800_000);
  return unit === undefined ? undefined : Math.round(count * unit);
});

const Alert = z.object({
  action: z.string(),
  alert: z.object({
    alertId: z.string().min(1),
    message: z.string().optional(),
    entity: z.string().optional(),
    priority: z.string().optional(),
    createdAt: instant.optional(),
    updatedAt: instant.optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

const STATES = new Map<string, Said['state']>([
  ['Create', 'OPEN'],
  ['Close', 'RESOLVED'],
  ['Delete', 'RESOLVED'],
]);

/** What Opsgenie's webhook integration sends of an alert. It gives messages no id: what and when make one. */
export function readOpsgenie(payload: unknown, receivedAt: number): Reading {
  const parsed = Alert.safeParse(payload);
  if (!parsed.success) return { ignored: 'It is no alert of an Opsgenie webhook integration.' };
  const { action, alert } = parsed.data;
  const at = (action === 'Create' ? alert.createdAt : (alert.updatedAt ?? alert.createdAt)) ?? receivedAt;
  const said: Said = {
    state: STATES.get(action) ?? null,
    ...{ startedAt: alert.createdAt ?? null, resolvedAt: null, title: alert.message ?? null, url: null },
    service: textOf(alert.details?.service) ?? textOf(alert.entity),
    repository: textOf(alert.details?.repository),
    severity: alert.priority ?? null,
    ...{ deployment: textOf(alert.details?.deployment), remediedBy: textOf(alert.details?.remediedBy) },
  };
  return [{ id: `${alert.alertId} ${action} ${at}`, incident: alert.alertId, at, said }];
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
