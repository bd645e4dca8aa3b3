import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { deriveFacts, type RepositoryFacts, type RepositoryHistory } from '@weir/metrics';
import { FactStore, SettingsStore, SourceStore } from '@weir/store';
import type { Logger } from 'pino';
import { Jobs, type JobQueue } from '../platform/jobs/jobs.js';
import { Notifications } from '../platform/jobs/notifications.js';
import { LOGGER } from '../platform/tokens.js';
import { SYNC_CHANNEL } from './sync-queue.js';

const DERIVE_QUEUE = 'derive';

/** Keeps facts in step with records and rules: whatever is dirty is derived anew, whole repository by whole repository. */
@Injectable()
export class Derivation {
  private readonly queue: JobQueue<object>;
  private running: Promise<void> = Promise.resolve();
  /** Requests of this process are one with each other; with those of a killed one they would wait until it is missed. */
  private readonly requests = `derive-${randomUUID()}`;
  @Inject(SourceStore) private readonly sources: SourceStore;
  @Inject(Notifications) private readonly notifications: Notifications;

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
    this.jobs.work<object>(DERIVE_QUEUE, 1, (_data, { signal }) => this.deriveDirty(signal));
    await this.request();
  }

  /** Asks a worker to derive whatever is dirty; several requests at once are one. */
  async request(): Promise<void> {
    await this.queue.add({}, { deduplicate: this.requests });
  }

  /** Derives until nothing is dirty. One at a time in a process; the store sees to it between processes. */
  async deriveDirty(signal: AbortSignal): Promise<void> {
    const mine = this.running.then(() => this.derive(signal));
    this.running = mine.catch(() => undefined);
    await mine;
  }

  private async derive(signal: AbortSignal): Promise<void> {
    const rules = await this.settings.get('rules');
    const derive = async (history: RepositoryHistory): Promise<RepositoryFacts> => {
      // Lets requests be answered between two repositories; what is not derived stays dirty.
      await breathe();
      signal.throwIfAborted();
      return deriveFacts(history, rules);
    };
    const changed = new Set<number>();
    try {
      await this.facts.deriveDirty(derive, (repository, written) => {
        this.logger.debug({ repository, ...written }, 'facts derived');
        if (written.inserted + written.updated + written.deleted > 0) changed.add(repository);
      });
    } finally {
      await this.announce([...changed]);
    }
  }

  /** Whoever looks at figures hears that they changed, by the sources that speak of their repositories. */
  private async announce(repositoryIds: number[]): Promise<void> {
    if (repositoryIds.length === 0) return;
    for (const sourceId of await this.sources.listSpeakingOf(repositoryIds))
      await this.notifications.publish(SYNC_CHANNEL, sourceId);
  }
}
