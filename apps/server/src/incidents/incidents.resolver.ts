import { Inject } from '@nestjs/common';
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { findDeployments, findIncident, readIncidents, type Database } from '@weir/store';
import { Deployment } from '../deployments/deployment-types.js';
import { toDeployment } from '../deployments/to-deployment.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { batchLoader } from '../platform/graphql/batch-loader.js';
import { ListArgs, toListQuery } from '../metrics/list-args.js';
import { toPageRequest } from '../platform/graphql/page-request.js';
import { perRequest, type RequestContext } from '../platform/graphql/request-context.js';
import { DATABASE } from '../platform/tokens.js';
import { Incident, IncidentConnection } from './incident-types.js';

@Resolver(() => Incident)
export class IncidentsResolver {
  private readonly deployments = perRequest((viewer) =>
    batchLoader(async (ids) => {
      const rows = await findDeployments(this.database.pool, ids, visibleTo(viewer));
      return new Map(rows.map((row) => [row.id, row]));
    }),
  );

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Query(() => IncidentConnection, { description: 'Incidents by their start, newest first.' })
  incidents(@Args() args: ListArgs, @Context() { viewer }: RequestContext): Promise<IncidentConnection> {
    return readIncidents(this.database.pool, { ...toListQuery(args, viewer), ...toPageRequest(args) });
  }

  @Query(() => Incident, { nullable: true, description: 'One incident.' })
  incident(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<Incident | null> {
    return findIncident(this.database.pool, id, visibleTo(viewer));
  }

  @ResolveField(() => Deployment, { nullable: true, description: 'The deployment it is attributed to.' })
  async deployment(@Parent() incident: Incident, @Context() context: RequestContext): Promise<Deployment | null> {
    if (incident.deploymentId === null) return null;
    const row = await this.deployments(context).load(incident.deploymentId);
    return row && toDeployment(row);
  }
}
