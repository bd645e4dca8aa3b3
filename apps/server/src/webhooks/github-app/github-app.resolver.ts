import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { requireRole } from '../../platform/access/viewer.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import { refuseOr } from '../../sources/source-changes.js';
import { SourceReader } from '../../sources/source-reader.js';
import { SourcePayload } from '../../sources/source-types.js';
import { guessPublicUrl } from '../setup/public-url.js';
import { AppCreation } from './app-creation.js';
import { AppInstallations } from './app-installations.js';
import { AddGitHubInstallationInput, GitHubApp, GitHubAppManifest } from './github-app-types.js';
import { GitHubApps } from './github-apps.js';

@Resolver(() => GitHubApp)
export class GitHubAppResolver {
  constructor(
    private readonly creation: AppCreation,
    private readonly installations: AppInstallations,
    private readonly apps: GitHubApps,
    private readonly reader: SourceReader,
  ) {}

  @Query(() => GitHubAppManifest, { description: 'What a GitHub App for this workspace is made of; for managers.' })
  async githubAppManifest(
    @Args('organization', { type: () => String, nullable: true, description: 'Whose App it is; absent: your own.' })
    organization: string | null,
    @Args('apiUrl', {
      type: () => String,
      nullable: true,
      description: 'Of an Enterprise Server; absent: as configured.',
    })
    apiUrl: string | null,
    @Context() { viewer, reply }: RequestContext,
  ): Promise<GitHubAppManifest> {
    requireRole(viewer, 'MANAGER', 'make GitHub Apps');
    const wish = { organization: organization ?? null, apiUrl: apiUrl ?? null };
    return this.creation.begin(viewer, wish, guessPublicUrl(reply?.request.headers ?? {}));
  }

  @Query(() => [GitHubApp], {
    description: 'The Apps made for this workspace, and where they are installed; for managers.',
  })
  async githubApps(@Context() { viewer }: RequestContext): Promise<GitHubApp[]> {
    requireRole(viewer, 'MANAGER', 'see GitHub Apps');
    return this.installations.list();
  }

  @Mutation(() => Boolean, {
    description:
      'Forgets the keys of an App; sources made of it keep theirs. It stays at GitHub until it is deleted there. For managers.',
  })
  async forgetGitHubApp(
    @Args('id', { type: () => ID, description: 'The App.' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<boolean> {
    requireRole(viewer, 'MANAGER', 'forget GitHub Apps');
    await this.apps.forget(id);
    return true;
  }

  @Mutation(() => SourcePayload, { description: 'Makes a source of an installation of an App; for managers.' })
  async addGitHubInstallation(
    @Args('input', { description: 'The installation.' }) input: AddGitHubInstallationInput,
    @Context() { viewer }: RequestContext,
  ): Promise<SourcePayload> {
    const payload = await refuseOr(async () => {
      requireRole(viewer, 'MANAGER', 'add sources');
      return this.reader.get(viewer, await this.installations.add(input));
    });
    return { ...payload, clientMutationId: input.clientMutationId ?? null };
  }
}
