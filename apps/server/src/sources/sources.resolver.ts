import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { SourceStore, SyncStore } from '@weir/store';
import { requireRole } from '../platform/access/viewer.js';
import { notFound } from '../platform/errors/weir-error.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { toPageRequest } from '../platform/graphql/page-request.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { refuseOr, SourceChanges } from './source-changes.js';
import { SourceReader } from './source-reader.js';
import { InspectPathArgs } from './inspect-path-args.js';
import { inspect } from './inspect.js';
import {
  AddSourceInput,
  PathInspection,
  Source,
  SourcePayload,
  SyncStatus,
  UpdateSourceInput,
} from './source-types.js';
import { ALL_SOURCES, topicOf } from './sync-feed.js';
import { SyncSchedule } from './sync-schedule.js';
import { toSyncStatus } from './to-sync-status.js';

@Resolver(() => Source)
export class SourcesResolver {
  @Inject(SyncSchedule) private readonly schedule: SyncSchedule;

  constructor(
    private readonly sources: SourceStore,
    private readonly syncs: SyncStore,
    private readonly reader: SourceReader,
    private readonly changes: SourceChanges,
  ) {}

  @Query(() => [Source], { name: 'sources', description: 'Every source, in the order they were added.' })
  list(@Context() { viewer }: RequestContext): Promise<Source[]> {
    return this.reader.list(viewer);
  }

  @ResolveField(() => [SyncStatus], { name: 'syncs', description: 'Newest first.' })
  async syncsOf(
    @Parent() source: Source,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'How many at most: 1 to 200.' })
    first: number | null,
  ): Promise<SyncStatus[]> {
    const page = toPageRequest({ first: first ?? 20, after: null });
    const rows = await this.syncs.list(source.id, page.first);
    return rows.map(toSyncStatus);
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description: 'When it is synced by itself next; null when it is not, or waits or runs already.',
  })
  nextSyncAt(@Parent() source: Source): Promise<number | null> {
    return this.schedule.findNext(source);
  }

  @Query(() => PathInspection, { description: "What a path on the server's machine holds; for managers." })
  async inspectPath(@Args() args: InspectPathArgs, @Context() { viewer }: RequestContext): Promise<PathInspection> {
    requireRole(viewer, 'MANAGER', 'look at paths of the server');
    return inspect(args);
  }

  @Mutation(() => SourcePayload, {
    description: 'Adds a source and starts its first sync; for managers. A known one is only synced again.',
  })
  async addSource(
    @Args('input', { description: 'The source.' }) input: AddSourceInput,
    @Context() { viewer }: RequestContext,
  ): Promise<SourcePayload> {
    const clientMutationId = input.clientMutationId ?? null;
    const payload = await refuseOr(async () => {
      requireRole(viewer, 'MANAGER', 'add sources');
      return this.reader.get(viewer, await this.changes.add(input));
    });
    return { ...payload, clientMutationId };
  }

  @Mutation(() => SourcePayload, {
    description: 'Changes the name or the settings of a source, and syncs it when its settings changed; for managers.',
  })
  async updateSource(
    @Args('input', { description: 'What to change.' }) input: UpdateSourceInput,
    @Context() { viewer }: RequestContext,
  ): Promise<SourcePayload> {
    const clientMutationId = input.clientMutationId ?? null;
    const payload = await refuseOr(async () => {
      requireRole(viewer, 'MANAGER', 'change sources');
      await this.changes.update(input);
      return this.reader.get(viewer, input.id);
    });
    return { ...payload, clientMutationId };
  }

  @Mutation(() => SourcePayload, { description: 'Starts a sync unless one waits or runs already; for managers.' })
  syncSource(
    @Args('id', { type: () => ID, description: 'The source.' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<SourcePayload> {
    return refuseOr(async () => {
      requireRole(viewer, 'MANAGER', 'sync sources');
      await this.changes.sync(id);
      return this.reader.get(viewer, id);
    });
  }

  @Mutation(() => SourcePayload, { description: 'Forgets a source and everything only it told of; for managers.' })
  removeSource(
    @Args('id', { type: () => ID, description: 'The source.' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<SourcePayload> {
    return refuseOr(async () => {
      requireRole(viewer, 'MANAGER', 'remove sources');
      const source = await this.reader.find(viewer, id);
      await this.changes.remove(id);
      return source;
    });
  }

  @Subscription(() => Source, {
    description: 'A source each time its sync gets on, at most a few times a second; without `sourceId`, any source.',
    resolve(this: SourcesResolver, sourceId: string, _args: unknown, { viewer }: RequestContext) {
      return this.reader.get(viewer, sourceId);
    },
  })
  async syncProgress(
    @Args('sourceId', { type: () => ID, nullable: true, description: 'Only this source.' }) sourceId: string | null,
    @Context() { viewer, pubsub }: RequestContext,
  ): Promise<AsyncIterable<unknown>> {
    if (sourceId !== null && sourceId !== undefined && !(await this.sources.find(sourceId)))
      throw notFound(`source ${sourceId}`);
    requireRole(viewer, 'VIEWER', 'watch sources');
    return pubsub.subscribe(sourceId ? topicOf(sourceId) : ALL_SOURCES) as Promise<AsyncIterable<unknown>>;
  }
}
