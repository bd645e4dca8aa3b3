import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { toCopyText } from './copy-text.js';
import { listColumns, listProperties, type Table, toColumnName } from './table.js';

/** Rows as they are read from the things they are made of: a hundred thousand wide objects are never made. */
export interface RowView<Item> {
  items: readonly Item[];
  /** How a column's value is read from an item. */
  toReader(property: string): (item: Item) => unknown;
}

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Inserts what is new and updates what differs; a row that is stored as it is stays untouched. Of two rows with one key the
 * later counts. Returns how many rows were written.
 */
export async function upsertRows<Row>(client: pg.ClientBase, table: Table<Row>, rows: Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  await stageRows(client, table, viewRows(rows));
  const result = await client.query(upsertStatement(table));
  return result.rowCount ?? 0;
}

export function viewRows<Row>(rows: readonly Row[]): RowView<Row> {
  return { items: rows, toReader: (property) => (row) => row[property as keyof Row] };
}

/** Copies rows to the temporary table `incoming_<name>` of this transaction. It is empty before. */
export async function stageRows<Row, Item>(
  client: pg.ClientBase,
  table: Table<Row>,
  view: RowView<Item>,
): Promise<void> {
  const staged = incoming(table);
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS ${staged} (LIKE ${table.name} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS`,
  );
  await client.query(`TRUNCATE pg_temp.${staged}`);
  const target = client.query(copyFrom(`COPY pg_temp.${staged} (${listColumns(table).join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(toChunks(table, view)), target);
}

export function incoming<Row>(table: Table<Row>): string {
  return `incoming_${table.name}`;
}

/** Rows differ where a column that is no part of the key does; nulls are equal to each other. */
export function differs<Row>(table: Table<Row>, one: string, other: string): string {
  const columns = listValueColumns(table);
  const list = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ');
  return `(${list(one)}) IS DISTINCT FROM (${list(other)})`;
}

export function listValueColumns<Row>(table: Table<Row>): string[] {
  const keys = table.key.map(toColumnName);
  return listColumns(table).filter((column) => !keys.includes(column));
}

function upsertStatement<Row>(table: Table<Row>): string {
  const columns = listColumns(table).join(', ');
  const values = listValueColumns(table);
  const insert = `INSERT INTO ${table.name} AS stored (${columns}) SELECT ${columns} FROM pg_temp.${incoming(table)}
    ON CONFLICT (${table.key.map(toColumnName).join(', ')})`;
  if (values.length === 0) return `${insert} DO NOTHING`;
  const marks = table.mark ? [`${table.mark} = true`] : [];
  const assignments = [...values.map((column) => `${column} = excluded.${column}`), ...marks].join(', ');
  return `${insert} DO UPDATE SET ${assignments} WHERE ${differs(table, 'stored', 'excluded')}`;
}

function* lastOfEachKey<Row, Item>(table: Table<Row>, view: RowView<Item>): Iterable<Item> {
  const seen = new Set<string>();
  const columns = table.key.map((property) => ({ read: view.toReader(property), kind: table.columns[property] }));
  for (const item of view.items.toReversed()) {
    // As they are stored: two texts may become one when what cannot be stored goes.
    const key = columns.map(({ read, kind }) => toCopyText(read(item), kind)).join('\t');
    if (seen.size !== seen.add(key).size) yield item;
  }
}

function* toChunks<Row, Item>(table: Table<Row>, view: RowView<Item>): Iterable<string> {
  const columns = listProperties(table).map((property) => ({
    read: view.toReader(property),
    kind: table.columns[property],
  }));
  let chunk = '';
  for (const item of lastOfEachKey(table, view)) {
    chunk += `${columns.map(({ read, kind }) => toCopyText(read(item), kind)).join('\t')}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
}
