import { formatCount, formatDuration, formatInstant, type ReaderClock } from '@weir/metrics';
import type { SyncFragment } from '../../graphql/generated/graphql.js';

/** How far a sync is, 0–1; null while it cannot know. */
export function progressOf({ progress, done, total }: SyncFragment): number | null {
  if (progress !== null) return progress;
  return total !== null && total > 0 ? Math.min(1, done / total) : null;
}

/** "Reading commits of storefront: 3,400 of 7,900, about 20 s still". */
export function syncWords(sync: SyncFragment, clock: ReaderClock): string {
  if (sync.state === 'QUEUED') return 'Waiting for its turn';
  if (sync.state === 'WAITING_FOR_RATE_LIMIT') return waitingWords(sync, clock);
  const parts = [countWords(sync), remainingWords(sync, clock.now)].filter((part) => part !== '');
  const message = capitalise(sync.message ?? 'reading');
  return parts.length > 0 ? `${message}: ${parts.join(', ')}` : message;
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function waitingWords({ nextAttemptAt }: SyncFragment, clock: ReaderClock): string {
  const until = nextAttemptAt ? ` until ${formatInstant(Date.parse(nextAttemptAt), clock)}` : '';
  return `Waiting for the rate limit${until}`;
}

function countWords({ done, total }: SyncFragment): string {
  if (done === 0) return '';
  return total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;
}

/** From the pace so far; silent until a twentieth is done, when a guess would only jump. */
function remainingWords(sync: SyncFragment, now: number): string {
  const progress = progressOf(sync);
  if (progress === null || progress < 0.05 || progress >= 1 || !sync.startedAt) return '';
  const elapsed = (now - Date.parse(sync.startedAt)) / 1000;
  if (elapsed < 2) return '';
  return `about ${formatDuration((elapsed / progress) * (1 - progress))} still`;
}

/** What came of a sync that ended. */
export function outcomeWords(sync: SyncFragment): string {
  switch (sync.state) {
    case 'SUCCEEDED':
      return sync.rejected > 0 ? `Done, ${formatCount(sync.rejected)} rows not read` : 'Done';
    case 'FAILED':
      return 'Failed';
    case 'IDLE':
      return 'Not synced yet';
    case 'QUEUED':
      return 'Waiting';
    case 'RUNNING':
      return 'Reading';
    case 'WAITING_FOR_RATE_LIMIT':
      return 'Waiting for the rate limit';
  }
}
