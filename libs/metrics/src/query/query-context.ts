import type { Instant } from '../records.js';
import type { MetricFilter } from './query.js';
import type { Selection } from './resolved-query.js';
import type { RepositoryScope, VisibleRepositories } from './scope.js';

/** What a query is resolved against. Time is an argument. */
export interface QueryContext {
  /** Every repository of the workspace. */
  repositories: readonly RepositoryScope[];
  visible: VisibleRepositories;
  now: Instant;
}

/** What the viewer may see of what the filter names. A name that is unknown or hidden selects nothing, indistinguishably. */
export function selectRepositories(filter: MetricFilter, context: QueryContext): Selection {
  const named = isFiltering(filter.repositories) ? new Set(filter.repositories) : null;
  const visible = context.visible === 'ALL' ? null : new Set(context.visible);
  const repositories = context.repositories.filter(
    ({ id, name }) => (visible?.has(id) ?? true) && (named?.has(name) ?? true),
  );
  return {
    repositories,
    isEverything: repositories.length === context.repositories.length,
    withUnassigned: visible === null && named === null,
  };
}

/** An absent or empty list does not filter. */
export function isFiltering<T>(list: readonly T[] | undefined | null): list is readonly T[] {
  return list !== undefined && list !== null && list.length > 0;
}
