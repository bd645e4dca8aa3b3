import { Module } from '@nestjs/common';
import { AccessModule } from '../platform/access/access.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { PushReceivers } from './push.receivers.js';
import { PushService } from './push.service.js';
import { ToldSources } from './told-sources.js';

@Module({
  imports: [AccessModule, SourcesModule],
  providers: [PushReceivers, PushService, ToldSources],
  exports: [ToldSources],
})
export class PushModule {}
