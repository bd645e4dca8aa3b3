import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatInstant, formatInstantExact, formatPercent } from '@weir/metrics';
import { ProgressBar } from '../../ui/progress-bar.js';
import { useSession } from '../session/session.js';
import { useClock } from '../session/use-clock.js';
import styles from './as-of.module.css';
import { isSyncing, sourcesQuery } from './sources.js';
import { progressOf } from './sync-words.js';

/** Up to when everything is known; while a sync runs, how far it is, in the same place so that nothing moves for it. */
export function AsOf() {
  const { asOf } = useSession().workspace;
  const clock = useClock();
  const { data = [] } = useQuery(sourcesQuery);
  const running = data.find(isSyncing);
  if (running) return <Syncing name={running.name} progress={progressOf(running.sync)} />;
  if (asOf === null) return null;
  const at = Date.parse(asOf);
  return (
    <span className={styles.asOf} title={formatInstantExact(at, clock.timeZone)}>
      As of {formatInstant(at, clock).replace(/^today /, '')}
    </span>
  );
}

function Syncing({ name, progress }: { name: string; progress: number | null }) {
  return (
    <span className={styles.sync}>
      <ProgressBar value={progress} label={`Syncing ${name}`} />
      <Link to="/settings/sources" search={true}>
        {progress === null ? 'Syncing' : `Syncing ${formatPercent(progress)}`}
      </Link>
    </span>
  );
}
