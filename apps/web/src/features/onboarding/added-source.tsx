import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { formatCount } from '@weir/metrics';
import { Button } from '../../ui/button.js';
import { isSyncing, sourcesQuery, type SourceRow } from '../sources/sources.js';
import { SyncProgress } from '../sources/sync-progress.js';
import styles from './onboarding.module.css';

/** The first sync of a source just added; figures can be looked at while it runs. */
export function AddedSource({ source: added, onDone }: { source: SourceRow; onDone: () => void }) {
  const { data } = useQuery(sourcesQuery);
  const source = data?.find(({ id }) => id === added.id) ?? added;
  const { state, records, rejected, message } = source.sync;
  return (
    <div className={styles.step} aria-live="polite">
      {isSyncing(source) && <SyncProgress source={source} />}
      {state === 'SUCCEEDED' && (
        <p className={styles.done}>
          <CircleCheck size={16} aria-hidden />
          Read {formatCount(records)} records{rejected > 0 && `; ${formatCount(rejected)} rows could not be read`}.
        </p>
      )}
      {state === 'FAILED' && (
        <p className={styles.problem} role="alert">
          {message ?? 'The sync failed.'}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="main" onClick={onDone}>
          {isSyncing(source) ? 'Show the figures as they come' : 'Show the figures'}
        </Button>
      </div>
    </div>
  );
}
