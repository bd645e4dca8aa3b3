import type { PageRequest } from '@weir/store';
import type { Connection, PageArgs } from './connection.js';
import { MAX_PAGE } from './query-cost.js';
import { badInput } from '../errors/weir-error.js';

const DEFAULT_PAGE = 50;

/** The page asked for; beyond the limit is a mistake, not a wish to be cut. */
export function toPageRequest({ first, after }: PageArgs): PageRequest {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) {
    throw badInput('first', `first must be 1 to ${MAX_PAGE}, not ${size}. Use \`after\` for the next page.`);
  }
  return { first: size, after: after ?? null };
}

/** The same page of other nodes. */
export function mapNodes<Row, Node>(page: Connection<Row>, toNode: (row: Row) => Node): Connection<Node> {
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: toNode(node) })) };
}

export const EMPTY_PAGE: Connection<never> = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: 0,
};
