import { Inject, Injectable } from '@nestjs/common';
import type { SourceKind } from '@weir/sources';
import { readSources, type Database, type SourceStatus } from '@weir/store';
import type { Viewer } from '../platform/access/viewer.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { notFound } from '../platform/errors/weir-error.js';
import { DATABASE } from '../platform/tokens.js';
import type { Source } from './source-types.js';
import { NEVER_SYNCED, toSyncStatus } from './to-sync-status.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Sources as clients see them, with how their syncs stand. */
@Injectable()
export class SourceReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(viewer: Viewer, ids?: string[]): Promise<Source[]> {
    return (await readSources(this.database.pool, visibleTo(viewer), ids)).map(toSource);
  }

  async find(viewer: Viewer, id: string): Promise<Source | null> {
    const [source] = UUID.test(id) ? await this.list(viewer, [id]) : [];
    return source ?? null;
  }

  async get(viewer: Viewer, id: string): Promise<Source> {
    const source = await this.find(viewer, id);
    if (source === null) throw notFound(`source "${id}"`);
    return source;
  }
}

function toSource(row: SourceStatus): Source {
  const { id, name, settings, createdAt, lastSyncedAt, repositories, hasSecrets, sync } = row;
  const ofWhole = row.problems.map((message) => ({ repository: null, message }));
  return {
    ...{ id, name, settings, createdAt, lastSyncedAt, repositories, hasSecrets },
    kind: row.kind as SourceKind,
    canSync: row.kind !== 'PUSH',
    problems: [...ofWhole, ...row.repositoryProblems],
    sync: sync === null ? NEVER_SYNCED : toSyncStatus(sync),
  };
}
