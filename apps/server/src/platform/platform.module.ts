import { DynamicModule, Module, type Type } from '@nestjs/common';
import {
  DeliveryStore,
  FactStore,
  HeardStore,
  IncidentEventStore,
  PersonStore,
  PushStore,
  RecordStore,
  SealedSecretStore,
  SettingsStore,
  SignInLinkStore,
  SourceStore,
  SyncStore,
  TokenStore,
  type Database,
} from '@weir/store';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { SecretBox } from './access/secret-box.js';
import { Jobs } from './jobs/jobs.js';
import { Notifications } from './jobs/notifications.js';
import { CLOCK, CONFIG, DATABASE, LOGGER } from './tokens.js';

/** What exists before the application does. */
export interface Ground {
  config: Config;
  logger: Logger;
  database: Database;
  jobs: Jobs;
  secrets: SecretBox;
}

const ON_DATABASE: Type<unknown>[] = [
  PersonStore,
  SignInLinkStore,
  TokenStore,
  SettingsStore,
  SourceStore,
  SyncStore,
  RecordStore,
  PushStore,
  IncidentEventStore,
  DeliveryStore,
  HeardStore,
  SealedSecretStore,
  FactStore,
];

/** The ground every feature stands on: configuration, log, clock, database with its stores, queues. */
@Module({})
export class PlatformModule {
  static on(ground: Ground): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: ground.config },
      { provide: LOGGER, useValue: ground.logger },
      { provide: DATABASE, useValue: ground.database },
      { provide: CLOCK, useValue: () => Date.now() },
      { provide: Jobs, useValue: ground.jobs },
      { provide: SecretBox, useValue: ground.secrets },
      ...ON_DATABASE.map((store) => ({ provide: store, useFactory: () => new store(ground.database) })),
    ];
    const exports = [Notifications, ...providers.map(({ provide }) => provide)];
    return { module: PlatformModule, global: true, providers: [Notifications, ...providers], exports };
  }
}
