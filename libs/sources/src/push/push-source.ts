import { z } from 'zod';
import { parseSettings } from '../parse-settings.js';
import type { Source } from '../source.js';

/** Who tells us: programs through the push API, or an incident tool through its webhook. */
const SENDERS = { pagerduty: 'PagerDuty', opsgenie: 'Opsgenie', generic: 'Incident webhook' } as const;
export type IncidentSender = keyof typeof SENDERS;
export const INCIDENT_SENDERS = Object.keys(SENDERS) as IncidentSender[];

const settingsSchema = z.strictObject({
  sender: z.enum(INCIDENT_SENDERS).optional(),
});

/** A source that is told instead of read: a reading of it finds nothing, because what was sent is here already. */
export async function openPushSource(given: unknown): Promise<Source> {
  const { sender } = parseSettings('PUSH', settingsSchema, given);
  return {
    kind: 'PUSH',
    fingerprint: sender === undefined ? 'push' : `push:${sender}`,
    defaultName: sender === undefined ? 'Push API' : SENDERS[sender],
    settings: sender === undefined ? {} : { sender },
    async *read() {},
  };
}
