import { listStages, type ChangeRow } from '@weir/store';
import type { Change } from './change-types.js';

const MS = 1000;

/** A row of the store as clients see it; how long it is in its stage depends on when one asks. */
export const toChange =
  (now: number) =>
  (row: ChangeRow): Change => ({
    ...row,
    stages: listStages(row),
    inStageSeconds: row.inStageSince === null ? null : Math.max(0, (now - row.inStageSince) / MS),
  });
