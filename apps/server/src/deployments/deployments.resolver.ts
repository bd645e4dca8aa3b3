import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  findDeployments,
  readChangesOfDeployments,
  readDeployments,
  readIncidentsOfDeployments,
  type Database,
  type Page,
  type PageRequest,
} from '@weir/store';
import type DataLoader from 'dataloader';
import { ChangeConnection } from '../changes/change-types.js';
import { toChange } from '../changes/to-change.js';
import { IncidentConnection } from '../incidents/incident-types.js';
import type { Viewer } from '../platform/access/viewer.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { batchLoader } from '../platform/graphql/batch-loader.js';
import { PageArgs } from '../platform/graphql/connection.js';
import { ListArgs, toListQuery } from '../metrics/list-args.js';
import { EMPTY_PAGE, mapNodes, toPageRequest } from '../platform/graphql/page-request.js';
import { perRequest, type RequestContext } from '../platform/graphql/request-context.js';
import { CLOCK, DATABASE } from '../platform/tokens.js';
import { Deployment, DeploymentConnection } from './deployment-types.js';
import { toDeployment } from './to-deployment.js';

@ArgsType()
class DeploymentsArgs extends ListArgs {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Leave out environments that are not production.',
  })
  productionOnly: boolean | null;
}

type ReadPages<Row> = (viewer: Viewer, ids: readonly string[], page: PageRequest) => Promise<Map<string, Page<Row>>>;

@Resolver(() => Deployment)
export class DeploymentsResolver {
  private readonly changesOf = pagesPerRequest((viewer, ids, page) =>
    readChangesOfDeployments(this.database.pool, ids, { ...page, visible: visibleTo(viewer) }),
  );
  private readonly incidentsOf = pagesPerRequest((viewer, ids, page) =>
    readIncidentsOfDeployments(this.database.pool, ids, { ...page, visible: visibleTo(viewer) }),
  );

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  @Query(() => DeploymentConnection, { description: 'Deployments by their finish, newest first.' })
  async deployments(
    @Args() args: DeploymentsArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<DeploymentConnection> {
    const page = await readDeployments(this.database.pool, {
      ...toListQuery(args, viewer),
      ...toPageRequest(args),
      productionOnly: args.productionOnly ?? true,
    });
    return mapNodes(page, toDeployment);
  }

  @Query(() => Deployment, { nullable: true, description: 'One deployment.' })
  async deployment(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<Deployment | null> {
    const [row] = await findDeployments(this.database.pool, [id], visibleTo(viewer));
    return row ? toDeployment(row) : null;
  }

  @ResolveField(() => ChangeConnection, {
    description: 'The changes it was the first to bring there, newest merge first.',
  })
  async changes(
    @Parent() deployment: Deployment,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<ChangeConnection> {
    const page = await this.changesOf(context, args).load(deployment.id);
    return mapNodes(page ?? EMPTY_PAGE, toChange(this.now()));
  }

  @ResolveField(() => IncidentConnection, { description: 'The incidents attributed to it, newest first.' })
  async incidents(
    @Parent() deployment: Deployment,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<IncidentConnection> {
    return (await this.incidentsOf(context, args).load(deployment.id)) ?? EMPTY_PAGE;
  }
}

/** One loader per request and page asked for: the same field may be asked twice with other arguments. */
function pagesPerRequest<Row>(read: ReadPages<Row>) {
  const loaders = perRequest((viewer) => ({ viewer, byPage: new Map<string, DataLoader<string, Page<Row> | null>>() }));
  return (context: RequestContext, args: PageArgs): DataLoader<string, Page<Row> | null> => {
    const { viewer, byPage } = loaders(context);
    const page = toPageRequest(args);
    const key = JSON.stringify(page);
    const loader = byPage.get(key) ?? batchLoader((ids) => read(viewer, ids, page));
    byPage.set(key, loader);
    return loader;
  };
}
