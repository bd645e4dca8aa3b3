import type pg from 'pg';
import { differs, incoming, listValueColumns, type RowView, stageRows } from '../database/bulk.js';
import { listColumns, type Table } from '../database/table.js';

export interface FactChanges {
  inserted: number;
  updated: number;
  deleted: number;
}

export interface FactScope {
  /** Null: the facts that belong to no repository. */
  repositoryId: number | null;
  /** The revision that the log is told. */
  revision: number;
  /** A fact may have been another repository's before: an incident keeps its id wherever it belongs. */
  mayMove?: boolean;
  /** Runs when the new rows are staged and the old ones are still there. */
  compare?: () => Promise<void>;
}

const ANALYZE_FROM = 1000;

/** Makes the stored facts of one repository equal to these, touching only what differs and logging what changed or went. */
export async function replaceFacts<Row extends { id: string }, Item>(
  client: pg.ClientBase,
  table: Table<Row>,
  view: RowView<Item>,
  scope: FactScope,
): Promise<FactChanges> {
  await stageRows(client, table, view);
  if (view.items.length >= ANALYZE_FROM) await client.query(`ANALYZE pg_temp.${incoming(table)}`);
  await scope.compare?.();
  const parameters = [scope.repositoryId, scope.revision];
  const run = async (statement: string, values: unknown[]) => (await client.query(statement, values)).rowCount ?? 0;
  const deleted = await run(deleteStatement(table, scope), parameters);
  const changed = await run(logStatement(table, scope), parameters);
  const own = scope.mayMove ? [] : parameters.slice(0, 1);
  const updated = changed > 0 ? await run(updateStatement(table, scope), own) : 0;
  const inserted = await run(insertStatement(table, scope), own);
  await analyzeGrown(client, table, inserted);
  return { inserted, updated, deleted };
}

const WORTH_ANALYZING = 100;
const GROWN_SHARE = 0.2;

/**
 * So that the first figures after a large import are planned by what is there. Autovacuum comes once a minute, and what began
 * before it came goes on by its guess: minutes for what takes a moment.
 */
async function analyzeGrown<Row>(client: pg.ClientBase, table: Table<Row>, inserted: number): Promise<void> {
  if (inserted < WORTH_ANALYZING) return;
  const query = 'SELECT reltuples AS rows FROM pg_class WHERE oid = $1::regclass';
  const [known] = (await client.query<{ rows: number }>(query, [table.name])).rows;
  if (inserted > (known?.rows ?? 0) * GROWN_SHARE) await client.query(`ANALYZE ${table.name}`);
}

/** Said so that an index on the repository can serve, which no index does for `IS NOT DISTINCT FROM`. */
function deleteStatement<Row>(table: Table<Row>, { repositoryId }: FactScope): string {
  const isOfScope = repositoryId === null ? 'repository_id IS NULL' : 'repository_id = $1::int';
  return `WITH gone AS (
      DELETE FROM ${table.name} stored WHERE ${isOfScope}
        AND NOT EXISTS (SELECT FROM pg_temp.${incoming(table)} given WHERE given.id = stored.id) RETURNING stored.*)
    INSERT INTO fact_log (repository_id, revision, fact, fact_id, before)
    SELECT $1::int, $2, '${nameInLog(table)}', id, jsonb_strip_nulls(to_jsonb(gone)) - 'id' - 'repository_id' FROM gone`;
}

/**
 * Said besides the id, so that what is stored of the repository is found by an index. By the ids alone, of which nothing is known
 * of the staged ones, the facts of all repositories would be read.
 */
function isOwn({ mayMove }: FactScope): string {
  return mayMove ? 'true' : 'stored.repository_id = $1::int';
}

/** Both rows become JSON once (behind the fence of `OFFSET 0`), not once for each of their columns. */
function logStatement<Row>(table: Table<Row>, scope: FactScope): string {
  return `INSERT INTO fact_log (repository_id, revision, fact, fact_id, before, after)
    SELECT $1, $2, '${nameInLog(table)}', id, before, after
    FROM (SELECT stored.id, to_jsonb(stored) AS old, to_jsonb(given) AS new
      FROM ${table.name} stored JOIN pg_temp.${incoming(table)} given ON given.id = stored.id
      WHERE ${isOwn(scope)} AND ${differs(table, 'stored', 'given')} OFFSET 0) changed
    CROSS JOIN LATERAL (SELECT jsonb_object_agg(key, value) AS before, jsonb_object_agg(key, new -> key) AS after
      FROM jsonb_each(old) WHERE value IS DISTINCT FROM new -> key) difference`;
}

function updateStatement<Row>(table: Table<Row>, scope: FactScope): string {
  const assignments = listValueColumns(table).map((column) => `${column} = given.${column}`);
  return `UPDATE ${table.name} stored SET ${assignments.join(', ')} FROM pg_temp.${incoming(table)} given
    WHERE given.id = stored.id AND ${isOwn(scope)} AND ${differs(table, 'stored', 'given')}`;
}

function insertStatement<Row>(table: Table<Row>, scope: FactScope): string {
  const columns = listColumns(table).join(', ');
  return `INSERT INTO ${table.name} (${columns}) SELECT ${columns} FROM pg_temp.${incoming(table)} given
    WHERE NOT EXISTS (SELECT FROM ${table.name} stored WHERE stored.id = given.id AND ${isOwn(scope)})`;
}

function nameInLog<Row>(table: Table<Row>): string {
  return table.name.replace(/_fact$/, '');
}
