/** The numbers of a chart as a table: what the eye reads in `text`, what a file gets in `exact`. */
export interface ChartTable {
  columns: readonly { name: string; isText?: boolean }[];
  rows: readonly { text: readonly string[]; exact: readonly (string | number | null)[] }[];
}

/** RFC 4180 with a head. A text that a spreadsheet would run as a formula is led by an apostrophe. */
export function toCsv({ columns, rows }: ChartTable): string {
  const lines = [columns.map(({ name }) => name), ...rows.map(({ exact }) => exact)];
  return lines.map((cells) => cells.map(toCell).join(',')).join('\r\n') + '\r\n';
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
