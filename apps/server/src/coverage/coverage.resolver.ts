import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { readCoverage, type Database } from '@weir/store';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { PageArgs } from '../platform/graphql/connection.js';
import { toPageRequest } from '../platform/graphql/page-request.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { DATABASE } from '../platform/tokens.js';
import { Coverage, CoverageConnection } from './coverage-types.js';

@Resolver(() => Coverage)
export class CoverageResolver {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Query(() => CoverageConnection, { description: 'How far the figures of each repository can be trusted, by name.' })
  coverage(@Args() args: PageArgs, @Context() { viewer }: RequestContext): Promise<CoverageConnection> {
    return readCoverage(this.database.pool, { ...toPageRequest(args), visible: visibleTo(viewer) });
  }
}
