import { describe, expect, it } from 'vitest';
import {
  beginWalk,
  isListDue,
  keepNews,
  type ListPage,
  type ListState,
  OVERLAP_MS,
  takePage,
  UNREAD,
} from './list-walk.js';

const NOW = 1_000_000_000;
const HOUR = 3_600_000;

interface Thing {
  id: number;
  at: number;
}

/** A list as GitHub has it: by time, newest first, its cursors saying a place. */
class List {
  constructor(readonly things: Thing[]) {}

  touch(id: number, at: number): void {
    const thing = this.things.find((one) => one.id === id);
    if (thing) thing.at = at;
    else this.things.push({ id, at });
  }

  page(after: string | null, size = 2): ListPage<Thing> {
    const sorted = [...this.things].sort((a, b) => b.at - a.at || b.id - a.id);
    const [at, id] = (after ?? 'Infinity 0').split(' ').map(Number);
    const rest = sorted.filter((one) => one.at < (at ?? 0) || (one.at === at && one.id < (id ?? 0)));
    const items = rest.slice(0, size).map((thing) => ({ ...thing }));
    const last = items.at(-1);
    const endCursor = last ? `${last.at} ${last.id}` : null;
    return { items, total: sorted.length, hasNextPage: rest.length > size, endCursor };
  }
}

/** Walks to the end; between pages something may happen. */
function walk(list: List, begun: ListState, from: number, meanwhile: (page: number) => void = () => undefined) {
  let state = beginWalk(begun, from);
  const seen = new Map<number, number>();
  let pages = 0;
  while (state.walk !== null && pages < 50) {
    const step = takePage(state, list.page(state.walk.after), { now: NOW, from });
    for (const { id, at } of step.items) seen.set(id, at);
    state = step.state;
    pages += 1;
    meanwhile(pages);
  }
  return { state, seen, pages };
}

const tenHours = () => new List(Array.from({ length: 10 }, (_, id) => ({ id, at: NOW - (10 - id) * HOUR })));

describe('A list that comes newest first', () => {
  it('is read to the start of the window and no further', () => {
    const { state, seen } = walk(tenHours(), UNREAD, NOW - 5 * HOUR);
    expect([...seen.keys()].sort()).toEqual([5, 6, 7, 8, 9]);
    expect(state).toMatchObject({ from: NOW - 5 * HOUR, newest: NOW - HOUR, total: 10, readAt: NOW, walk: null });
  });

  it('that fits one page is one request, a longer one ends with a look at its top', () => {
    expect(walk(new List([{ id: 1, at: NOW - HOUR }]), UNREAD, 0).pages).toBe(1);
    expect(walk(tenHours(), UNREAD, 0).pages).toBe(5 + 1);
  });

  it('loses nothing that moves up while it is paged through', () => {
    const list = tenHours();
    const { seen, state } = walk(list, UNREAD, 0, (page) => {
      if (page === 1) list.touch(0, NOW);
      if (page === 3) list.touch(1, NOW + 1000);
      if (page === 3) list.touch(77, NOW + 2000);
    });
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 77]);
    expect(state.newest).toBe(NOW + 2000);
  });

  it('of which many changed in one second is read to an end all the same', () => {
    const list = new List(Array.from({ length: 40 }, (_, id) => ({ id, at: NOW - HOUR })));
    const first = walk(list, UNREAD, 0);
    expect(first.seen.size).toBe(40);
    expect(walk(list, first.state, 0).pages).toBeLessThan(30);
  });

  it('is read again from a little before its newest thing', () => {
    const list = tenHours();
    const { state } = walk(list, UNREAD, 0);
    list.touch(3, NOW);
    expect(isListDue(state, { newest: NOW, total: 10 }, 0)).toBe(true);
    expect([...walk(list, state, 0).seen.keys()].sort()).toEqual([3, 9]);
  });

  it('is left alone while its head is the same and nothing can have happened in that second', () => {
    const { state } = walk(tenHours(), UNREAD, 0);
    const head = { newest: NOW - HOUR, total: 10 };
    expect(isListDue(state, head, 0)).toBe(false);
    expect(isListDue(state, { ...head, total: 9 }, 0)).toBe(true);
    expect(isListDue({ ...state, readAt: head.newest + OVERLAP_MS - 1 }, head, 0)).toBe(true);
  });

  it('goes on where it ended when more of the past is wanted', () => {
    const list = tenHours();
    const { state } = walk(list, UNREAD, NOW - 3 * HOUR);
    expect(isListDue(state, { newest: NOW - HOUR, total: 10 }, NOW - 8 * HOUR)).toBe(true);
    const more = walk(list, state, NOW - 8 * HOUR);
    expect([2, 3, 4, 5, 6].every((id) => more.seen.has(id))).toBe(true);
    expect(more.state.from).toBe(NOW - 8 * HOUR);
    expect(walk(list, more.state, 0).state).toMatchObject({ from: 0, tail: null });
  });

  it('yields what is read again only when it is other than before', () => {
    const { state } = walk(tenHours(), UNREAD, 0);
    const item = { id: 9, at: NOW - HOUR, digest: 'a' };
    const first = keepNews(state, [item]);
    expect(first.news).toEqual([item]);
    expect(keepNews(first.state, [item]).news).toEqual([]);
    expect(keepNews(first.state, [{ ...item, digest: 'b' }]).news).toHaveLength(1);
  });
});
