import { SourceStore, SyncStore } from '@weir/store';
import { createTestDatabase, type TestDatabase } from '@weir/testing';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseConfig } from '../config.js';
import { Jobs } from '../platform/jobs/jobs.js';
import type { Source } from './source-types.js';
import { SyncQueue } from './sync-queue.js';
import { SyncSchedule } from './sync-schedule.js';
import { NEVER_SYNCED } from './to-sync-status.js';

const MINUTE = 60_000;

let database: TestDatabase;
let jobs: Jobs;
let sources: SourceStore;
beforeEach(async () => {
  database = await createTestDatabase();
  jobs = await Jobs.start(database.connectionString, null, pino({ level: 'silent' }));
  sources = new SourceStore(database);
});
afterEach(async () => {
  await jobs.close();
  await database.close();
});

function scheduleOf(minutes: number): SyncSchedule {
  const config = parseConfig({ WEIR_SYNC_MINUTES: String(minutes) });
  const queue = new SyncQueue(jobs, new SyncStore(database), Date.now);
  return Object.assign(new SyncSchedule(config, jobs, sources, queue), { now: Date.now });
}

async function add(kind: string, fingerprint: string): Promise<Source> {
  const { source } = await sources.add({ kind, name: fingerprint, settings: {}, fingerprint });
  const { id, name, settings, createdAt } = source;
  const rest = {
    lastSyncedAt: null,
    repositories: [],
    hasSecrets: false,
    canSync: true,
    problems: [],
    sync: NEVER_SYNCED,
  };
  return {
    id,
    name,
    settings: settings as object as Source['settings'],
    createdAt,
    kind: kind as Source['kind'],
    ...rest,
  };
}

describe('the schedule', () => {
  it('syncs what changes by itself within its interval, and leaves clones and files to people', async () => {
    const schedule = scheduleOf(15);
    const [github, clone] = [await add('GITHUB', 'g'), await add('GIT', 'c')];
    await schedule.keep(github);
    await schedule.keep(clone);
    const next = (await schedule.findNext(github)) ?? 0;
    expect(next).toBeGreaterThan(Date.now() - MINUTE);
    expect(next).toBeLessThanOrEqual(Date.now() + 15 * MINUTE);
    expect(await schedule.findNext(clone)).toBeNull();
  });

  it('lets the sample go on once an hour', async () => {
    const sample = await add('SAMPLE', 's');
    await scheduleOf(1).keep(sample);
    expect(await jobs.queue('schedule').listScheduled()).toMatchObject([{ id: sample.id, everyMs: 60 * MINUTE }]);
  });

  it('spreads sources over its interval', async () => {
    const schedule = scheduleOf(60);
    const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => add('GITHUB', name)));
    for (const source of all) await schedule.keep(source);
    const nexts = await Promise.all(all.map((source) => schedule.findNext(source)));
    expect(new Set(nexts.map((next) => Math.floor((next ?? 0) / 1000))).size).toBe(5);
  });

  it('says nothing of one that is being synced', async () => {
    const schedule = scheduleOf(15);
    const github = await add('GITHUB', 'g');
    await schedule.keep(github);
    expect(await schedule.findNext({ ...github, sync: { ...NEVER_SYNCED, state: 'RUNNING' } })).toBeNull();
  });

  it('begins with the sources there are, once each, and ends with them', async () => {
    const [kept, gone] = [await add('GITHUB', 'kept'), await add('GITHUB', 'gone')];
    const schedule = scheduleOf(15);
    await schedule.keep(kept);
    await schedule.keep(gone);
    await sources.remove(gone.id);
    await schedule.start();
    expect(await schedule.findNext(kept)).not.toBeNull();
    expect(await schedule.findNext(gone)).toBeNull();
    await schedule.forget(kept.id);
    expect(await schedule.findNext(kept)).toBeNull();
  });

  it('keeps its place over a restart: one that is started ever so often is synced all the same', async () => {
    const github = await add('GITHUB', 'g');
    await scheduleOf(15).keep(github);
    const next = await scheduleOf(15).findNext(github);
    await scheduleOf(15).start();
    expect(await scheduleOf(15).findNext(github)).toBe(next);
  });

  it('is off with an interval of 0, also for what was scheduled before', async () => {
    const github = await add('GITHUB', 'g');
    await scheduleOf(15).keep(github);
    await scheduleOf(0).keep(github);
    expect(await scheduleOf(0).findNext(github)).toBeNull();
  });
});

it('a queue adds again and again what is scheduled, and no more once it is not', async () => {
  const taken: string[] = [];
  const queue = jobs.queue<string>('repeated');
  jobs.work<string>('repeated', 1, async (data) => void taken.push(data));
  await queue.schedule('one', 'old', { everyMs: 3_600_000, startAt: Date.now() + 3_600_000 });
  await queue.schedule('one', 'new', { everyMs: 250, startAt: Date.now() });
  await vi.waitFor(() => expect(taken.length).toBeGreaterThan(2), { timeout: 20_000, interval: 50 });
  await queue.unschedule('one');
  expect(await queue.listScheduled()).toEqual([]);
  expect(new Set(taken)).toEqual(new Set(['new']));
});
