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

const ASKED = [SourcesResolver, SourceReader, SourceChanges, SourceOpener, SourceWork, SyncFeed];
const OF_GITHUB = [GitHubInspectionResolver, GitHubInspector];
const AT_WORK = [SyncQueue, SyncSchedule, SyncWorker, RefreshQueue, RefreshWorker, Derivation];

@Module({
  providers: [...ASKED, ...OF_GITHUB, ...AT_WORK],
  exports: [...AT_WORK, SourceChanges, SourceReader, GitHubInspector],
})
export class SourcesModule {}
