import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SourceStore } from './source.store.js';
import { SyncStore } from './sync.store.js';

let database: TestDatabase;
let syncs: SyncStore;
let sourceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  syncs = new SyncStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE source CASCADE');
  const { source } = await new SourceStore(database).add({ kind: 'GIT', name: 's', settings: {}, fingerprint: 's' });
  sourceId = source.id;
});

it('queues a source once, however often and at once it is asked', async () => {
  // Connections that are open already: without, the first asks before the others are there.
  await Promise.all(Array.from({ length: 8 }, () => database.pool.query('SELECT pg_sleep(0.1)')));
  for (let round = 0; round < 5; round += 1) {
    const queued = await Promise.all(Array.from({ length: 8 }, () => syncs.queue(sourceId)));
    expect(new Set(queued.map((sync) => sync.id)).size).toBe(1);
    await syncs.finish(queued[0]!.id);
  }
  expect(await syncs.list(sourceId, 100)).toHaveLength(5);
});

it('adds up what its batches cost and keeps the first hundred rejected rows', async () => {
  const { id } = await syncs.queue(sourceId);
  await syncs.start(id);
  const rejectedRows = Array.from({ length: 80 }, (_, line) => ({ file: 'f', line, column: null, message: 'bad' }));
  const step = { message: 'reading', done: 5, total: 10, requests: 2, records: 7, rejectedRows };
  await syncs.progress(id, step);
  await syncs.progress(id, { ...step, done: 10 });
  const done = await syncs.finish(id);
  expect(done).toMatchObject({ state: 'SUCCEEDED', done: 10, total: 10, requests: 4, records: 14, rejected: 160 });
  expect(done?.rejectedRows).toHaveLength(100);
  expect(done?.rejectedRows[99]).toMatchObject({ line: 19 });
});

it('finds what a kill cut short', async () => {
  const { id } = await syncs.queue(sourceId);
  await syncs.start(id);
  expect(await syncs.resumeInterrupted()).toMatchObject([{ id, state: 'QUEUED' }]);
  await syncs.fail(id, 'The folder is gone.');
  expect(await syncs.resumeInterrupted()).toEqual([]);
  expect(await syncs.list(sourceId, 5)).toMatchObject([{ id, state: 'FAILED', message: 'The folder is gone.' }]);
});

it('lets a sync wait on for its rate limit over a restart, and goes on with one whose time has come', async () => {
  const { id } = await syncs.queue(sourceId);
  await syncs.start(id);
  const later = Date.now() + 3_600_000;
  await syncs.wait(id, later, 'GitHub lets us go on at noon.');
  expect(await syncs.resumeInterrupted()).toMatchObject([
    { id, state: 'WAITING_FOR_RATE_LIMIT', nextAttemptAt: later, message: 'GitHub lets us go on at noon.' },
  ]);
  await syncs.wait(id, Date.now() - 1000, 'GitHub lets us go on at noon.');
  expect(await syncs.resumeInterrupted()).toMatchObject([{ id, state: 'QUEUED', nextAttemptAt: null }]);
});

it('is queued again when its wait is cut short, and left alone when it does not wait', async () => {
  const { id } = await syncs.queue(sourceId);
  await syncs.wait(id, Date.now() + 3_600_000, 'wait');
  await syncs.hasten(sourceId);
  expect(await syncs.find(id)).toMatchObject({ state: 'QUEUED', nextAttemptAt: null, message: null });
  await syncs.start(id);
  await syncs.hasten(sourceId);
  expect(await syncs.find(id)).toMatchObject({ state: 'RUNNING' });
});

it('keeps the newest, and the latest that succeeded however old it is', async () => {
  const end = async (how: 'finish' | 'fail') => {
    const { id } = await syncs.queue(sourceId);
    await (how === 'finish' ? syncs.finish(id) : syncs.fail(id, 'It failed.'));
    return id;
  };
  const [, succeeded] = [await end('finish'), await end('finish')];
  const failed = [await end('fail'), await end('fail'), await end('fail')];
  const waiting = (await syncs.queue(sourceId)).id;
  await syncs.prune(sourceId, 3);
  const kept = (await syncs.list(sourceId, 100)).map(({ id }) => id);
  expect(kept).toEqual([waiting, failed[2], failed[1], succeeded]);
});

it('goes with its source', async () => {
  const { id } = await syncs.queue(sourceId);
  await new SourceStore(database).remove(sourceId);
  expect(await syncs.finish(id)).toBeNull();
  await expect(syncs.queue(sourceId)).rejects.toThrow('no source');
});
