import { formatCount, UNKNOWN_SIGN } from '@weir/metrics';
import tables from '../../ui/table.module.css';
import { fieldName } from './fields.js';
import styles from './onboarding.module.css';

/** The first rows as they will be read: what is wrong shows here before it is in the figures. */
export function SampleRows({ sample, rows }: { sample: readonly unknown[]; rows: number | null }) {
  const read = sample
    .filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object')
    .slice(0, 3);
  const fields = [...new Set(read.flatMap((row) => Object.keys(row).filter((field) => row[field] !== null)))];
  if (read.length === 0 || fields.length === 0) return null;
  return (
    <div>
      <p className={styles.caption}>
        {rows === null ? 'The first rows' : `The first ${read.length} of ${formatCount(rows)} rows`}, as they will be
        read
      </p>
      <div className={`${tables.scroll} ${styles.sample}`} tabIndex={0} role="region" aria-label="First rows">
        <table className={tables.table}>
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field} className={tables.left}>
                  {fieldName(field)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {read.map((row, index) => (
              <tr key={index}>
                {fields.map((field) => (
                  <td key={field} className={tables.left}>
                    {toText(row[field])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const LONGEST = 36;

function toText(value: unknown): string {
  if (value === null || value === undefined || value === '') return UNKNOWN_SIGN;
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  const readable = /^\d{4}-\d{2}-\d{2}T/.test(text) ? text.replace('T', ' ').replace(/(:\d{2})?(\.\d+)?Z$/, '') : text;
  return readable.length > LONGEST ? `${readable.slice(0, LONGEST - 1)}…` : readable;
}
