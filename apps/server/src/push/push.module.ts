import { Module } from '@nestjs/common';
import { AccessModule } from '../platform/access/access.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { PushReceivers } from './push.receivers.js';
import { PushService } from './push.service.js';

@Module({ imports: [AccessModule, SourcesModule], providers: [PushReceivers, PushService] })
export class PushModule {}
