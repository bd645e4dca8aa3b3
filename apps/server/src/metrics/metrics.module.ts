import { Module } from '@nestjs/common';
import type { Database } from '@weir/store';
import type { Logger } from 'pino';
import { DATABASE, LOGGER } from '../platform/tokens.js';
import { MetricQueries } from './metric-queries.js';
import { MetricResolver } from './metric.resolver.js';
import { ValueStreamResolver } from './value-stream.resolver.js';

@Module({
  providers: [
    MetricResolver,
    ValueStreamResolver,
    {
      provide: MetricQueries,
      inject: [DATABASE, LOGGER],
      useFactory: (database: Database, logger: Logger) =>
        new MetricQueries(database.pool, (error) => logger.error({ err: error }, 'A figure could not be computed.')),
    },
  ],
  exports: [MetricQueries],
})
export class MetricsModule {}
