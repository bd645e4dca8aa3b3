import type { Sql } from 'sql-template-tag';
import { raw } from 'sql-template-tag';

/** Whatever runs a statement: a pool of `pg`, or one client of it. */
export interface SqlRunner {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Runs one statement. `Row` names the columns that the statement itself gives; nothing checks it at run time. */
export async function readRows<Row>(runner: SqlRunner, statement: Sql): Promise<Row[]> {
  const { rows } = await runner.query(statement.text, statement.values);
  return rows as Row[];
}

/** The column of a fact's property: `firstCommitAt` → `first_commit_at`. For names from code, never from a client. */
function toColumn(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A column of an aliased table. */
export function column(alias: string, property: string): Sql {
  return raw(`${alias}.${toColumn(property)}`);
}
