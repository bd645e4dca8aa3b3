import { formatCounted } from '@weir/metrics';
import { ProgressBar } from '../../ui/progress-bar.js';
import { useClock } from '../session/use-clock.js';
import type { SourceRow } from './sources.js';
import styles from './sources.module.css';
import { progressOf, syncWords } from './sync-words.js';

/** The bar of a running sync, and in words what, how many, how long still. */
export function SyncProgress({ source: { kind, name, sync } }: { source: SourceRow }) {
  const clock = useClock(1000);
  return (
    <div className={styles.progress}>
      <ProgressBar value={progressOf(sync)} label={`Syncing ${name}`} />
      <p>
        {syncWords(sync, clock)}
        {kind === 'GITHUB' && sync.requests > 0 && ` · ${formatCounted(sync.requests, ['request', 'requests'])} so far`}
      </p>
    </div>
  );
}
