import { queryOptions } from '@tanstack/react-query';
import type { SourceKind, SourceRowFragment, SyncFragment, SyncState } from '../../graphql/generated/graphql.js';
import { readFragment } from '../../graphql/generated/index.js';
import { request } from '../../graphql/request.js';
import { SourceFragment, SourcesDocument, SyncFragment as SyncDocument } from './sources-query.js';

/** One source as its row shows it. */
export interface SourceRow extends Omit<SourceRowFragment, 'sync' | ' $fragmentName'> {
  sync: SyncFragment;
}

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: async ({ signal }): Promise<SourceRow[]> => {
    const { sources } = await request(SourcesDocument, {}, signal);
    return sources.map((source) => toSourceRow(readFragment(SourceFragment, source)));
  },
});

export function toSourceRow(source: SourceRowFragment): SourceRow {
  return { ...source, sync: readFragment(SyncDocument, source.sync) };
}

const GOING_ON: ReadonlySet<SyncState> = new Set(['QUEUED', 'RUNNING', 'WAITING_FOR_RATE_LIMIT']);

export function isSyncing({ sync }: { sync: Pick<SyncFragment, 'state'> }): boolean {
  return GOING_ON.has(sync.state);
}

export const SOURCE_KIND_NAMES: Record<SourceKind, string> = {
  GITHUB: 'GitHub',
  GIT: 'Git clone',
  FILE: 'File',
  PUSH: 'Push',
  SAMPLE: 'Sample',
  COPILOT: 'Copilot',
  PROMETHEUS: 'Prometheus',
  SQL: 'SQL',
};
