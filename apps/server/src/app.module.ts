import { DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './platform/access/access.module.js';
import { Graphql } from './platform/graphql/graphql.module.js';
import { HealthController } from './platform/http/health.controller.js';
import { PlatformModule, type Ground } from './platform/platform.module.js';
import { FEATURES } from './features.js';

@Module({})
export class AppModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.on(ground), AccessModule, Graphql, ...FEATURES],
      controllers: [HealthController],
    };
  }
}
