import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DeliveryStore, HeardStore } from '@weir/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addReceiver, type Answer, parseJson, type Received } from '../../platform/http/receive.js';
import { badInput } from '../../platform/errors/weir-error.js';
import { unauthenticated } from '../../platform/access/access.service.js';
import { CLOCK } from '../../platform/tokens.js';
import { accepted, DUPLICATE, ignored } from '../answers.js';
import { WEBHOOK_LIMITS } from '../limits.js';
import { isSigned } from '../proof.js';
import { pathOf, SENDER_NAMES } from '../webhook-senders.js';
import { GitHubHints } from './github-hints.js';
import { GitHubSecrets } from './github-secrets.js';
import { Payload } from './payload.js';
import { toHints } from './to-hints.js';

/** GitHub's own limit of a payload; it sends none that is larger. */
const MAX_PAYLOAD = 25 * 1024 * 1024;

interface Delivery {
  id: string;
  event: string;
  host: string;
  payload: Payload;
}

/** `POST /webhooks/github`: proves who sent it, takes each delivery once, and has looked at what it names. */
@Injectable()
export class GitHubReceiver implements OnModuleInit {
  @Inject(CLOCK) private readonly now: () => number;
  @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost;

  constructor(
    private readonly secrets: GitHubSecrets,
    private readonly deliveries: DeliveryStore,
    private readonly hints: GitHubHints,
    private readonly heard: HeardStore,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const receive = (received: Received) => this.receive(received);
    addReceiver(server, { ...WEBHOOK_LIMITS, path: pathOf('github'), maxBody: MAX_PAYLOAD, receive });
  }

  private async receive({ request, body }: Received): Promise<Answer> {
    await this.checkSignature(request, body);
    const delivery = { ...readHeaders(request), payload: Payload.catch({}).parse(parseJson(body)) };
    if (await this.deliveries.isKnown(delivery.id)) return DUPLICATE;
    // Remembered last: a delivery that a kill cut short is taken when it comes again. Hints may be told twice.
    const answer = await this.take(delivery);
    const { action, repository } = delivery.payload;
    const kept = { event: delivery.event, action, repository: repository?.full_name };
    await this.deliveries.remember(delivery.id, kept, this.now());
    const outcome = answer.body.reason ?? answer.body.status;
    const event = action === undefined ? delivery.event : `${delivery.event}.${action}`;
    await this.heard.note({ sender: 'github', event, outcome, at: this.now() });
    return answer;
  }

  private async checkSignature({ headers }: FastifyRequest, body: Buffer): Promise<void> {
    const secrets = await this.secrets.list();
    if (secrets.length === 0)
      throw unauthenticated('No webhook of GitHub is set up here: make its secret in Settings → Webhooks first.');
    const shown = /^sha256=(\S+)$/.exec(String(headers['x-hub-signature-256'] ?? ''))?.[1];
    if (shown !== undefined && (await isSigned(body, [shown], secrets))) return;
    throw unauthenticated(
      `This is not signed with the secret of ${SENDER_NAMES.github}'s webhook: nothing was taken. Set the same secret on both sides.`,
    );
  }

  private async take({ event, host, payload }: Delivery) {
    if (event === 'ping') return accepted('The webhook works.');
    const heard = toHints(event, payload);
    if (heard === null) return ignored(`Nothing is read of "${event}".`);
    return this.hints.tell(heard, host);
  }
}

function readHeaders({ headers }: FastifyRequest): Omit<Delivery, 'payload'> {
  const id = headers['x-github-delivery'];
  const event = headers['x-github-event'];
  if (typeof id !== 'string' || id === '' || id.length > 200)
    throw badInput('X-GitHub-Delivery', 'The header X-GitHub-Delivery must name the delivery.');
  if (typeof event !== 'string' || event === '' || event.length > 100)
    throw badInput('X-GitHub-Event', 'The header X-GitHub-Event must name the event.');
  // Enterprise Servers name themselves.
  return { id, event, host: String(headers['x-github-enterprise-host'] ?? 'github.com') };
}
