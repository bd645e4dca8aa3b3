import sql, { raw, type Sql } from 'sql-template-tag';
import { toTimestamp } from '../database/copy-text.js';
import { StoreError } from '../database/store-error.js';
import { all } from './filter-conditions.js';
import { readRows, type SqlRunner } from './sql-runner.js';

/** `after` is the cursor of an edge of the same list in the same order. */
export interface PageRequest {
  first: number;
  after?: string | null;
}

export interface Edge<Row> {
  cursor: string;
  node: Row;
}

export interface Page<Row> {
  edges: Edge<Row>[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

/** What a list is ordered by. Equal values are told apart by `id`, in the same direction, so that pages never overlap. */
export interface Sort {
  /** Names the order, so that a cursor of another one is refused. */
  name: string;
  /** Never null. */
  value: Sql;
  id: Sql;
  type: 'timestamptz' | 'float8' | 'text';
  isDescending: boolean;
}

/** A list before it is cut into pages. */
export interface List {
  columns: Sql;
  from: Sql;
  conditions: Sql[];
  sort: Sort;
}

type Position = [name: string, value: number | string, id: string];
type Positioned<Row> = Row & { sortValue: number | string; sortId: string };

/** One page and the length of the whole list. */
export async function readPage<Row>(runner: SqlRunner, list: List, request: PageRequest): Promise<Page<Row>> {
  const [rows, counts] = await Promise.all([
    readRows<Positioned<Row>>(runner, compilePage(list, request)),
    readRows<{ count: number }>(runner, compileCount(list)),
  ]);
  return { ...toEdges(rows, list.sort.name, request), totalCount: Number(counts[0]?.count ?? 0) };
}

/** The same of one list per key, all in two statements. `toList` is given the key as an expression. */
export async function readPages<Row>(
  runner: SqlRunner,
  keys: readonly string[],
  toList: (key: Sql) => List,
  request: PageRequest,
): Promise<Map<string, Page<Row>>> {
  const list = toList(sql`asked.key`);
  const asked = sql`unnest(${[...keys]}::text[]) AS asked (key)`;
  const [rows, counts] = await Promise.all([
    readRows<Positioned<Row> & { pageKey: string }>(
      runner,
      sql`SELECT asked.key AS "pageKey", page.* FROM ${asked} CROSS JOIN LATERAL (${compilePage(list, request)}) page`,
    ),
    readRows<{ pageKey: string; count: number }>(
      runner,
      sql`SELECT asked.key AS "pageKey", (${compileCount(list)}) AS count FROM ${asked}`,
    ),
  ]);
  const rowsOf = group(rows, (row) => row.pageKey);
  return new Map(
    counts.map(({ pageKey, count }) => {
      const own = (rowsOf.get(pageKey) ?? []).map(({ pageKey: _key, ...row }) => row as unknown as Positioned<Row>);
      return [pageKey, { ...toEdges<Row>(own, list.sort.name, request), totalCount: count }];
    }),
  );
}

/** Rows, of which there may be one more than the page holds, as edges. */
function toEdges<Row>(rows: Positioned<Row>[], name: string, request: PageRequest): Omit<Page<Row>, 'totalCount'> {
  const edges = rows.slice(0, request.first).map(({ sortValue, sortId, ...node }) => ({
    cursor: encodeCursor([name, sortValue, sortId]),
    node: node as Row,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > request.first,
      hasPreviousPage: Boolean(request.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function compilePage(list: List, request: PageRequest): Sql {
  const { sort } = list;
  const conditions = all([...list.conditions, ...comesAfter(sort, request.after)]);
  return sql`SELECT ${list.columns}, ${sort.value} AS "sortValue", ${sort.id}::text AS "sortId"
    FROM ${list.from} WHERE ${conditions} ORDER BY ${orderBy(sort)} LIMIT ${request.first + 1}`;
}

function compileCount(list: List): Sql {
  return sql`SELECT count(*)::float8 AS count FROM ${list.from} WHERE ${all(list.conditions)}`;
}

function orderBy({ value, id, isDescending }: Sort): Sql {
  return isDescending ? sql`${value} DESC, ${id} DESC` : sql`${value}, ${id}`;
}

/** Rows behind the cursor; nothing to ask without one. */
function comesAfter(sort: Sort, cursor: string | null | undefined): Sql[] {
  if (!cursor) return [];
  const [, value, id] = decodeCursor(cursor, sort);
  const position = sort.type === 'timestamptz' ? toTimestamp(Number(value)) : value;
  const comparison = raw(sort.isDescending ? '<' : '>');
  return [sql`(${sort.value}, ${sort.id}) ${comparison} (${position}::${raw(sort.type)}, ${id})`];
}

function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decodeCursor(cursor: string, { name, type }: Sort): Position {
  const position = parsePosition(cursor);
  const kind = type === 'text' ? 'string' : 'number';
  if (position && position[0] === name && typeof position[1] === kind) return position;
  throw new StoreError(
    'BAD_VALUE',
    `The cursor "${cursor.slice(0, 100)}" is none of this list: ask again from its start.`,
  );
}

function parsePosition(cursor: string): Position | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(value) || value.length !== 3) return null;
    const [name, at, id]: unknown[] = value;
    const isPosition =
      typeof name === 'string' && typeof id === 'string' && (typeof at === 'number' || typeof at === 'string');
    return isPosition ? [name, at, id] : null;
  } catch {
    return null;
  }
}

function group<Row>(rows: Row[], toKey: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(toKey(row));
    if (own) own.push(row);
    else groups.set(toKey(row), [row]);
  }
  return groups;
}
