import type pg from 'pg';

export interface WriteCounts {
  /** Records the batch held. */
  read: number;
  /** Those that were new or differed from what was stored, and those that went. */
  written: number;
  dirtyRepositories: number[];
}

/** The transaction in which a source's batch is written. */
export interface SourceContext {
  client: pg.ClientBase;
  sourceId: string;
  counts: WriteCounts;
}
