import type { Instant } from '@weir/metrics';
import { z } from 'zod';

/** GitHub counts in seconds and its copies lag behind each other: so much of what was read is read again. */
export const OVERLAP_MS = 120_000;

const walk = z.object({
  /** Older things are not read. */
  until: z.number(),
  /** The newest thing when the walk began: what changes later is for the next walk. Null = the first page is still to come. */
  newest: z.number().nullable(),
  after: z.string().nullable(),
});

export const listState = z.object({
  /** Everything from here on was read; null = not yet. */
  from: z.number().nullable(),
  /** Newest thing and count of all when it was last read to its end, and when that was. */
  newest: z.number().nullable(),
  total: z.number().nullable(),
  readAt: z.number().nullable(),
  /** A reading that was begun. */
  walk: walk.nullable(),
  /** Where older things than `from` go on; null = there are none. */
  tail: z.string().nullable(),
  /** What was yielded of the stretch that is read again: number, time, digest. */
  recent: z.array(z.tuple([z.number(), z.number(), z.string()])),
});

/**
 * Where the reading of a list stands that comes newest first: by update, or by creation. What is changed while it is paged
 * through moves to its top and out of reach; so a walk of several pages is followed by another over what is newer than its
 * beginning, until one page holds all of that. A page is of one moment, so nothing is lost.
 */
export type ListState = z.infer<typeof listState>;

export const UNREAD: ListState = {
  from: null,
  newest: null,
  total: null,
  readAt: null,
  walk: null,
  tail: null,
  recent: [],
};

/** What can be known of a list without reading it. */
export interface ListHead {
  newest: Instant | null;
  total: number;
}

export interface ListItem {
  /** Its number, or database id. */
  id: number;
  at: Instant;
}

export interface ListPage<T extends ListItem> {
  items: T[];
  total: number;
  hasNextPage: boolean;
  endCursor: string | null;
  /** Whether everything that follows is older than what was asked for, though no item here shows it. */
  isPast?: boolean;
}

/** Whether anything may differ from what was read. */
export function isListDue(state: ListState, head: ListHead, from: Instant): boolean {
  if (state.walk !== null || state.from === null || from < state.from) return true;
  if (state.newest !== head.newest || state.total !== head.total) return true;
  // Something else may have happened in the second of the newest thing after it was read.
  return head.newest !== null && (state.readAt ?? 0) < head.newest + OVERLAP_MS;
}

/** Begins a walk, or goes on with the one that was begun. */
export function beginWalk(state: ListState, from: Instant): ListState {
  if (state.walk !== null) return state;
  const until = state.from === null ? from : Math.max(from, (state.newest ?? from) - OVERLAP_MS);
  return { ...state, walk: { until, newest: null, after: null } };
}

export interface WalkStep<T> {
  state: ListState;
  /** What the page brought that lies in the walk. */
  items: T[];
}

/** Takes one page. The walk is over when `state.walk` is null. */
export function takePage<T extends ListItem>(
  state: ListState,
  page: ListPage<T>,
  { now, from }: { now: Instant; from: Instant },
): WalkStep<T> {
  if (state.walk === null) return { state, items: [] };
  const { until, after } = state.walk;
  const items = page.items.filter(({ at }) => at >= until);
  const newest = state.walk.newest ?? page.items[0]?.at ?? until;
  const isPast = page.isPast === true || page.items.some(({ at }) => at < until);
  const hasEnded = !page.hasNextPage || page.endCursor === null || isPast;
  if (!hasEnded) return { state: { ...state, walk: { until, newest, after: page.endCursor } }, items };
  const reached = reach(state, until, isPast || page.hasNextPage ? { after } : null);
  if (after !== null) return { state: { ...reached, walk: { until: newest + 1, newest: null, after: null } }, items };
  const top = page.items[0]?.at ?? null;
  return { state: extend({ ...reached, newest: top, total: page.total, readAt: now, walk: null }, from), items };
}

/** How far back everything is read now, and where it would go on. */
function reach(state: ListState, until: Instant, rest: { after: string | null } | null): ListState {
  if (state.from !== null && state.from <= until) return state;
  return { ...state, from: until, tail: rest === null ? null : (rest.after ?? '') };
}

/** When more of the past is wanted than was read, the walk goes on where it once ended. An empty tail is the top. */
function extend(state: ListState, from: Instant): ListState {
  if (state.from === null || from >= state.from) return state;
  if (state.tail === null) return { ...state, from };
  return { ...state, walk: { until: from, newest: state.newest, after: state.tail === '' ? null : state.tail } };
}

/** Leaves out what was yielded just so before, and remembers what may be read again. */
export function keepNews<T extends ListItem & { digest: string }>(
  state: ListState,
  items: T[],
): { state: ListState; news: T[] } {
  const known = new Map(state.recent.map(([id, , digest]) => [id, digest]));
  const news = items.filter(({ id, digest }) => known.get(id) !== digest);
  const newest = state.walk?.newest ?? state.newest ?? -Infinity;
  const seen = new Map(state.recent.map((entry) => [entry[0], entry]));
  for (const { id, at, digest } of items) seen.set(id, [id, at, digest]);
  const recent = [...seen.values()].filter(([, at]) => at >= newest - OVERLAP_MS);
  return { state: { ...state, recent }, news };
}
