import type { DeploymentRule, Instant, Subject } from '../records.js';
import type { DateRange } from './query.js';

/** What one source speaks for in a repository. */
interface SourceCoverage {
  subject: Subject;
  from: Instant;
  to: Instant;
}

/** What a query has to know of a repository before it counts anything. */
export interface RepositoryScope {
  id: number;
  name: string;
  /** Grows whenever a fact of the repository changes. */
  revision: string;
  deploymentRule: DeploymentRule | null;
  /** Names of the services that were ever released from it. */
  services: string[];
  /** Something of it was ever deployed; a file may state so of changes without naming a deployment. */
  isDeployed: boolean;
  coverage: SourceCoverage[];
}

/** Repositories a viewer may see; `ALL` also shows what belongs to no repository. */
export type VisibleRepositories = readonly number[] | 'ALL';

/** What speaks for a subject when nothing does so by name: a clone's commits are its changes, and tell its deployments. */
const STAND_INS: Record<Subject, Subject[]> = {
  CHANGES: ['CHANGES', 'COMMITS'],
  COMMITS: ['COMMITS'],
  REVIEWS: ['REVIEWS'],
  DEPLOYMENTS: ['DEPLOYMENTS', 'CHANGES', 'COMMITS'],
  INCIDENTS: ['INCIDENTS'],
};

/**
 * From when to when a repository is known of one subject; null when no source speaks for it. Several sources are complete
 * up to the earliest of their ends, save one that had ended before another began.
 */
export function findSubjectCoverage(repository: Pick<RepositoryScope, 'coverage'>, subject: Subject): DateRange | null {
  for (const standIn of STAND_INS[subject]) {
    const spans = repository.coverage.filter((span) => span.subject === standIn && span.from < span.to);
    if (spans.length > 0)
      return subject === 'INCIDENTS' ? fromTheBeginning(repository, joinSpans(spans)) : joinSpans(spans);
  }
  return null;
}

/**
 * Incidents are rare, so a list of them says of the time before its first one that there was none: it speaks from the earliest
 * thing known of the repository. Otherwise the first failure of every list would lie before what is known.
 */
function fromTheBeginning({ coverage }: Pick<RepositoryScope, 'coverage'>, { from, to }: DateRange): DateRange {
  return { from: Math.min(from, ...coverage.map((span) => span.from)), to };
}

function joinSpans(spans: SourceCoverage[]): DateRange {
  const latestStart = Math.max(...spans.map((span) => span.from));
  const current = spans.filter((span) => span.to > latestStart);
  return { from: Math.min(...spans.map((span) => span.from)), to: Math.min(...current.map((span) => span.to)) };
}

/** The part of time in which all the subjects a figure needs are known of one repository. */
function findRepositoryCoverage(
  repository: Pick<RepositoryScope, 'coverage'>,
  needs: readonly Subject[],
  alsoReads: readonly Subject[],
): DateRange | null {
  const needed = needs.map((subject) => findSubjectCoverage(repository, subject));
  const spans = [...needed, ...alsoReads.map((subject) => findSubjectCoverage(repository, subject))];
  if (needed.includes(null)) return null;
  const known = spans.filter((span) => span !== null);
  return { from: Math.max(...known.map((span) => span.from)), to: Math.min(...known.map((span) => span.to)) };
}

/** How far a selection of repositories is known; null when no source speaks for what is needed. */
export function findCoverage(
  repositories: readonly Pick<RepositoryScope, 'coverage'>[],
  needs: readonly Subject[],
  alsoReads: readonly Subject[],
): DateRange | null {
  const spans = repositories
    .map((repository) => findRepositoryCoverage(repository, needs, alsoReads))
    .filter((span) => span !== null);
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map((span) => span.from)), to: Math.min(...spans.map((span) => span.to)) };
}

/** The overlap of two ranges, or null. */
export function intersect(one: DateRange, other: DateRange): DateRange | null {
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from < to ? { from, to } : null;
}
