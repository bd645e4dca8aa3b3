import type { IncidentSender } from '@weir/sources';
import type { IncomingHttpHeaders } from 'node:http';
import { isBearer, isSigned } from '../proof.js';
import { readOpsgenie } from './opsgenie.js';
import { readPagerDuty } from './pagerduty.js';
import { readGeneric } from './generic.js';
import type { IncidentMapping } from './mapping.js';
import type { Reading } from './said.js';

interface Proof {
  headers: IncomingHttpHeaders;
  body: Buffer;
  secret: string;
}

interface Circumstances {
  receivedAt: number;
  mapping: IncidentMapping;
}

interface SenderRules {
  isGenuine(proof: Proof): Promise<boolean>;
  read(payload: unknown, circumstances: Circumstances): Reading;
  /** Where a payload names its event, for the page that sets the sender up. */
  eventPath: string;
  /** What to say to a sender that proved nothing. */
  howTo: string;
}

/** `name=hex` or bare, several separated by commas; a sender that rotates its secret sends one for each. */
function signaturesIn(header: string | string[] | undefined, name: string): string[] {
  const parts = String(header ?? '').split(',');
  return parts.map((part) => part.trim().replace(new RegExp(`^${name}=`), ''));
}

/** How each tool proves itself, and how its messages are read. */
export const SENDER_RULES: Record<IncidentSender, SenderRules> = {
  pagerduty: {
    isGenuine: ({ headers, body, secret }) =>
      isSigned(body, signaturesIn(headers['x-pagerduty-signature'], 'v1'), [secret]),
    read: readPagerDuty,
    eventPath: '$.event.event_type',
    howTo: 'Give Weir the secret that PagerDuty showed when the webhook subscription was made.',
  },
  opsgenie: {
    isGenuine: async ({ headers, secret }) => isBearer(headers.authorization, [secret]),
    read: (payload, { receivedAt }) => readOpsgenie(payload, receivedAt),
    eventPath: '$.action',
    howTo: 'Add the custom header "Authorization: Bearer SECRET" to the webhook integration in Opsgenie.',
  },
  generic: {
    isGenuine: async ({ headers, body, secret }) =>
      isBearer(headers.authorization, [secret]) ||
      (await isSigned(body, signaturesIn(headers['x-weir-signature'], 'sha256'), [secret])),
    read: (payload, { receivedAt, mapping }) => readGeneric(payload, mapping, receivedAt),
    eventPath: '$.status',
    howTo:
      'Send "Authorization: Bearer SECRET", or "X-Weir-Signature: sha256=" and the HMAC-SHA256 of the body in hexadecimal digits.',
  },
};
