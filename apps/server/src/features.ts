import { MODULE_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import { ChangesModule } from './changes/changes.module.js';
import { CoverageModule } from './coverage/coverage.module.js';
import { DeploymentsModule } from './deployments/deployments.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { AccessModule } from './platform/access/access.module.js';
import { PushModule } from './push/push.module.js';
import { SourcesModule } from './sources/sources.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { WorkspaceModule } from './workspace/workspace.module.js';

/** Every feature of the server; deleting a folder and its line here removes it whole. */
export const FEATURES: Type<unknown>[] = [
  WorkspaceModule,
  SourcesModule,
  MetricsModule,
  ChangesModule,
  DeploymentsModule,
  IncidentsModule,
  CoverageModule,
  PushModule,
  WebhooksModule,
];

const RESOLVER_MARK = 'graphql:resolver_type';

/** Every resolver of the features: what the schema is made of. */
export const RESOLVERS: Type<unknown>[] = [AccessModule, ...FEATURES]
  .flatMap((module): unknown[] => Reflect.getMetadata(MODULE_METADATA.PROVIDERS, module) ?? [])
  .filter(
    (provider): provider is Type<unknown> =>
      typeof provider === 'function' && Reflect.hasMetadata(RESOLVER_MARK, provider),
  );
