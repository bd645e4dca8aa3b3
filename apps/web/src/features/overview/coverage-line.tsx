import { Contrast } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { DateRange } from '@weir/metrics';
import { useSession } from '../session/session.js';
import { coverageWords } from './coverage-words.js';
import styles from './overview.module.css';
import type { OverviewData } from './overview-data.js';

const CountingDialog = lazy(() => import('./counting-dialog.js'));

/** Last on the page: how far its figures can be trusted. */
export function CoverageLine({ data, range }: { data: OverviewData; range: DateRange }) {
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  const [covered, ...rest] = coverageWords(data, range, session);
  return (
    <footer className={styles.coverage}>
      <span className={styles.covered}>
        <Contrast size={13} aria-hidden />
        {covered}
      </span>
      {rest.map((part) => (
        <span key={part}>{part}</span>
      ))}
      <button type="button" className={styles.counted} onClick={() => setOpen(true)} aria-haspopup="dialog">
        How this is counted
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <CountingDialog onClose={() => setOpen(false)} data={data} />
        </Suspense>
      )}
    </footer>
  );
}
