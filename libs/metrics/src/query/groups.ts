import type { CountedFact } from '../catalogue/declaration.js';
import type { Dimension } from './query.js';
import type { ResolvedQuery } from './resolved-query.js';

const OVERLAPPING: Record<CountedFact, readonly Dimension[]> = {
  CHANGE: ['TEAM', 'SERVICE', 'ENVIRONMENT', 'LABEL', 'ROLLOUT'],
  // A release of several changes belongs to each of their authors, labels and types, and to every region.
  RELEASE: ['TEAM', 'ENVIRONMENT', 'AUTHOR', 'LABEL', 'CHANGE_TYPE', 'ROLLOUT', 'AI_ASSISTED'],
  ATTEMPT: ['TEAM', 'ROLLOUT'],
  INCIDENT: ['TEAM', 'ROLLOUT'],
};

/** True when groups of the query's dimension may share rows, so that they need not add up. */
export function isOverlapping({ metric, groupBy }: ResolvedQuery): boolean {
  return groupBy !== null && metric.counting !== null && OVERLAPPING[metric.counting.fact].includes(groupBy);
}

const LABELS: Record<string, Record<string, string>> = {
  CHANGE_TYPE: { FEATURE: 'Feature', DEFECT: 'Defect', RISK: 'Risk', DEBT: 'Debt', OTHER: 'Other' },
  AI_ASSISTED: { true: 'AI-assisted', false: 'Not AI-assisted' },
};

/** The key that clients see: readers key repositories by id, people know them by name. */
export function toGroupKey({ groupBy, selection }: ResolvedQuery, key: string): string {
  if (groupBy !== 'REPOSITORY') return key;
  return selection.repositories.find(({ id }) => String(id) === key)?.name ?? key;
}

/** What people call a group. */
export function labelGroup(query: ResolvedQuery, key: string): string {
  return LABELS[query.groupBy ?? '']?.[key] ?? toGroupKey(query, key);
}
