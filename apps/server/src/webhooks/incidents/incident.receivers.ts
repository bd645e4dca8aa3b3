import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { INCIDENT_SENDERS, type IncidentSender } from '@weir/sources';
import { HeardStore, SettingsStore } from '@weir/store';
import type { FastifyInstance } from 'fastify';
import { type JsonValue, query } from 'jsonpath-rfc9535';
import { unauthenticated } from '../../platform/access/access.service.js';
import { addReceiver, type Answer, parseJson, type Received } from '../../platform/http/receive.js';
import { CLOCK } from '../../platform/tokens.js';
import { accepted, DUPLICATE, ignored } from '../answers.js';
import { MAX_INCIDENT_BODY, WEBHOOK_LIMITS } from '../limits.js';
import { WebhookSecrets } from '../webhook-secrets.js';
import { pathOf, SENDER_NAMES } from '../webhook-senders.js';
import { IncidentMessages } from './incident-messages.js';
import { DEFAULT_MAPPING, parseMapping } from './mapping.js';
import { SENDER_RULES } from './senders.js';

/** `POST /webhooks/incidents/…`: what incident tools say, answered once it is committed. */
@Injectable()
export class IncidentReceivers implements OnModuleInit {
  @Inject(CLOCK) private readonly now: () => number;
  @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost;

  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly settings: SettingsStore,
    private readonly messages: IncidentMessages,
    private readonly heard: HeardStore,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const sender of INCIDENT_SENDERS) {
      const receive = (received: Received) => this.receive(sender, received);
      addReceiver(server, { ...WEBHOOK_LIMITS, path: pathOf(sender), maxBody: MAX_INCIDENT_BODY, receive });
    }
  }

  private async receive(sender: IncidentSender, { request, body }: Received): Promise<Answer> {
    const { isGenuine, howTo, read, eventPath } = SENDER_RULES[sender];
    const secret = await this.secrets.find(sender);
    if (secret === null)
      throw unauthenticated(
        `No webhook of ${SENDER_NAMES[sender]} is set up here: do so in Settings → Webhooks first.`,
      );
    if (!(await isGenuine({ headers: request.headers, body, secret })))
      throw unauthenticated(`Nothing proves that ${SENDER_NAMES[sender]} sent this: nothing was taken. ${howTo}`);
    const receivedAt = this.now();
    const payload = parseJson(body);
    const reading = read(payload, { receivedAt, mapping: await this.mapping() });
    const answer = 'ignored' in reading ? ignored(reading.ignored) : await this.take(sender, reading);
    const { reason, status } = answer.body;
    await this.heard.note({ sender, event: eventIn(payload, eventPath), outcome: reason ?? status, at: receivedAt });
    return answer;
  }

  private async take(sender: IncidentSender, messages: Parameters<IncidentMessages['take']>[1]) {
    const fresh = await this.messages.take(sender, messages);
    return fresh === 0 ? DUPLICATE : accepted();
  }

  private async mapping() {
    const stored = await this.settings.get('incidentMapping');
    return stored === null ? DEFAULT_MAPPING : parseMapping(stored);
  }
}

const LONGEST_EVENT = 100;

function eventIn(payload: unknown, path: string): string {
  const [event] = query(payload as JsonValue, path);
  return typeof event === 'string' ? event.slice(0, LONGEST_EVENT) : 'message';
}
