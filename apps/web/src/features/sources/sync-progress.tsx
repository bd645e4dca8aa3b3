import { useEffect, useState } from 'react';
import { ProgressBar } from '../../ui/progress-bar.js';
import { useSession } from '../session/session.js';
import type { SourceRow } from './sources.js';
import styles from './sources.module.css';
import { progressOf, syncWords } from './sync-words.js';

/** The bar of a running sync, and in words what, how many, how long still. */
export function SyncProgress({ source: { name, sync } }: { source: SourceRow }) {
  const { timeZone } = useSession().workspace;
  const now = useNow(1000);
  return (
    <div className={styles.progress}>
      <ProgressBar value={progressOf(sync)} label={`Syncing ${name}`} />
      <p>{syncWords(sync, { now, timeZone })}</p>
    </div>
  );
}

/** The clock, as often as something shows it. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
