import { Context, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { Viewer } from './workspace-types.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who asks.' })
  viewer(@Context() context: RequestContext): Viewer {
    return context.viewer;
  }
}
