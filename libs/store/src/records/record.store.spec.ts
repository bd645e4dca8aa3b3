import type { CommitRecord, IncidentRecord, PullRequestRecord, RepositoryBatch } from '@weir/metrics';
import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecordStore } from './record.store.js';
import { SourceStore } from './source.store.js';
import { SyncStore } from './sync.store.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

let database: TestDatabase;
let sources: SourceStore;
let records: RecordStore;
let sourceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  sources = new SourceStore(database);
  records = new RecordStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE repository, source CASCADE');
  sourceId = await addSource('clone');
});

async function addSource(fingerprint: string): Promise<string> {
  const { source } = await sources.add({ kind: 'GIT', name: fingerprint, settings: {}, fingerprint });
  return source.id;
}

function commit(sha: string, message = 'Change it'): CommitRecord {
  const person = { authorName: 'Ada', authorEmail: 'ada@example.org' };
  return { sha, parents: ['p1', 'p2'], ...person, authoredAt: START, committedAt: START + DAY, message };
}

function pullRequest(number: number, more: Partial<PullRequestRecord> = {}): PullRequestRecord {
  return {
    ...{ number, title: `Change ${number}`, body: null, url: null, author: 'ada', authorIsBot: null, state: 'MERGED' },
    ...{ isDraft: false, openedAt: START, mergedAt: START + DAY, closedAt: null, mergeSha: null, baseBranch: null },
    ...{
      headBranch: null,
      headIsSameRepository: null,
      additions: 1,
      deletions: 2,
      changedFiles: null,
      labels: ['a "b"'],
    },
    ...{ commits: null, reviews: null, draftEvents: null, stated: {} },
    ...more,
  };
}

function incident(key: string, more: Partial<IncidentRecord> = {}): IncidentRecord {
  return {
    ...{ key, externalId: null, title: key, body: null, url: null, service: null, repository: null, severity: null },
    ...{ startedAt: START, resolvedAt: null, deployment: null, remediedBy: null, notFromDeployment: false },
    ...more,
  };
}

function batchOf(part: Omit<RepositoryBatch, 'repository'>, name = 'acme/shop'): RepositoryBatch {
  return { repository: { name, url: null, defaultBranch: 'main' }, ...part };
}

async function dump(table: string, order: string): Promise<unknown[]> {
  const { rows } = await database.pool.query(`SELECT * FROM ${table} ORDER BY ${order}`);
  return rows;
}

it('makes nothing dirty by reaching further only: figures are cut to what is covered when they are asked for', async () => {
  const covering = (to: number) => ({
    repositories: [
      {
        repository: { name: 'acme/shop', url: null, defaultBranch: 'main' },
        coverage: [{ repository: 'acme/shop', subject: 'CHANGES' as const, from: START, to }],
      },
    ],
    cursor: null,
  });
  await records.writeBatch(sourceId, covering(START + DAY));
  const counts = await records.writeBatch(sourceId, covering(START + 2 * DAY));
  expect(counts).toEqual({ read: 1, written: 1, dirtyRepositories: [] });
  const { rows } = await database.pool.query('SELECT covered_to FROM coverage_record');
  expect(rows).toEqual([{ covered_to: START + 2 * DAY }]);
});

