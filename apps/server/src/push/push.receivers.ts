import { Injectable, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { PushOutcome } from '@weir/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessService, unauthenticated } from '../platform/access/access.service.js';
import { requireScope } from '../platform/access/scope.js';
import { errorBody } from '../platform/errors/boundary.filter.js';
import { WeirError } from '../platform/errors/weir-error.js';
import { addReceiver, type Answer, parseJson, type Received } from '../platform/http/receive.js';
import { createOpenApi } from './openapi.js';
import { MAX_ITEMS, PUSH_LIMITS } from './limits.js';
import { PUSH_SCOPES, type PushKind } from './push-kind.js';
import { PushService } from './push.service.js';

/** `POST /api/v1/deployments` and `/api/v1/incidents`, and the document that describes them. */
@Injectable()
export class PushReceivers implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly access: AccessService,
    private readonly pushes: PushService,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const kind of Object.keys(PUSH_SCOPES) as PushKind[]) {
      const admit = (request: FastifyRequest) => this.admit(kind, request);
      const receive = (received: Received) => this.receive(kind, received);
      addReceiver(server, { path: `/api/v1/${kind}`, ...PUSH_LIMITS, admit, receive });
    }
    const document = createOpenApi();
    server.get('/api/openapi.json', async () => document);
  }

  /** Cookies are not looked at: another site could make a browser send them. */
  private async admit(kind: PushKind, { headers: { authorization } }: FastifyRequest): Promise<void> {
    if (authorization === undefined)
      throw unauthenticated('Send a token: "Authorization: Bearer TOKEN". `weir token create` makes one.');
    requireScope(await this.access.getViewerOfHeader(authorization), PUSH_SCOPES[kind]);
  }

  private async receive(kind: PushKind, { body }: Received): Promise<Answer> {
    const given = parseJson(body);
    if (!Array.isArray(given)) return toAnswer(given, (await this.pushes.push(kind, [given]))[0]);
    if (given.length > MAX_ITEMS)
      throw new WeirError('TOO_LARGE', `At most ${MAX_ITEMS} items are taken at once, not ${given.length}.`);
    return toListAnswer(given, await this.pushes.push(kind, given));
  }
}

type Outcome = PushOutcome<WeirError>;

function toAnswer(item: unknown, outcome: Outcome | undefined): Answer {
  if (outcome === undefined || outcome instanceof WeirError) throw outcome ?? new WeirError('INTERNAL', 'No outcome.');
  return { status: outcome === 'created' ? 201 : 200, body: toLine(item, outcome) };
}

/** A line for each item, in their order; 207 says that some of them were refused. */
function toListAnswer(items: unknown[], outcomes: Outcome[]): Answer {
  const results = outcomes.map((outcome, index) => toLine(items[index], outcome));
  return { status: outcomes.some((outcome) => outcome instanceof WeirError) ? 207 : 200, body: { results } };
}

function toLine(item: unknown, outcome: Outcome): object {
  const id = (item as { id?: unknown } | null)?.id;
  const named = typeof id === 'string' ? { id } : {};
  return outcome instanceof WeirError ? { ...named, ...errorBody(outcome) } : { ...named, result: outcome };
}
