import { Injectable } from '@nestjs/common';
import { SourceStore, SyncStore, type SourceRow } from '@weir/store';
import type { SourceKind } from '@weir/sources';
import type { Viewer } from '../platform/access/viewer.js';
import { notFound } from '../platform/errors/weir-error.js';
import type { Source } from './source-types.js';
import { NEVER_SYNCED, toSyncStatus } from './to-sync-status.js';

@Injectable()
export class SourceReader {
  constructor(
    private readonly sources: SourceStore,
    private readonly syncs: SyncStore,
  ) {}

  async list(_viewer: Viewer): Promise<Source[]> {
    return Promise.all((await this.sources.list()).map((row) => this.toSource(row)));
  }

  async find(_viewer: Viewer, id: string): Promise<Source | null> {
    const row = await this.sources.find(id);
    return row && this.toSource(row);
  }

  async get(viewer: Viewer, id: string): Promise<Source> {
    const source = await this.find(viewer, id);
    if (source === null) throw notFound(`source ${id}`);
    return source;
  }

  private async toSource(row: SourceRow): Promise<Source> {
    const [latest] = await this.syncs.list(row.id, 1);
    const { id, name, settings, createdAt } = row;
    return {
      ...{ id, name, settings, createdAt, kind: row.kind as SourceKind, repositories: [], lastSyncedAt: null },
      sync: latest ? toSyncStatus(latest) : NEVER_SYNCED,
    };
  }
}
