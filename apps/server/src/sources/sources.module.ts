import { Module } from '@nestjs/common';
import { Notifications } from '../platform/jobs/notifications.js';
import { Derivation } from './derivation.js';
import { SourceChanges } from './source-changes.js';
import { SourceReader } from './source-reader.js';
import { SourcesResolver } from './sources.resolver.js';
import { SyncFeed } from './sync-feed.js';
import { SyncQueue } from './sync-queue.js';
import { SyncWorker } from './sync-worker.js';

@Module({
  providers: [SourcesResolver, SourceReader, SourceChanges, SyncQueue, SyncWorker, SyncFeed, Derivation, Notifications],
  exports: [SyncWorker],
})
export class SourcesModule {}
