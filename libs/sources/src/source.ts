import type { IncidentRecord, Instant, RepositoryBatch, TeamRecord } from '@weir/metrics';

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
  /** Every team the source knows now; replaces those it told of before. */
  teams?: TeamRecord[];
  /** What a person should know of reading this source as a whole, each with what to do; replaces what it said before. */
  problems?: string[];
  /** Repositories the source no longer speaks of because somebody took them out of its settings. */
  leaves?: string[];
  rejected?: RejectedRow[];
  /** Where to go on from after this batch; opaque to everybody but the source. */
  cursor: Json;
  /**
   * Parts of the place to go on from, where one value would be rewritten whole with every batch (a cursor per repository). Parts
   * not named stay as they are; null removes one.
   */
  cursors?: Readonly<Record<string, Json>>;
  progress: Progress;
}

/** What somebody heard of a change at the source (a webhook), so that it is looked at now and not at the next sync. */
export interface Hint {
  repository: string;
  /** Which thing: a pull request or issue by number, the others by the source's own id or sha. */
  about:
    | { kind: 'PULL_REQUEST' | 'ISSUE'; number: number }
    | { kind: 'DEPLOYMENT' | 'WORKFLOW_RUN' | 'RELEASE'; id: string }
    | { kind: 'PUSH'; branch: string }
    | { kind: 'REPOSITORY' };
}

/** What looking at hints brings: a batch that leaves the place to go on from alone. */
export type Refreshed = Omit<Batch, 'cursor' | 'cursors' | 'replaces'>;

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
  /** Every part of it that was ever committed and not removed. */
  cursors: Readonly<Record<string, Json>>;
  /** The clock, as an argument. */
  now: () => number;
  signal: AbortSignal;
}

/** `cursor` is that of the last committed batch; what is looked at does not move it. */
export type RefreshContext = Omit<ReadContext, 'cursor' | 'cursors'> & Partial<Pick<ReadContext, 'cursor'>>;

/** What the process brings to sources: read once from its environment, never stored. */
export interface Surroundings {
  githubToken: string | null;
  githubApiUrl: string | null;
}

export interface OpenOptions {
  surroundings: Surroundings;
  /** What the source returned as `secrets` when it was added, opened again; null for none. */
  secrets: Readonly<Record<string, string>> | null;
  /** Absent = as suits the other side; tests are in a hurry. */
  patience?: Partial<Patience>;
}

/** How patiently a source talks to a network. */
export interface Patience {
  /** Waits between tries are 1, 4 and 9 times this. */
  retryBaseMs: number;
  /** For one try of one request. */
  timeoutMs: number;
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
  /** What must be kept sealed, and is never shown: a token, a private key. Absent = nothing. */
  readonly secrets?: Readonly<Record<string, string>> | null;
  read(context: ReadContext): AsyncIterable<Batch>;
  /** Looks at what was heard of, and only that. Sources without it are synced instead. */
  refresh?(hints: readonly Hint[], context: RefreshContext): AsyncIterable<Refreshed>;
  /** The settings when the same source is named again: what the known ones become. Absent = the new ones. */
  extend?(known: Readonly<Record<string, Json>>): Readonly<Record<string, Json>>;
}

/** A source cannot be opened or read: what happened, with which value, and what to do. */
export class SourceError extends Error {
  /** What a reading spent since its last batch, when this ends it: requests count also when they brought nothing. */
  requests = 0;

  constructor(
    readonly code:
      | 'BAD_SETTINGS'
      | 'NOT_FOUND'
      | 'UNREADABLE'
      | 'REJECTED_ROWS'
      | 'ABORTED'
      | 'UNAUTHENTICATED'
      | 'FORBIDDEN'
      | 'UNREACHABLE'
      | 'RATE_LIMITED',
    message: string,
    /** The setting at fault, when it is one. */
    readonly field: string | null = null,
  ) {
    super(message);
    this.name = 'SourceError';
  }
}

/** Not a failure: the source told us to come back. The sync waits until then and goes on from its last committed batch. */
export class RateLimited extends SourceError {
  constructor(
    readonly until: Instant,
    message: string,
  ) {
    super('RATE_LIMITED', message);
    this.name = 'RateLimited';
  }
}
