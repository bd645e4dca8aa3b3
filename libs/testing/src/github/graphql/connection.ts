import { Refusal } from '../http/answer.js';
import type { Arguments } from './fields.js';

/** Where something stands in its list: compared first to last, the id last so that no two are equal. */
export type Place = readonly (number | string)[];

interface Connection<T> {
  nodes: readonly T[];
  edges: readonly { cursor: string; node: T }[];
  totalCount: number;
  pageInfo: PageInfo;
}

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

const MOST = 100;

/**
 * A page of a list. A cursor says the place of the thing after which to go on, not a count: what is updated while somebody
 * pages moves away and is not met again, as with GitHub. Who asks for the count alone need not say how much of it.
 */
export function connect<T>(
  all: readonly T[],
  args: Arguments,
  name: string,
  placeOf: (item: T) => Place,
): Connection<T> {
  const read = () => {
    checkBounds(args, name);
    return pageOf(all, args, placeOf);
  };
  let page: Page<T> | null = null;
  return {
    totalCount: all.length,
    get nodes() {
      return (page ??= read()).edges.map(({ node }) => node);
    },
    get edges() {
      return (page ??= read()).edges;
    },
    get pageInfo() {
      return (page ??= read()).pageInfo;
    },
  };
}

interface Page<T> {
  edges: { node: T; cursor: string }[];
  pageInfo: PageInfo;
}

function pageOf<T>(all: readonly T[], args: Arguments, placeOf: (item: T) => Place): Page<T> {
  const left = between(all, args, placeOf);
  const isForward = typeof args.first === 'number';
  const page = isForward ? left.slice(0, args.first ?? 0) : left.slice(-(args.last ?? 0));
  const edges = page.map(({ item, place }) => ({ node: item, cursor: cursorOf(place) }));
  const isCut = page.length < left.length;
  const pageInfo: PageInfo = {
    hasNextPage: isForward ? isCut : Boolean(args.before),
    hasPreviousPage: isForward ? Boolean(args.after) : isCut,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** In order, between the two cursors. */
function between<T>(all: readonly T[], { orderBy, after, before }: Arguments, placeOf: (item: T) => Place) {
  const sign = orderBy?.direction === 'DESC' ? -1 : 1;
  const [from, to] = [after ? placeIn(after) : null, before ? placeIn(before) : null];
  return all
    .map((item) => ({ item, place: placeOf(item) }))
    .filter(({ place }) => !from || sign * compare(place, from) > 0)
    .filter(({ place }) => !to || sign * compare(place, to) < 0)
    .sort((one, other) => sign * compare(one.place, other.place));
}

/** A list whose order is its own: the places are counted. */
export function connectInOrder<T>(all: readonly T[], args: Arguments, name: string): Connection<T> {
  const places = new Map(all.map((item, index) => [item, [index]]));
  return connect(all, { ...args, orderBy: null }, name, (item) => places.get(item) ?? [0]);
}

function checkBounds({ first, last }: Arguments, name: string): void {
  const asked = first ?? last;
  if (asked === undefined || asked === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new Refusal(200, message, 'MISSING_PAGINATION_BOUNDARIES');
  }
  if (asked > MOST) {
    const bound = first === asked ? 'first' : 'last';
    const message = `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${MOST} records.`;
    throw new Refusal(200, message, 'EXCESSIVE_PAGINATION');
  }
}

function compare(one: Place, other: Place): number {
  for (let index = 0; index < one.length; index += 1) {
    const [a = 0, b = 0] = [one[index], other[index]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

const cursorOf = (place: Place) => Buffer.from(`cursor:v2:${JSON.stringify(place)}`).toString('base64');

function placeIn(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64').toString();
  if (!text.startsWith('cursor:v2:')) {
    throw new Refusal(200, `\`${cursor}\` does not appear to be a valid cursor.`, 'INVALID_CURSOR_ARGUMENTS');
  }
  return JSON.parse(text.slice('cursor:v2:'.length)) as Place;
}
