import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { TokenStore } from '@weir/store';
import { badInput, notFound } from '../errors/weir-error.js';
import type { RequestContext } from '../graphql/request-context.js';
import { AccessService } from './access.service.js';
import { LiveConnections } from './live-connections.js';
import { toRole, toStoredRole } from './role.js';
import { parseScopes } from './scope.js';
import { CLOCK } from '../tokens.js';
import { ApiToken, CreateApiTokenInput } from './token-types.js';
import { requireRole } from './viewer.js';

const MAX_NAME = 100;

@Resolver(() => ApiToken)
export class TokenResolver {
  constructor(
    private readonly access: AccessService,
    private readonly tokens: TokenStore,
    private readonly connections: LiveConnections,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  @Query(() => [ApiToken], { description: 'Every token there is; for admins.' })
  async apiTokens(@Context() { viewer }: RequestContext): Promise<ApiToken[]> {
    requireRole(viewer, 'ADMIN', 'see tokens');
    const tokens = await this.tokens.list();
    return tokens.map((token) => ({ ...token, role: toRole(token.role) }));
  }

  @Mutation(() => String, { description: 'Makes a token and gives it, this once; for admins.' })
  async createApiToken(
    @Args('input', { description: 'The token.' }) input: CreateApiTokenInput,
    @Context() { viewer }: RequestContext,
  ): Promise<string> {
    requireRole(viewer, 'ADMIN', 'make tokens');
    const name = input.name.trim();
    if (name === '' || name.length > MAX_NAME)
      throw badInput('input.name', `A token needs a name of 1 to ${MAX_NAME} characters.`);
    const scopes = parseScopes(input.scopes ?? [], 'input.scopes');
    const role = input.role ?? (scopes.length > 0 ? 'VIEWER' : null);
    if (role === null) throw badInput('input.role', 'A token needs a role, or scopes.');
    const { token } = await this.tokens.create({ name, role: toStoredRole(role), scopes });
    return token;
  }

  @Mutation(() => Boolean, { description: 'Makes a token worthless, by its id or name; for admins. Safe to repeat.' })
  async revokeApiToken(
    @Args('id', { type: () => ID, description: 'Its id, or its name.' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<boolean> {
    requireRole(viewer, 'ADMIN', 'revoke tokens');
    const tokens = await this.tokens.list();
    const meant = tokens.filter((token) => token.id === id || token.name === id);
    if (meant.length === 0) throw notFound(`token "${id}"`);
    for (const token of meant) await this.tokens.revoke(token.id, this.now());
    await this.connections.tellOfChange();
    return true;
  }

  @Mutation(() => String, { description: 'A path that signs its first user in as the owner, once; for admins.' })
  async createSignInLink(@Context() { viewer }: RequestContext): Promise<string> {
    requireRole(viewer, 'ADMIN', 'make sign-in links');
    return this.access.createSignInPath();
  }
}
