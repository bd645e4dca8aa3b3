import type { RejectedRow } from '@weir/sources';
import type { SyncRow } from '@weir/store';
import type { SyncStatus } from './source-types.js';

/** The row of a sync as people see it. */
export function toSyncStatus(row: SyncRow): SyncStatus {
  const { state, startedAt, finishedAt, message, requests, records, nextAttemptAt, done, total, rejected } = row;
  const progress = state === 'SUCCEEDED' ? 1 : total === null || total === 0 ? null : Math.min(1, done / total);
  return {
    ...{ state, startedAt, finishedAt, progress, message, requests, records, nextAttemptAt, done, total, rejected },
    rejectedRows: row.rejectedRows as unknown as RejectedRow[],
  };
}

/** Of a source that was never synced. */
export const NEVER_SYNCED: SyncStatus = {
  ...{ state: 'IDLE', startedAt: null, finishedAt: null, progress: null, message: null, requests: 0, records: 0 },
  ...{ nextAttemptAt: null, done: 0, total: null, rejected: 0, rejectedRows: [] },
};
