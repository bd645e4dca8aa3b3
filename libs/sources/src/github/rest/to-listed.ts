import type { Listed } from '../reading/payloads.js';

/** A list that is here whole, in the shape of a page. */
export function toListed<T>(nodes: T[]): Listed<T> {
  return { nodes, pageInfo: { hasNextPage: false, endCursor: null } };
}
