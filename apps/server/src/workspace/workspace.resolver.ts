import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { readFacets, readWorkspaceSummary, SettingsStore, type Database } from '@weir/store';
import { Dimension } from '../metrics/metric-enums.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { toPageRequest } from '../platform/graphql/page-request.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { DATABASE } from '../platform/tokens.js';
import { Facet, Viewer, Workspace } from './workspace-types.js';

@Resolver(() => Workspace)
export class WorkspaceResolver {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly settings: SettingsStore,
  ) {}

  @Query(() => Viewer, { description: 'Who asks.' })
  viewer(@Context() context: RequestContext): Viewer {
    return context.viewer;
  }

  @Query(() => Workspace, { description: 'What a page needs to know before it asks for figures.' })
  async workspace(@Context() { viewer }: RequestContext): Promise<Workspace> {
    const [summary, settings] = await Promise.all([
      readWorkspaceSummary(this.database.pool, visibleTo(viewer)),
      this.settings.getAll(),
    ]);
    const { name, timeZone, bandRuleSet } = settings;
    return { ...summary, name, timeZone, bandRuleSet, version: __WEIR_VERSION__ };
  }

  @Query(() => [Facet], { description: 'The values one can filter by, those that most changes carry first.' })
  facets(
    @Args('dimension', { type: () => Dimension, description: 'Of which kind.' }) dimension: Weir.Dimension,
    @Args('search', { type: () => String, nullable: true, description: 'Only those that contain this, in any case.' })
    search: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50, description: 'How many at most: 1 to 200.' })
    first: number | null,
    @Context() { viewer }: RequestContext,
  ): Promise<Facet[]> {
    const page = toPageRequest({ first, after: null });
    return readFacets(this.database.pool, { dimension, search, first: page.first, visible: visibleTo(viewer) });
  }
}
