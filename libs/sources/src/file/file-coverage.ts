import type { CoverageRecord, Instant, Subject } from '@weir/metrics';
import type { FileKind } from './fields.js';
import type { Layout } from './layout.js';
import { type FileRecord, instantsOf } from './parse-rows.js';

const DAY_MS = 86_400_000;

/**
 * What a file speaks for: from a repository's earliest row up to when the file was last written, and past its newest instant.
 * Instants more than a day ahead of the clock are plans or typing errors and extend nothing. Incidents are rare, so a file of them
 * speaks from its earliest row on for every repository it names.
 */
export class FileCoverage {
  private readonly earliest = new Map<string, Instant>();
  private newest: Instant;
  private earliestOfAll: Instant | null = null;
  private hasUnnamed = false;

  constructor(
    private readonly layout: Layout,
    modifiedAt: Instant,
    private readonly now: Instant,
  ) {
    this.newest = Math.min(modifiedAt, now) - 1;
  }

  add(record: FileRecord): void {
    const instants = instantsOf(record);
    if (instants.length === 0) return;
    const first = Math.min(...instants);
    this.earliestOfAll = Math.min(first, this.earliestOfAll ?? first);
    const name = record.repository;
    if (name === null) this.hasUnnamed = true;
    else this.earliest.set(name, Math.min(first, this.earliest.get(name) ?? first));
    for (const at of instants) if (at > this.newest && at <= this.now + DAY_MS) this.newest = at;
  }

  list(): CoverageRecord[] {
    const to = this.newest + 1;
    const isIncidents = this.layout.kind === 'incidents';
    return [...this.earliest]
      .map(([repository, from]) => ({ repository, from: isIncidents ? (this.earliestOfAll ?? from) : from, to }))
      .filter(({ from }) => from < to)
      .flatMap((covered) => subjectsOf(this.layout).map((subject) => ({ ...covered, subject })));
  }

  /** For incidents that name no repository; undefined when all do. */
  incidents(): { from: Instant; to: Instant } | undefined {
    const from = this.earliestOfAll;
    const to = this.newest + 1;
    return this.hasUnnamed && from !== null && from < to ? { from, to } : undefined;
  }
}

const SUBJECTS: Record<FileKind, Subject> = {
  'pull-requests': 'CHANGES',
  deployments: 'DEPLOYMENTS',
  incidents: 'INCIDENTS',
};

function subjectsOf({ kind, columns }: Layout): Subject[] {
  const knowsReviews = kind === 'pull-requests' && (columns.has('firstReviewAt') || columns.has('approvedAt'));
  return knowsReviews ? [SUBJECTS[kind], 'REVIEWS'] : [SUBJECTS[kind]];
}
