import { Injectable } from '@nestjs/common';
import { Derivation } from './derivation.js';
import { SyncQueue } from './sync-queue.js';
import { SyncSchedule } from './sync-schedule.js';

/** What goes on around a source for as long as there is one. */
@Injectable()
export class SourceWork {
  constructor(
    private readonly queue: SyncQueue,
    private readonly schedule: SyncSchedule,
    private readonly derivation: Derivation,
  ) {}

  /** With settings it did not have before: what it waits for may be over with them. */
  async begin(source: { id: string; kind: string }): Promise<void> {
    await this.schedule.keep(source);
    await this.queue.hasten(source.id);
  }

  async end(sourceId: string): Promise<void> {
    await this.schedule.forget(sourceId);
    await this.derivation.request();
  }
}
