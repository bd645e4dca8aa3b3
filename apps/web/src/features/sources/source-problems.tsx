import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '@weir/metrics';
import type { SourceRow } from './sources.js';
import styles from './sources.module.css';

const SHOWN = 3;

/** What is wrong with reading a source though it can be read, each with what to do. */
export function SourceProblems({ source: { problems } }: { source: SourceRow }) {
  const [isWhole, setWhole] = useState(false);
  if (problems.length === 0) return null;
  const shown = isWhole ? problems : problems.slice(0, SHOWN);
  return (
    <div className={styles.problems}>
      <TriangleAlert size={15} aria-hidden />
      <div>
        <ul aria-label="What could not be read">
          {shown.map(({ repository, message }) => (
            <li key={`${repository} ${message}`}>
              {repository !== null && <strong>{repository}: </strong>}
              {message}
            </li>
          ))}
        </ul>
        {shown.length < problems.length && (
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            {formatCount(problems.length - shown.length)} more
          </button>
        )}
      </div>
    </div>
  );
}