describe('a batch', () => {
  it('is stored with its cursor', async () => {
    const counts = await records.writeBatch(sourceId, {
      repositories: [
        batchOf({
          commits: [commit('a')],
          pullRequests: [
            pullRequest(1, { reviews: [{ author: 'ben', authorIsBot: false, state: 'APPROVED', submittedAt: START }] }),
          ],
          refs: [{ kind: 'TAG', name: 'v1', sha: 'a', taggedAt: START }],
          coverage: [{ repository: 'acme/shop', subject: 'COMMITS', from: START, to: START + DAY }],
        }),
      ],
      incidents: [incident('i1')],
      cursor: { at: 'a' },
    });
    expect(counts).toMatchObject({ read: 5, written: 5 });
    expect((await sources.find(sourceId))?.cursor).toEqual({ at: 'a' });
    expect(await dump('commit_record', 'sha')).toMatchObject([
      { sha: 'a', parents: ['p1', 'p2'], authored_at: START, committed_at: START + DAY, message: 'Change it' },
    ]);
    expect(await dump('pull_request_record', 'number')).toMatchObject([
      { number: 1, labels: ['a "b"'], body: null, reviews: [{ author: 'ben', submittedAt: START }], commits: null },
    ]);
  });

  it('changes nothing when it comes again, and only what differs when it has changed', async () => {
    const first = { repositories: [batchOf({ pullRequests: [pullRequest(1), pullRequest(2)] })], cursor: 1 };
    await records.writeBatch(sourceId, first);
    await database.pool.query('UPDATE repository SET dirty = false');
    const again = await records.writeBatch(sourceId, first);
    expect(again).toEqual({ read: 2, written: 0, dirtyRepositories: [] });
    expect(await dump('repository', 'id')).toMatchObject([{ dirty: false }]);
    const second = {
      repositories: [batchOf({ pullRequests: [pullRequest(1), pullRequest(2, { title: 'New' })] })],
      cursor: 2,
    };
    expect(await records.writeBatch(sourceId, second)).toMatchObject({ written: 1 });
    expect(await dump('repository', 'id')).toMatchObject([{ dirty: true }]);
  });

  it('leaves nothing behind when it fails in the middle', async () => {
    await records.writeBatch(sourceId, { repositories: [batchOf({ commits: [commit('a')] })], cursor: 1 });
    const tables = ['commit_record', 'pull_request_record', 'repository', 'source_repository'];
    const before = await Promise.all(tables.map((table) => dump(table, '1, 2')));
    const bad = {
      repositories: [
        batchOf({ commits: [commit('b')], refs: [] }),
        batchOf({ pullRequests: [pullRequest(1, { additions: 1e12 })] }, 'acme/web'),
      ],
      cursor: 2,
    };
    await expect(records.writeBatch(sourceId, bad)).rejects.toThrow('1000000000000 is too large');
    expect(await Promise.all(tables.map((table) => dump(table, '1, 2')))).toEqual(before);
    expect((await sources.find(sourceId))?.cursor).toBe(1);
  });

  it('takes two identities that are stored as one for one', async () => {
    const both = [incident('i\0', { title: 'Old' }), incident('i', { title: 'New' })];
    await records.writeBatch(sourceId, { repositories: [], incidents: both, cursor: null });
    expect(await dump('incident_record', 'key')).toMatchObject([{ key: 'i', title: 'New' }]);
  });

  it('takes the last of two rows with one identity', async () => {
    const both = [pullRequest(1, { title: 'Old' }), pullRequest(1, { title: 'New' })];
    await records.writeBatch(sourceId, { repositories: [batchOf({ pullRequests: both })], cursor: null });
    expect(await dump('pull_request_record', 'number')).toMatchObject([{ title: 'New' }]);
  });

  it('survives every text and odd instant', async () => {
    const odd = `a\0b \ud800 c\\N\t"x"\r\n\\.\n${'é'.repeat(300_000)}`;
    const stored = `ab \ufffd c\\N\t"x"\r\n\\.\n${'é'.repeat(300_000)}`;
    const own = { sha: 'a', authoredAt: START, isMerge: false, message: odd };
    const part = {
      commits: [{ ...commit('a', odd), authoredAt: Date.UTC(12_026, 0, 1), committedAt: -62_999_999_999_999 }],
      pullRequests: [pullRequest(1, { labels: ['\0{,}"\\', ''], commits: [own], body: odd })],
    };
    const batch = { repositories: [batchOf(part)], cursor: null };
    await records.writeBatch(sourceId, batch);
    const [storedCommit] = (await dump('commit_record', 'sha')) as { message: string; authored_at: number }[];
    expect(storedCommit?.message).toBe(stored);
    expect(storedCommit?.authored_at).toBe(Date.UTC(12_026, 0, 1));
    expect(await dump('pull_request_record', 'number')).toMatchObject([
      { labels: ['{,}"\\', ''], commits: [{ message: stored }], body: stored },
    ]);
    expect(await records.writeBatch(sourceId, batch)).toMatchObject({ written: 0 });
  });

  it('replaces the set of refs', async () => {
    const ref = (name: string) => ({ kind: 'TAG' as const, name, sha: 'a', taggedAt: null });
    await records.writeBatch(sourceId, { repositories: [batchOf({ refs: [ref('v1'), ref('v2')] })], cursor: 1 });
    const counts = await records.writeBatch(sourceId, {
      repositories: [batchOf({ refs: [ref('v2'), ref('v3')] })],
      cursor: 2,
    });
    expect(counts.written).toBe(2);
    expect(await dump('ref_record', 'name')).toMatchObject([{ name: 'v2' }, { name: 'v3' }]);
    await records.writeBatch(sourceId, { repositories: [batchOf({ refs: [] })], cursor: 3 });
    expect(await dump('ref_record', 'name')).toEqual([]);
  });

  it('of a source that is gone is refused', async () => {
    await sources.remove(sourceId);
    await expect(records.writeBatch(sourceId, { repositories: [], cursor: null })).rejects.toThrow('was removed');
  });

  it('of one source at a time: two at once end as one after the other', async () => {
    const other = await addSource('other');
    const shas = Array.from({ length: 300 }, (_, index) => `s${index}`);
    const write = (id: string, order: string[]) =>
      records.writeBatch(id, {
        repositories: [
          batchOf({ commits: order.map((sha) => commit(sha)) }),
          batchOf({ commits: order.map((sha) => commit(sha)) }, 'acme/web'),
        ],
        cursor: null,
      });
    const counts = await Promise.all([write(sourceId, shas), write(other, shas.toReversed())]);
    expect(counts.map((one) => one.written).sort()).toEqual([0, 600]);
  });
});

