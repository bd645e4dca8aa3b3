import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { MetricFilter } from '../../graphql/generated/graphql.js';
import { useSession } from '../session/session.js';
import { resolveRange, type ResolvedRange } from './resolve-range.js';
import type { FilterSearch } from './search.js';

export interface Filters {
  search: FilterSearch;
  resolved: ResolvedRange;
  filter: MetricFilter;
  isComparing: boolean;
  /** Changes the URL without a new entry in the history for every tick of a list. */
  set: (change: Partial<FilterSearch>) => void;
}

/** The filters of the URL, and what they mean here and now. */
export function useFilters(): Filters {
  const search = useSearch({ from: '/shell' });
  const navigate = useNavigate();
  const { workspace } = useSession();
  const known = useKnownTime(workspace);
  const resolved = useMemo(() => resolveRange(search, known), [search, known]);
  const filter = useMemo(() => toMetricFilter(search), [search]);
  const set = (change: Partial<FilterSearch>) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  return { search, resolved, filter, isComparing: search.compare !== 'off', set };
}

interface WorkspaceTime {
  timeZone: string;
  asOf: string | null;
  firstAt: string | null;
  lastAt: string | null;
}

function useKnownTime({ timeZone, asOf, firstAt, lastAt }: WorkspaceTime) {
  // Only the day counts here, and a range must not move under its reader: the clock of the first look is kept.
  const [now] = useState(() => Date.now());
  return useMemo(
    () => ({
      now,
      timeZone,
      asOf: toInstant(asOf),
      firstAt: toInstant(firstAt),
      lastAt: toInstant(lastAt),
    }),
    [now, timeZone, asOf, firstAt, lastAt],
  );
}

function toInstant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function toMetricFilter(search: FilterSearch): MetricFilter {
  return {
    ...(search.repository && { repositories: search.repository }),
    ...(search.service && { services: search.service }),
    ...(search.team && { teams: search.team }),
    ...(search.author && { authors: search.author }),
    ...(search.label && { labels: search.label }),
    includeBots: search.bots === 'shown',
  };
}
