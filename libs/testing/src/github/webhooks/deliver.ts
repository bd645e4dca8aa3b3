import type { EmitterWebhookEventName } from '@octokit/webhooks';
import { randomUUID } from 'node:crypto';

export type EventName = EmitterWebhookEventName extends infer N ? (N extends `${string}.${string}` ? never : N) : never;

export interface Delivery {
  event: EventName;
  /** The same again is a replay. */
  deliveryId?: string;
  /** Instead of the true signature; null sends none. */
  signature?: string | null;
  /** Sent as it is, although GitHub would never send it. */
  isUnchecked?: boolean;
}

export interface Delivered {
  deliveryId: string;
  status: number;
  body: string;
}

/** Sends a webhook as GitHub does: signed, with an id of the delivery, and only what GitHub's description allows. */
export async function deliver(
  url: string,
  secret: string,
  delivery: EventName | Delivery,
  payload: object,
): Promise<Delivered> {
  const { event, deliveryId = randomUUID(), ...more } = typeof delivery === 'string' ? { event: delivery } : delivery;
  const { signature, isUnchecked = false }: Partial<Delivery> = more;
  if (!isUnchecked) await checkPayload(event, payload);
  const { Webhooks } = await import('@octokit/webhooks');
  const body = JSON.stringify(payload);
  const signed = signature === undefined ? await new Webhooks({ secret }).sign(body) : signature;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/044aadd',
    'x-github-event': event,
    'x-github-delivery': deliveryId,
    'x-github-hook-id': '1',
    'x-github-hook-installation-target-type': 'integration',
    ...(signed === null ? {} : { 'x-hub-signature-256': signed }),
  };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { deliveryId, status: response.status, body: await response.text() };
}

async function checkPayload(event: EventName, payload: { action?: string }): Promise<void> {
  const { checkAnswer } = await import('../openapi/check-answer.js');
  const words = payload.action === undefined ? event : `${event}-${payload.action}`;
  const problem = checkAnswer(`WEBHOOK ${words.replaceAll('_', '-')}`, payload);
  if (problem) throw new Error(`GitHub would not send this. ${problem}`);
}
