import type { Hint } from '@weir/sources';
import { FactStore, RecordStore, SettingsStore, SourceStore, SyncStore } from '@weir/store';
import { createTestDatabase, startGitHub, World, type StandInGitHub, type TestDatabase } from '@weir/testing';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseConfig } from '../config.js';
import { SecretBox } from '../platform/access/secret-box.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Notifications } from '../platform/jobs/notifications.js';
import { Derivation } from './derivation.js';
import { REFRESH_QUEUE, RefreshQueue } from './refresh-queue.js';
import { RefreshWorker } from './refresh-worker.js';
import { withSourceLock } from './source-lock.js';
import { SourceOpener } from './source-opener.js';
import { SYNC_CHANNEL, SyncQueue } from './sync-queue.js';
import { runSync } from './sync-run.js';

const HOUR = 3_600_000;
const PATIENCE = { timeout: 30_000, interval: 50 };
const TOKEN = 'ghp_forRefreshing';
const silent = pino({ level: 'silent' });
const FIRST: Hint = { repository: 'acme/shop', about: { kind: 'PULL_REQUEST', number: 1 } };
const SECOND: Hint = { repository: 'acme/shop', about: { kind: 'PULL_REQUEST', number: 2 } };

/** What the application injects into properties. */
function wire<T extends object>(made: T, parts: object): T {
  Object.assign(made, parts);
  return made;
}

/** The worker and what it works with, as the application puts them together. */
async function assemble(database: TestDatabase, apiUrl: string) {
  const jobs = await Jobs.start(database.connectionString, null, silent);
  const [sources, syncs, records] = [new SourceStore(database), new SyncStore(database), new RecordStore(database)];
  const config = parseConfig({ GITHUB_API_URL: apiUrl, GITHUB_TOKEN: TOKEN });
  const opener = new SourceOpener(config, new SecretBox('k'.repeat(64)), sources);
  const notifications = new Notifications(database, silent);
  const facts = new FactStore(database);
  const derivation = wire(new Derivation(silent, jobs, facts, new SettingsStore(database)), { sources, notifications });
  const queue = new RefreshQueue(jobs, Date.now);
  const syncQueue = new SyncQueue(jobs, syncs, Date.now);
  const stores = { database, sources, syncs, records, opener, derivation, facts };
  const worker = wire(new RefreshWorker(), {
    ...stores,
    logger: silent,
    now: Date.now,
    jobs,
    queue,
    syncQueue,
  });
  return { ...stores, jobs, queue, worker, notifications };
}

