import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatPercent } from '@weir/metrics';
import { ProgressBar } from '../../ui/progress-bar.js';
import styles from '../filters/filters.module.css';
import { isSyncing, sourcesQuery } from './sources.js';
import { progressOf } from './sync-words.js';

/** In the place of "As of": how far a running sync is, so that nothing on the page moves for it. */
export function SyncGlance({ idle }: { idle: ReactNode }) {
  const { data = [] } = useQuery(sourcesQuery);
  const running = data.find(isSyncing);
  if (!running) return idle;
  const progress = progressOf(running.sync);
  return (
    <span className={styles.sync}>
      <ProgressBar value={progress} label={`Syncing ${running.name}`} />
      <Link to="/settings/sources" search={true}>
        {progress === null ? 'Syncing' : `Syncing ${formatPercent(progress)}`}
      </Link>
    </span>
  );
}
