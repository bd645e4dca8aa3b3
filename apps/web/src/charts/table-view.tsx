import tableStyles from '../ui/table.module.css';
import type { ChartTable } from './chart-data.js';
import styles from './charts.module.css';

/** The same numbers as a table. */
export function TableView({ table, caption }: { table: ChartTable; caption: string }) {
  return (
    <div className={styles.tableView} tabIndex={0} role="region" aria-label={caption}>
      <table className={tableStyles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name, isText }) => (
              <th key={name} scope="col" className={isText ? tableStyles.left : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.text.map((cell, column) => (
                <td key={column} className={table.columns[column]?.isText ? tableStyles.left : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
