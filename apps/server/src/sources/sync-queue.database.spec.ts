import { SourceStore, SyncStore } from '@weir/store';
import { createTestDatabase, type TestDatabase } from '@weir/testing';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Jobs } from '../platform/jobs/jobs.js';
import { withSourceLock } from './source-lock.js';
import { SYNC_QUEUE, SyncQueue, type SyncJob } from './sync-queue.js';

let database: TestDatabase;
let jobs: Jobs;
let queue: SyncQueue;
let syncs: SyncStore;
let sourceId: string;
let taken: number[];

beforeEach(async () => {
  database = await createTestDatabase();
  jobs = await Jobs.start(database.connectionString, null, pino({ level: 'silent' }));
  syncs = new SyncStore(database);
  queue = new SyncQueue(jobs, syncs, Date.now);
  const { source } = await new SourceStore(database).add({ kind: 'GIT', name: 's', settings: {}, fingerprint: 's' });
  sourceId = source.id;
  taken = [];
  jobs.work<SyncJob>(SYNC_QUEUE, 1, async ({ syncId }) => void taken.push(syncId));
});
afterEach(async () => {
  await jobs.close();
  await database.close();
});

it('takes a sync up again that waits while its source is busy', async () => {
  const { id } = await syncs.queue(sourceId);
  await withSourceLock(database.pool, sourceId, async () => {
    expect(await withSourceLock(database.pool, sourceId, async () => void taken.push(-1))).toBe(false);
    await queue.enqueueLater(id);
  });
  await vi.waitFor(() => expect(taken).toEqual([id]), { timeout: 20_000, interval: 100 });
});

it('leaves a sync alone that another process is at', async () => {
  const { id } = await syncs.queue(sourceId);
  await syncs.start(id);
  await queue.enqueueLater(id);
  const counts = await jobs.counts(SYNC_QUEUE);
  expect((counts.delayed ?? 0) + (counts.waiting ?? 0) + taken.length).toBe(0);
});
