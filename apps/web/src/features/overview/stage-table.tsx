import type { CSSProperties } from 'react';
import { formatCount } from '@weir/metrics';
import tables from '../../ui/table.module.css';
import { ChangeMark } from './change-mark.js';
import styles from './overview.module.css';
import type { StageRow, StageView } from './stage-view.js';

/** The same stages as numbers: what each adds, and how many changes are in it now. */
export function StageTable({ view: { bar, rows, total } }: { view: StageView }) {
  const isCompared = total.change !== null || rows.some(({ change }) => change !== null);
  return (
    <div className={styles.stageTable}>
      <table className={tables.table}>
        <caption className="visually-hidden">{bar.title}, stage by stage</caption>
        <thead>
          <tr>
            <th scope="col" className={tables.left}>
              {bar.title}
            </th>
            <th scope="col">Share</th>
            <th scope="col">Adds</th>
            {isCompared && <th scope="col">Change</th>}
            <th scope="col" className={styles.wideOnly}>
              Median
            </th>
            <th scope="col" className={styles.wideOnly}>
              n
            </th>
            <th scope="col">
              <span className={styles.wideOnly}>In it now</span>
              <span className={styles.narrowOnly}>Now</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.stage} row={row} isCompared={isCompared} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={tables.left}>
              Total
            </th>
            <td>{`100\u202f%`}</td>
            <td>{total.adds}</td>
            {isCompared && (
              <td className={styles.light}>
                <ChangeMark change={total.change} />
              </td>
            )}
            <td className={`${tables.quiet} ${styles.light} ${styles.wideOnly}`}>{total.median}</td>
            <td className={`${tables.quiet} ${styles.light} ${styles.wideOnly}`}>{formatCount(total.sampleSize)}</td>
            <td className={`${tables.quiet} ${styles.light}`}>{formatCount(total.inProgress)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Row({ row, isCompared }: { row: StageRow; isCompared: boolean }) {
  const tint = { '--tint': `color-mix(in srgb, ${row.color} 9%, transparent)` } as CSSProperties;
  return (
    <tr className={row.isBottleneck ? styles.matters : undefined} style={tint}>
      <th scope="row" className={tables.left}>
        <span className={styles.swatch} style={{ background: row.color }} aria-hidden />
        {row.name}
      </th>
      <td>{`${row.percent}\u202f%`}</td>
      <td>{row.adds}</td>
      {isCompared && (
        <td>
          <ChangeMark change={row.change} />
        </td>
      )}
      <td className={`${tables.quiet} ${styles.wideOnly}`}>{row.median}</td>
      <td className={`${tables.quiet} ${styles.wideOnly}`}>{formatCount(row.sampleSize)}</td>
      <td className={tables.quiet}>{formatCount(row.inProgress)}</td>
    </tr>
  );
}
