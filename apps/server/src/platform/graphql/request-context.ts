import type { FastifyReply } from 'fastify';
import type { MercuriusContext } from 'mercurius';
import type { Viewer } from '../access/viewer.js';

/** What every resolver of one request shares. */
export interface RequestContext extends Pick<MercuriusContext, 'pubsub'> {
  viewer: Viewer;
  reply?: FastifyReply;
}

/** One of something per request, made when first asked for: loaders must not outlive what their viewer may see. */
export function perRequest<Value>(make: (viewer: Viewer) => Value): (context: RequestContext) => Value {
  const made = new WeakMap<RequestContext, Value>();
  return (context) => {
    const existing = made.get(context);
    if (existing !== undefined) return existing;
    const value = make(context.viewer);
    made.set(context, value);
    return value;
  };
}
