/** Holds of a row of `source_sync` that waits or runs. */
export const UNFINISHED = `state IN ('QUEUED', 'RUNNING', 'WAITING_FOR_RATE_LIMIT')`;
