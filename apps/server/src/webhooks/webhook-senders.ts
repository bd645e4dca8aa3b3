import type { IncidentSender } from '@weir/sources';

/** Who may send webhooks here. */
export type WebhookSender = 'github' | IncidentSender;

export const pathOf = (sender: WebhookSender): string =>
  sender === 'github' ? '/webhooks/github' : `/webhooks/incidents/${sender}`;

export const SENDER_NAMES: Record<WebhookSender, string> = {
  github: 'GitHub',
  pagerduty: 'PagerDuty',
  opsgenie: 'Opsgenie',
  generic: 'the generic incident webhook',
};
