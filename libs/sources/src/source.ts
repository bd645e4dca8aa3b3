import type { IncidentRecord, Instant, RepositoryBatch } from '@weir/metrics';

export type SourceKind = 'GITHUB' | 'GIT' | 'FILE' | 'PUSH' | 'SAMPLE' | 'COPILOT' | 'PROMETHEUS' | 'SQL';
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A row that could not be read, told by place so that a person finds it. */
export interface RejectedRow {
  file: string;
  line: number;
  column: string | null;
  message: string;
}

/** One committed step of a sync: records and cursor are written in one transaction, so a kill repeats at most one batch. */
export interface Batch {
  repositories: RepositoryBatch[];
  /**
   * True on the first batch of a source that tells its whole truth anew (a file that was changed): in the same transaction and
   * before this batch is written, everything this source reported earlier is taken out. A first sync may carry it too.
   */
  replaces?: boolean;
  /** Incidents need not belong to a repository. */
  incidents?: IncidentRecord[];
  /**
   * `[from, to)` in which the source knows every incident of every repository, because its incidents name none (only
   * services). Incidents that do name a repository are covered by that repository's `coverage`.
   */
  incidentsCovered?: { from: Instant; to: Instant };
  rejected?: RejectedRow[];
  /** Where to go on from after this batch; opaque to everybody but the source. */
  cursor: Json;
  progress: Progress;
}

interface Progress {
  /** What is being read now, in words a person understands ("commits of storefront"). */
  message: string;
  done: number;
  /** Null while the source cannot know. */
  total: number | null;
  /** Requests (or processes) this batch cost. */
  requests: number;
}

export interface ReadContext {
  /** The cursor of the last committed batch, null at a first sync. */
  cursor: Json;
  /** The clock, as an argument. */
  now: () => number;
  signal: AbortSignal;
}

/**
 * The port every source implements. `read` yields batches until nothing new is left; called again with the last cursor it
 * yields what is new since. It reads only; it neither computes metrics nor touches the database. Expected troubles are thrown
 * as `SourceError` with a sentence for a person.
 */
export interface Source {
  readonly kind: SourceKind;
  /** The same thing named twice has the same fingerprint, and is one source. */
  readonly fingerprint: string;
  /** A short name for people, when they gave none. */
  readonly defaultName: string;
  /** The settings as parsed, paths made absolute, to keep and to show: they open the same source again and hold no secret. */
  readonly settings: Readonly<Record<string, Json>>;
  read(context: ReadContext): AsyncIterable<Batch>;
}

/** A source cannot be opened or read: what happened, with which value, and what to do. */
export class SourceError extends Error {
  constructor(
    readonly code: 'BAD_SETTINGS' | 'NOT_FOUND' | 'UNREADABLE' | 'REJECTED_ROWS' | 'ABORTED',
    message: string,
    /** The setting at fault, when it is one. */
    readonly field: string | null = null,
  ) {
    super(message);
    this.name = 'SourceError';
  }
}