describe('removing a source', () => {
  it('removes what it said, and marks what others still speak of', async () => {
    const file = await addSource('file');
    await records.writeBatch(sourceId, { repositories: [batchOf({ commits: [commit('a')], refs: [] })], cursor: 1 });
    await records.writeBatch(file, { repositories: [batchOf({ pullRequests: [pullRequest(1)] })], cursor: 1 });
    await database.pool.query('UPDATE repository SET dirty = false');
    expect(await sources.remove(sourceId)).toBe(true);
    expect(await dump('commit_record', 'sha')).toEqual([]);
    expect(await dump('pull_request_record', 'number')).toHaveLength(1);
    expect(await dump('repository', 'id')).toMatchObject([{ dirty: true }]);
    expect(await sources.remove(sourceId)).toBe(false);
  });
});

it('knows the same source when it is added twice', async () => {
  const again = await sources.add({ kind: 'GIT', name: 'another name', settings: {}, fingerprint: 'clone' });
  expect(again).toMatchObject({ isNew: false, source: { id: sourceId, name: 'clone' } });
  expect(await sources.list()).toHaveLength(1);
  expect(await sources.find('no uuid')).toBeNull();
});

describe('a source that tells its whole truth anew', () => {
  it('loses what it no longer says, and only that', async () => {
    const other = await addSource('other');
    await records.writeBatch(other, { repositories: [batchOf({ pullRequests: [pullRequest(7)] })], cursor: null });
    const first = [batchOf({ pullRequests: [pullRequest(1), pullRequest(2)] }), batchOf({}, 'acme/old')];
    await records.writeBatch(sourceId, { repositories: first, incidents: [incident('i1')], cursor: 1 });
    const again = [batchOf({ pullRequests: [pullRequest(2)] })];
    await records.writeBatch(sourceId, { repositories: again, replaces: true, cursor: 2 });
    await records.finishReading(sourceId);
    const kept = await database.pool.query('SELECT number FROM pull_request_record ORDER BY number');
    expect(kept.rows).toEqual([{ number: 2 }, { number: 7 }]);
    expect(await dump('incident_record', 'key')).toEqual([]);
    const repositories = await database.pool.query('SELECT name, dirty FROM repository');
    expect(repositories.rows).toEqual([{ name: 'acme/shop', dirty: true }]);
  });

  it('keeps the repositories it has not come to yet, whoever ends meanwhile', async () => {
    const other = await addSource('other');
    const syncs = new SyncStore(database);
    const { id: syncId } = await syncs.queue(sourceId);
    await syncs.start(syncId);
    const web = batchOf({ pullRequests: [pullRequest(1)] }, 'acme/web');
    await records.writeBatch(sourceId, { repositories: [batchOf({}), web], cursor: 1 });
    const [before] = (await database.pool.query(`SELECT id FROM repository WHERE name = 'acme/web'`)).rows;
    await records.writeBatch(sourceId, { repositories: [batchOf({})], replaces: true, cursor: 2 });
    await records.finishReading(other);
    await records.writeBatch(sourceId, { repositories: [web], cursor: 3 });
    await records.finishReading(sourceId);
    const [after] = (await database.pool.query(`SELECT id FROM repository WHERE name = 'acme/web'`)).rows;
    expect(after).toEqual(before);
    await records.writeBatch(sourceId, { repositories: [batchOf({})], replaces: true, cursor: 4 });
    await syncs.finish(syncId);
    await records.finishReading(other);
    expect(await dump('repository', 'id')).toMatchObject([{ name: 'acme/shop' }]);
  });

  it('may tell of a repository at the very moment in which another would forget it', async () => {
    const other = await addSource('other');
    await records.writeBatch(sourceId, { repositories: [batchOf({})], cursor: 1 });
    await records.writeBatch(sourceId, { repositories: [], replaces: true, cursor: 2 });
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT FROM repository FOR UPDATE');
      await client.query('INSERT INTO source_repository SELECT $1, id FROM repository', [sourceId]);
      const finished = records.finishReading(other);
      await database.pool.query('SELECT pg_sleep(0.2)');
      await client.query('COMMIT');
      await finished;
    } finally {
      client.release();
    }
    expect(await dump('repository', 'id')).toMatchObject([{ name: 'acme/shop' }]);
  });
});
