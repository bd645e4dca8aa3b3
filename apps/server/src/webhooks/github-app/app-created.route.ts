import { Injectable, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccessService, unauthenticated } from '../../platform/access/access.service.js';
import { requireRole } from '../../platform/access/viewer.js';
import { toWeirError } from '../../platform/errors/to-weir-error.js';
import { AppCreation } from './app-creation.js';
import { CREATED_PATH } from './create-manifest.js';

const FEW_TRIES = { rateLimit: { max: 20, timeWindow: '1 minute' } };

/** Where GitHub sends the browser back to. A person reads what is answered, so failures are sentences. */
@Injectable()
export class AppCreatedRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly access: AccessService,
    private readonly creation: AppCreation,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.get(CREATED_PATH, { config: FEW_TRIES }, (request, reply) => this.answer(request, reply));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('Cache-Control', 'no-store');
    try {
      await this.finish(request);
      return reply.redirect('/settings/webhooks', 303);
    } catch (thrown) {
      const error = toWeirError(thrown);
      const sentence = `The GitHub App was not taken in. ${error.message}\n\nGo back to Settings → Webhooks.\n`;
      return reply.code(error.kind.httpStatus).type('text/plain; charset=utf-8').send(sentence);
    }
  }

  private async finish(request: FastifyRequest) {
    const viewer = await this.access.findViewer(request);
    if (viewer === null) throw unauthenticated('Sign in to Weir in this browser, then make the App anew.');
    requireRole(viewer, 'MANAGER', 'make GitHub Apps');
    const { code, state } = request.query as Record<string, unknown>;
    return this.creation.finish(viewer, String(code ?? ''), String(state ?? ''));
  }
}
