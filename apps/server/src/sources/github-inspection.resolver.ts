import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { requireRole } from '../platform/access/viewer.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { GitHubInspection, InspectGitHubInput } from './github-inspection-types.js';
import { GitHubInspector } from './github-inspector.js';

@Resolver(() => GitHubInspection)
export class GitHubInspectionResolver {
  constructor(private readonly inspector: GitHubInspector) {}

  @Query(() => GitHubInspection, {
    description: 'What GitHub says of an owner and the right to read it, before it becomes a source; for managers.',
  })
  async inspectGitHub(
    @Args('input', { description: 'Whose repositories.' }) input: InspectGitHubInput,
    @Context() { viewer }: RequestContext,
  ): Promise<GitHubInspection> {
    requireRole(viewer, 'MANAGER', 'look at GitHub with the right of the server');
    return this.inspector.inspect(input);
  }
}
