import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { deriveFacts } from '@weir/metrics';
import { FactStore, SettingsStore } from '@weir/store';
import type { Logger } from 'pino';
import { Jobs, type JobQueue } from '../platform/jobs/jobs.js';
import { LOGGER } from '../platform/tokens.js';

const DERIVE_QUEUE = 'derive';

/** Keeps facts in step with records and rules: whatever is dirty is derived anew, whole repository by whole repository. */
@Injectable()
export class Derivation {
  private readonly queue: JobQueue<object>;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly jobs: Jobs,
    private readonly facts: FactStore,
    private readonly settings: SettingsStore,
  ) {
    this.queue = jobs.queue(DERIVE_QUEUE);
  }

  /** Takes up what a kill, or a change of rules while nobody worked, left dirty. */
  async start(): Promise<void> {
    this.jobs.work<object>(DERIVE_QUEUE, 1, (_data, signal) => this.deriveDirty(signal));
    await this.request();
  }

  /** Asks a worker to derive whatever is dirty; several requests at once are one. */
  async request(): Promise<void> {
    await this.queue.add({}, { deduplicate: 'derive' });
  }

  /** Derives every dirty repository. Safe beside others that do the same: the store lets one repository be derived once at a time. */
  async deriveDirty(signal: AbortSignal): Promise<void> {
    const rules = await this.settings.get('rules');
    for (const id of await this.facts.listDirtyRepositories()) {
      if (signal.aborted) return;
      const written = await this.facts.deriveRepository(id, (history) => deriveFacts(history, rules));
      this.logger.debug({ repository: id, ...written }, 'facts derived');
      await breathe();
    }
  }
}
