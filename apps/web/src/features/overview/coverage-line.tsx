import { lazy, Suspense, useState } from 'react';
import type { DateRange } from '@weir/metrics';
import { useSession } from '../session/session.js';
import { useClock } from '../session/use-clock.js';
import { coverageWords } from './coverage-words.js';
import styles from './overview.module.css';
import type { OverviewData } from './overview-data.js';

const CountingDialog = lazy(() => import('./counting-dialog.js'));

function HalfDisc() {
  return (
    <svg width={13} height={13} viewBox="0 0 13 13" aria-hidden>
      <circle cx={6.5} cy={6.5} r={5} fill="none" stroke="currentColor" strokeWidth={1.5} />
      <path d="M6.5 1.5a5 5 0 0 1 0 10z" fill="currentColor" />
    </svg>
  );
}

/** Last on the page: how far its figures can be trusted. */
export function CoverageLine({ data, range }: { data: OverviewData; range: DateRange }) {
  const session = useSession();
  const clock = useClock();
  const [isOpen, setOpen] = useState(false);
  const [covered, ...rest] = coverageWords(data, range, { session, clock });
  return (
    <footer className={styles.coverage}>
      <span className={styles.covered}>
        <HalfDisc />
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
