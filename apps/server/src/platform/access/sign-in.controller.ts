import { Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_COOKIE } from '../http/harden.js';
import { AccessService } from './access.service.js';
import { LiveConnections } from './live-connections.js';
import { SIGN_IN_SCRIPT, signInPage, usedLinkPage } from './sign-in-page.js';

const FEW_TRIES = { rateLimit: { max: 20, timeWindow: '1 minute' } };

/**
 * Opening a link only shows a page, which then posts: what fetches links in advance (chat previews, mail scanners) spends
 * none. The answer is never stored, and its address is sent to no other site.
 */
@Controller()
export class SignInController {
  constructor(
    private readonly access: AccessService,
    private readonly connections: LiveConnections,
  ) {}

  @Get('sign-in.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return SIGN_IN_SCRIPT;
  }

  @Get('sign-in/:token')
  @RouteConfig(FEW_TRIES)
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  show(): string {
    return signInPage();
  }

  @Post('sign-in/:token')
  @RouteConfig(FEW_TRIES)
  async signIn(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const personId = await this.access.spendSignInLink(token);
    reply.header('Cache-Control', 'no-store');
    if (personId === null) {
      await reply.code(410).type('text/html; charset=utf-8').send(usedLinkPage());
      return;
    }
    // A new session id: one planted before the sign-in must not become a signed-in one.
    await request.session.regenerate();
    request.session.personId = personId;
    await request.session.save();
    await reply.redirect('/', 303);
  }

  @Post('sign-out')
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await request.session.destroy();
    await this.connections.tellOfChange();
    await reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send();
  }
}
