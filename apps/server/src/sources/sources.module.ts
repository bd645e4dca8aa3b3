import { Module } from '@nestjs/common';
import { Derivation } from './derivation.js';
import { GitHubInspectionResolver } from './github-inspection.resolver.js';
import { GitHubInspector } from './github-inspector.js';
import { RefreshQueue } from './refresh-queue.js';
import { RefreshWorker } from './refresh-worker.js';
import { SourceChanges } from './source-changes.js';
import { SourceOpener } from './source-opener.js';
import { SourceReader } from './source-reader.js';
import { SourceWork } from './source-work.js';
import { SourcesResolver } from './sources.resolver.js';
import { SyncFeed } from './sync-feed.js';
import { SyncQueue } from './sync-queue.js';
import { SyncSchedule } from './sync-schedule.js';
import { SyncWorker } from './sync-worker.js';

@Module({
  providers: [
    ...[
      SourcesResolver,
      SourceReader,
      SourceChanges,
      GitHubInspectionResolver,
      GitHubInspector,
      SourceOpener,
      SourceWork,
    ],
    ...[SyncQueue, SyncSchedule, SyncWorker, SyncFeed, RefreshQueue, RefreshWorker, Derivation],
  ],
  exports: [SyncWorker, RefreshWorker, SyncSchedule, SyncQueue, RefreshQueue, SourceChanges, SourceReader, Derivation],
})
export class SourcesModule {}
