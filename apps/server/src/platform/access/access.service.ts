import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PersonStore, SignInLinkStore, TokenStore } from '@weir/store';
import type { FastifyRequest } from 'fastify';
import { WeirError } from '../errors/weir-error.js';
import { CLOCK } from '../tokens.js';
import { toRole } from './role.js';
import type { Viewer } from './viewer.js';

declare module 'fastify' {
  interface Session {
    personId?: string;
  }
}

const LINK_LIFE_MS = 24 * 3600 * 1000;
const OWNER = 'owner';

/** Who somebody is: by session cookie, by bearer token, or as the command line of this very server. */
@Injectable()
export class AccessService {
  /** Known to this process and `run.json` only; it ends with the process. */
  readonly localToken = randomBytes(32).toString('base64url');

  constructor(
    private readonly people: PersonStore,
    private readonly links: SignInLinkStore,
    private readonly tokens: TokenStore,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  /** Null when the request shows nothing; throws when what it shows is not valid (any more). */
  async findViewer(request: FastifyRequest): Promise<Viewer | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.getViewerOfHeader(authorization);
    const { personId } = request.session;
    const person = personId === undefined ? null : await this.people.find(personId);
    return person && { name: person.name, role: toRole(person.role) };
  }

  async getViewerOfHeader(authorization: string): Promise<Viewer> {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('The Authorization header must be "Bearer TOKEN".');
    if (isSame(token, this.localToken)) return { name: 'command line', role: 'ADMIN' };
    const found = await this.tokens.authenticate(token, this.now());
    if (found === null)
      throw unauthenticated('This token is unknown, expired or revoked. Make one with `weir token create`.');
    return { name: found.name, role: toRole(found.role), ...(found.scopes.length > 0 && { scopes: found.scopes }) };
  }

  /** A path that signs its first user in as the owner of this workspace. */
  async createSignInPath(): Promise<string> {
    const now = this.now();
    const person = await this.people.ensure(OWNER, 'admin');
    return `/sign-in/${await this.links.create(person.id, now + LINK_LIFE_MS, now)}`;
  }

  /** Spends a link; the id of whom it signs in. Null when it is unknown, used or too old; these are not told apart. */
  async spendSignInLink(secret: string): Promise<string | null> {
    const person = await this.links.consume(secret, this.now());
    return person && person.id;
  }
}

export const unauthenticated = (message: string): WeirError => new WeirError('UNAUTHENTICATED', message);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
