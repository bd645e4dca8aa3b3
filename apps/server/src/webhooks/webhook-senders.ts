import { INCIDENT_SENDERS, type IncidentSender } from '@weir/sources';

/** Who may send webhooks here. */
export type WebhookSender = 'github' | IncidentSender;
export const WEBHOOK_SENDERS: WebhookSender[] = ['github', ...INCIDENT_SENDERS];

export const pathOf = (sender: WebhookSender): string =>
  sender === 'github' ? '/webhooks/github' : `/webhooks/incidents/${sender}`;

export const SENDER_NAMES: Record<WebhookSender, string> = {
  github: 'GitHub',
  pagerduty: 'PagerDuty',
  opsgenie: 'Opsgenie',
  generic: 'the generic incident webhook',
};
