import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import {
  findChange,
  findChangeByNumber,
  findDeploymentsOfChanges,
  readChanges,
  readWaitingChanges,
  type ChangeMoment as Moment,
  type ChangeOrder as Order,
  type Database,
} from '@weir/store';
import { Deployment } from '../deployments/deployment-types.js';
import { toDeployment } from '../deployments/to-deployment.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { badInput } from '../platform/errors/weir-error.js';
import { batchLoader } from '../platform/graphql/batch-loader.js';
import { FilteredPageArgs, ListArgs, toListQuery } from '../metrics/list-args.js';
import { mapNodes, toPageRequest } from '../platform/graphql/page-request.js';
import { perRequest, type RequestContext } from '../platform/graphql/request-context.js';
import { CLOCK, DATABASE } from '../platform/tokens.js';
import { ChangeMoment, ChangeOrder, ChangeState } from './change-enums.js';
import { Change, ChangeConnection } from './change-types.js';
import { toChange } from './to-change.js';

@ArgsType()
class ChangesArgs extends ListArgs {
  @Field(() => ChangeMoment, {
    nullable: true,
    defaultValue: 'MERGED',
    description: 'Which moment the range selects by.',
  })
  by: Moment | null;

  @Field(() => ChangeState, { nullable: true, description: 'Only in this state.' })
  state: Weir.ChangeState | null;

  @Field(() => ChangeOrder, { nullable: true, defaultValue: 'NEWEST', description: 'Which come first.' })
  orderBy: Order | null;
}

@Resolver(() => Change)
export class ChangesResolver {
  private readonly deployments = perRequest((viewer) =>
    batchLoader((ids) => findDeploymentsOfChanges(this.database.pool, ids, visibleTo(viewer))),
  );

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  @Query(() => ChangeConnection, {
    description: 'Changes; without a range also those that have not got to the moment.',
  })
  async changes(@Args() args: ChangesArgs, @Context() { viewer }: RequestContext): Promise<ChangeConnection> {
    const page = await readChanges(this.database.pool, {
      ...toListQuery(args, viewer),
      ...toPageRequest(args),
      by: args.by ?? 'MERGED',
      state: args.state ?? null,
      orderBy: args.orderBy ?? 'NEWEST',
    });
    return mapNodes(page, toChange(this.now()));
  }

  @Query(() => ChangeConnection, {
    description: 'Merged changes that wait for a deployment, the longest waiting first.',
  })
  async waitingChanges(
    @Args() args: FilteredPageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<ChangeConnection> {
    const page = await readWaitingChanges(this.database.pool, { ...toListQuery(args, viewer), ...toPageRequest(args) });
    return mapNodes(page, toChange(this.now()));
  }

  @Query(() => Change, { nullable: true, description: 'One change, by its id or by repository and number.' })
  async change(
    @Args('id', { type: () => ID, nullable: true, description: 'Its id.' }) id: string | null,
    @Args('repository', { type: () => String, nullable: true, description: 'Its repository, `owner/name`.' })
    repository: string | null,
    @Args('number', { type: () => Int, nullable: true, description: 'Its number.' }) number: number | null,
    @Context() { viewer }: RequestContext,
  ): Promise<Change | null> {
    const row = await this.find({ id, repository, number }, visibleTo(viewer));
    return row && toChange(this.now())(row);
  }

  @ResolveField(() => Deployment, {
    nullable: true,
    description: 'The deployment that first brought it to production.',
  })
  async deployment(@Parent() change: Change, @Context() context: RequestContext): Promise<Deployment | null> {
    if (change.deployedAt === null) return null;
    const row = await this.deployments(context).load(change.id);
    return row && toDeployment(row);
  }

  private find(
    { id, repository, number }: { id?: string | null; repository?: string | null; number?: number | null },
    visible: Weir.VisibleRepositories,
  ) {
    if (id) return findChange(this.database.pool, id, visible);
    if (repository && typeof number === 'number') {
      return findChangeByNumber(this.database.pool, repository, number, visible);
    }
    throw badInput('id', 'Name the change by `id`, or by `repository` and `number`.');
  }
}
