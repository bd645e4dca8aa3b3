import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readFragment } from '../../graphql/generated/index.js';
import { watchSyncs } from '../../graphql/subscribe.js';
import { isSyncing, sourcesQuery, toSourceRow, type SourceRow } from './sources.js';
import { SourceFragment } from './sources-query.js';

const RUNNING_MS = 1500;
const IDLE_MS = 30_000;
/** How often figures follow a running sync: often enough to see them grow, rare enough to read them. */
const FIGURES_MS = 2500;
/** Several webhooks in a moment are one look at the figures. */
const GATHER_MS = 400;
/** Everything that a sync can change. */
const FIGURE_KEYS = ['session', 'overview', 'rows', 'facets', 'coverage', 'history'];

/** Keeps sources and figures current while a sync runs: pushed by the server, asked for when it cannot push. */
export function useLiveSync(): void {
  const client = useQueryClient();
  const [isPushed, setPushed] = useState(false);
  const { data = [] } = useQuery({
    ...sourcesQuery,
    refetchInterval: ({ state }) => (isPushed ? false : state.data?.some(isSyncing) ? RUNNING_MS : IDLE_MS),
  });
  const isRunning = data.some(isSyncing);
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const refreshSoon = () => {
      soon ??= setTimeout(() => {
        soon = undefined;
        refreshFigures(client);
      }, GATHER_MS);
    };
    const stop = watchSyncs({
      onOpen: () => setPushed(true),
      onClose: () => setPushed(false),
      onSource: (pushed) => {
        const source = toSourceRow(readFragment(SourceFragment, pushed));
        putSource(client, source);
        // A webhook was looked at, or a sync has ended: the figures may be others now.
        if (!isSyncing(source)) refreshSoon();
      },
    });
    return () => {
      clearTimeout(soon);
      stop();
    };
  }, [client]);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => refreshFigures(client), FIGURES_MS);
    return () => {
      clearInterval(timer);
      refreshFigures(client);
    };
  }, [isRunning, client]);
}

function putSource(client: QueryClient, source: SourceRow): void {
  client.setQueryData(sourcesQuery.queryKey, (known) => {
    if (!known) return [source];
    const isKnown = known.some(({ id }) => id === source.id);
    return isKnown ? known.map((one) => (one.id === source.id ? source : one)) : [...known, source];
  });
}

/** Asks again for what a sync may have changed. */
export function refreshFigures(client: QueryClient): void {
  for (const key of FIGURE_KEYS) void client.invalidateQueries({ queryKey: [key] });
}
