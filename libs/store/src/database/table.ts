/** How a value is written to and read from a column. Instants are epoch milliseconds on our side. */
export type ColumnKind = 'text' | 'text[]' | 'jsonb' | 'instant' | 'int' | 'float' | 'boolean';

/** A table whose rows are plain objects: a column is its property's name in snake_case. */
export interface Table<Row> {
  name: string;
  key: (keyof Row & string)[];
  columns: Record<keyof Row & string, ColumnKind>;
  /** A column that becomes true when a stored row is changed by an upsert; it is true of new rows by default. */
  mark?: string;
}

export function toColumnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function listProperties<Row>(table: Table<Row>): (keyof Row & string)[] {
  return Object.keys(table.columns) as (keyof Row & string)[];
}

export function listColumns<Row>(table: Table<Row>): string[] {
  return listProperties(table).map(toColumnName);
}

/** `alias.column AS "property", …`, for a SELECT whose rows are `Row`s. */
export function selectList<Row>(table: Table<Row>, alias: string): string {
  return listProperties(table)
    .map((property) => `${alias}.${toColumnName(property)} AS "${property}"`)
    .join(', ');
}
