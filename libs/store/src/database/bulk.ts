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

/** Copies rows to the temporary table `incoming_<name>`, to be used in this transaction. It is empty before. */
export async function stageRows<Row, Item>(
  client: pg.ClientBase,
  table: Table<Row>,
  view: RowView<Item>,
): Promise<void> {
  const staged = `pg_temp.${incoming(table)}`;
  await emptyStage(client, table);
  if (view.items.length > LARGE) largeStages.set(client, (largeStages.get(client) ?? new Set()).add(staged));
  const target = client.query(copyFrom(`COPY ${staged} (${listColumns(table).join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(toChunks(table, view)), target);
}

/** Rows above which a stage is emptied with its transaction. A small one waits for its next use: emptying costs milliseconds. */
const LARGE = 5000;
const largeStages = new WeakMap<pg.ClientBase, Set<string>>();
const WORTH_TRUNCATING_BYTES = 1_000_000;

/** Nothing vacuums it: deleting leaves pages behind, truncating costs more than everything else of a small batch. */
async function emptyStage<Row>(client: pg.ClientBase, table: Table<Row>): Promise<void> {
  const staged = `pg_temp.${incoming(table)}`;
  const query = 'SELECT pg_relation_size(to_regclass($1))::float8 AS size';
  const { rows } = await client.query<{ size: number | null }>(query, [staged]);
  const size = rows[0]?.size ?? null;
  if (size === null) await client.query(`CREATE TEMP TABLE ${incoming(table)} (LIKE ${table.name} INCLUDING DEFAULTS)`);
  else if (size > WORTH_TRUNCATING_BYTES) await client.query(`TRUNCATE ${staged}`);
  else if (size > 0) await client.query(`DELETE FROM ${staged}`);
}

/** At the end of a transaction: what was staged in it and is large goes. */
export async function emptyLargeStages(client: pg.ClientBase): Promise<void> {
  const staged = largeStages.get(client);
  if (!staged) return;
  largeStages.delete(client);
  await client.query(`TRUNCATE ${[...staged].join(', ')}`);
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
