import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Notifications } from '../platform/jobs/notifications.js';
import { SYNC_CHANNEL } from './sync-queue.js';

export const ALL_SOURCES = 'sync';
export const topicOf = (sourceId: string): string => `sync/${sourceId}`;

/** Hands what workers announce, in whichever process they run, to the subscriptions of this one. */
@Injectable()
export class SyncFeed implements OnApplicationBootstrap {
  constructor(
    private readonly notifications: Notifications,
    private readonly host: HttpAdapterHost,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen(SYNC_CHANNEL, (sourceId) => this.publish(sourceId));
  }

  private publish(sourceId: string): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const topic of [ALL_SOURCES, topicOf(sourceId)]) server.graphql.pubsub.publish({ topic, payload: sourceId });
  }
}
