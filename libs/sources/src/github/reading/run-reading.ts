import type { RepositoryBatch } from '@weir/metrics';
import type { SideReading } from './repository-reader.js';

/** Nothing is read by REST. */
export const NO_RUNS: SideReading = {
  isOpen: () => false,
  read: (_batch: RepositoryBatch) => Promise.resolve(),
};