describe('what was heard of a source', () => {
  let github: StandInGitHub;
  let database: TestDatabase;
  let bench: Awaited<ReturnType<typeof assemble>>;
  let sourceId: string;

  beforeEach(async () => {
    const now = Date.now();
    const world = new World({ beginning: now - 60 * 24 * HOUR });
    world.access.token(TOKEN);
    for (const at of [now - 9 * HOUR, now - 8 * HOUR]) world.repository('acme/shop').pullRequest({ by: 'ana', at });
    github = await startGitHub(world);
    database = await createTestDatabase();
    bench = await assemble(database, github.apiUrl);
    const { settings, fingerprint } = await bench.opener.open('GITHUB', { owner: 'acme' });
    ({ id: sourceId } = (await bench.sources.add({ kind: 'GITHUB', name: 'acme', settings, fingerprint })).source);
    await syncWhole();
    github.requests.reset();
  });
  afterEach(async () => {
    await bench.notifications.onApplicationShutdown();
    await bench.jobs.close();
    await database.close();
    await github.stop();
  });

  async function syncWhole(): Promise<void> {
    const { signal } = new AbortController();
    const nothing = async () => undefined;
    const tools = { ...bench, now: Date.now, announce: nothing, comeBack: nothing };
    await runSync(tools, await bench.syncs.queue(sourceId), { signal, isLastAttempt: true });
  }

  const pull = (number: number) => github.world.repository('acme/shop').pulls.get(number)!;
  async function mergedNumbers(): Promise<number[]> {
    const { rows } = await database.pool.query<{ number: number }>(
      'SELECT number FROM change_fact WHERE merged_at IS NOT NULL ORDER BY number',
    );
    return rows.map(({ number }) => number);
  }
  const waitForMerged = (...numbers: number[]) =>
    vi.waitFor(async () => expect(await mergedNumbers()).toEqual(numbers), PATIENCE);

  it('is in the figures a moment later, and whoever looks at them is told after that', async () => {
    const told: number[][] = [];
    await bench.notifications.listen(SYNC_CHANNEL, (id) => {
      expect(id).toBe(sourceId);
      void mergedNumbers().then((numbers) => told.push(numbers));
    });
    bench.worker.start();
    pull(1).merge({ by: 'ana' });
    await bench.queue.request(sourceId, [FIRST]);
    await vi.waitFor(() => expect(told).toEqual([[1]]), PATIENCE);
    expect(github.requests.total).toBeLessThanOrEqual(2);
  });

  it('many times in a moment is looked at once', async () => {
    bench.worker.start();
    pull(1).merge({ by: 'ana' });
    pull(2).merge({ by: 'ana' });
    await Promise.all([FIRST, SECOND, FIRST, SECOND, FIRST].map((hint) => bench.queue.request(sourceId, [hint])));
    await waitForMerged(1, 2);
    expect(github.requests.total).toBeLessThanOrEqual(3);
  });

  it('outlives the process that heard it', async () => {
    pull(1).merge({ by: 'ana' });
    await bench.queue.request(sourceId, [FIRST]);
    await bench.jobs.close();
    bench = await assemble(database, github.apiUrl);
    bench.worker.start();
    await waitForMerged(1);
  });

  it('waits while the source is being read', async () => {
    bench.worker.start();
    await withSourceLock(database.pool, sourceId, async () => {
      pull(1).merge({ by: 'ana' });
      await bench.queue.request(sourceId, [FIRST]);
      await vi.waitFor(async () => expect((await bench.jobs.counts(REFRESH_QUEUE)).delayed).toBe(1), PATIENCE);
      expect(await mergedNumbers()).toEqual([]);
      expect(github.requests.total).toBe(0);
    });
    await waitForMerged(1);
  });

  it('waits for a rate limit', async () => {
    bench.worker.start();
    github.faults.next({ primaryLimit: { resetInSeconds: 8 } });
    pull(1).merge({ by: 'ana' });
    await bench.queue.request(sourceId, [FIRST]);
    await vi.waitFor(async () => expect((await bench.jobs.counts(REFRESH_QUEUE)).delayed).toBe(1), PATIENCE);
    expect(await mergedNumbers()).toEqual([]);
    await waitForMerged(1);
  });

  it('that cannot be looked at becomes a sync, which tells people why', async () => {
    bench.worker.start();
    github.world.access.revoke(TOKEN);
    await bench.queue.request(sourceId, [FIRST]);
    await vi.waitFor(async () => {
      expect(await bench.syncs.list(sourceId, 1)).toMatchObject([{ state: 'QUEUED' }]);
    }, PATIENCE);
  });

  it('of a source that cannot be asked about single things becomes a sync', async () => {
    bench.worker.start();
    const { source } = await bench.sources.add({ kind: 'PUSH', name: 'p', settings: {}, fingerprint: 'push' });
    await bench.queue.request(source.id, [FIRST]);
    await vi.waitFor(async () => {
      expect(await bench.syncs.list(source.id, 1)).toMatchObject([{ state: 'QUEUED' }]);
    }, PATIENCE);
  });

  it('of a source that is gone is forgotten', async () => {
    bench.worker.start();
    await bench.sources.remove(sourceId);
    await bench.queue.request(sourceId, [FIRST]);
    await vi.waitFor(async () => {
      const { waiting, active, delayed, completed } = await bench.jobs.counts(REFRESH_QUEUE);
      expect({ waiting, active, delayed, completed }).toEqual({ waiting: 0, active: 0, delayed: 0, completed: 1 });
    }, PATIENCE);
  });
});
