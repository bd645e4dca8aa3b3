import type { RepositoryBatch } from '@weir/metrics';
import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readScope } from '../readers/metric-scope.reader.js';
import { DeliveryStore } from './delivery.store.js';
import { RecordStore, type RefreshedBatch } from './record.store.js';
import { SourceStore } from './source.store.js';
import { SyncStore } from './sync.store.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

let database: TestDatabase;
let records: RecordStore;
let sources: SourceStore;
let sourceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  records = new RecordStore(database);
  sources = new SourceStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE repository, source, fact_log CASCADE');
  sourceId = await addSource('GITHUB');
});

async function addSource(kind: string): Promise<string> {
  const { source } = await sources.add({ kind, name: kind, settings: {}, fingerprint: kind });
  return source.id;
}

const issue = (number: number, labels: string[] = []) => ({
  ...{
    number,
    title: `Issue ${number}`,
    body: 'b',
    url: null,
    author: 'ada',
    authorIsBot: false,
    state: 'CLOSED' as const,
  },
  ...{ stateReason: 'COMPLETED' as const, labels, assignees: ['ben'], createdAt: START, closedAt: START + DAY },
  events: [{ kind: 'LABELED' as const, at: START, label: 'incident' }],
});

const pullRequest = (number: number) => ({
  ...{
    number,
    title: `Change ${number}`,
    body: null,
    url: null,
    author: 'ada',
    authorIsBot: null,
    state: 'OPEN' as const,
  },
  ...{ isDraft: false, openedAt: START, mergedAt: null, closedAt: null, mergeSha: null, baseBranch: null },
  ...{ headBranch: null, headIsSameRepository: null, additions: 1, deletions: 2, changedFiles: null, labels: [] },
  ...{ commits: null, reviews: null, draftEvents: null, stated: {} },
  ...{ events: [{ kind: 'CLOSED' as const, at: START }], closingIssues: ['acme/shop#1'] },
});

const deployment = (key: string) => ({
  ...{
    key,
    rule: 'GITHUB_DEPLOYMENTS' as const,
    externalId: null,
    service: null,
    environment: 'production',
    sha: null,
  },
  ...{
    sourceShas: [],
    ref: null,
    url: null,
    status: 'SUCCEEDED' as const,
    createdAt: START,
    finishedAt: START,
    runId: null,
  },
});

const of = (name: string, part: Omit<RepositoryBatch, 'repository'> = {}): RepositoryBatch => ({
  repository: { name, url: null, defaultBranch: 'main' },
  ...part,
});

const write = (batch: Partial<RefreshedBatch>) => records.writeRefreshed(sourceId, { repositories: [], ...batch });

async function read(table: string, columns: string): Promise<unknown[]> {
  return (await database.pool.query(`SELECT ${columns} FROM ${table} ORDER BY 1`)).rows;
}

const clean = () => database.pool.query('UPDATE repository SET dirty = false');
const dirty = () => read('repository', 'name, dirty');

describe('a batch', () => {
  it('keeps issues, and what happened to issues and pull requests', async () => {
    const batch = { repositories: [of('acme/shop', { issues: [issue(1)], pullRequests: [pullRequest(2)] })] };
    expect(await write(batch)).toMatchObject({ read: 2, written: 2 });
    expect(await read('issue_record', 'number, state, state_reason, assignees, closed_at, events')).toEqual([
      {
        ...{ number: 1, state: 'CLOSED', state_reason: 'COMPLETED', assignees: ['ben'], closed_at: START + DAY },
        events: [{ kind: 'LABELED', at: START, label: 'incident' }],
      },
    ]);
    expect(await read('pull_request_record', 'number, closing_issues, events')).toEqual([
      { number: 2, closing_issues: ['acme/shop#1'], events: [{ kind: 'CLOSED', at: START }] },
    ]);
    await clean();
    expect(await write(batch)).toMatchObject({ written: 0, dirtyRepositories: [] });
    await write({ repositories: [of('acme/shop', { issues: [issue(1, ['incident'])] })] });
    expect(await dirty()).toEqual([{ name: 'acme/shop', dirty: true }]);
  });

  it('takes out what is gone, in that repository and of that source only', async () => {
    const all = { pullRequests: [pullRequest(1)], issues: [issue(2)], deployments: [deployment('d')] };
    const other = await addSource('FILE');
    await records.writeRefreshed(other, { repositories: [of('acme/shop', all)] });
    await write({ repositories: [of('acme/shop', all), of('acme/web', all)] });
    await clean();
    const gone = { pullRequests: [1, 99], issues: [2], deployments: ['d', 'e'] };
    expect(await write({ repositories: [of('acme/shop', { gone })] })).toMatchObject({ written: 3 });
    for (const table of ['pull_request_record', 'issue_record', 'deployment_record'])
      expect(await read(table, 'source_id = $$' + sourceId + '$$ AS own')).toEqual([{ own: false }, { own: true }]);
    expect(await dirty()).toEqual([
      { name: 'acme/shop', dirty: true },
      { name: 'acme/web', dirty: false },
    ]);
    await clean();
    expect(await write({ repositories: [of('acme/shop', { gone })] })).toMatchObject({ dirtyRepositories: [] });
  });

  it('replaces the set of teams of its source', async () => {
    const team = (key: string, ...members: string[]) => ({ key, name: key.toUpperCase(), members });
    await records.writeRefreshed(await addSource('FILE'), { repositories: [], teams: [team('acme/x', 'cleo')] });
    await write({ teams: [team('acme/a', 'ben', 'ada', 'ben'), team('acme/b')] });
    expect(await write({ teams: [team('acme/b'), team('acme/a', 'ada', 'ben')] })).toMatchObject({ written: 0 });
    expect(await write({})).toMatchObject({ written: 0 });
    expect(await write({ teams: [team('acme/a', 'ada')] })).toMatchObject({ written: 2 });
    expect(await read('team_record', 'key, name, members')).toEqual([
      { key: 'acme/a', name: 'ACME/A', members: ['ada'] },
      { key: 'acme/x', name: 'ACME/X', members: ['cleo'] },
    ]);
    await write({ teams: [] });
    expect(await read('team_record', 'key')).toEqual([{ key: 'acme/x' }]);
  });

  it('says what is wrong with reading until it says otherwise', async () => {
    await write({ repositories: [of('acme/shop', { problems: ['Blocked. Ask GitHub.'] })], problems: ['No teams.'] });
    await clean();
    await write({ repositories: [of('acme/shop')] });
    expect((await sources.find(sourceId))?.problems).toEqual(['No teams.']);
    expect(await read('source_repository', 'problems')).toEqual([{ problems: ['Blocked. Ask GitHub.'] }]);
    await write({ repositories: [of('acme/shop', { problems: [] })], problems: [] });
    expect((await sources.find(sourceId))?.problems).toEqual([]);
    expect(await read('source_repository', 'problems')).toEqual([{ problems: [] }]);
    expect(await dirty()).toEqual([{ name: 'acme/shop', dirty: false }]);
  });

  it('moves the parts of the cursor that it names', async () => {
    const move = (cursors?: Record<string, null | number | object>) =>
      records.writeBatch(sourceId, { repositories: [], cursor: 1, cursors } as never);
    await move({ 'acme/shop': { page: 'a' }, 'acme/web': 2 });
    await move({ 'acme/web': { page: null } });
    await move();
    expect(await sources.cursors(sourceId)).toEqual({ 'acme/shop': { page: 'a' }, 'acme/web': { page: null } });
    await move({ 'acme/shop': null });
    await write({ repositories: [of('acme/shop')] });
    expect(await sources.cursors(sourceId)).toEqual({ 'acme/web': { page: null } });
    expect((await sources.find(sourceId))?.cursor).toBe(1);
  });

  it('moves no part when it fails', async () => {
    await records.writeBatch(sourceId, { repositories: [], cursor: 1, cursors: { a: 1 } });
    const bad = [of('acme/shop', { pullRequests: [{ ...pullRequest(1), additions: 1e12 }] })];
    await expect(records.writeBatch(sourceId, { repositories: bad, cursor: 2, cursors: { a: 2 } })).rejects.toThrow();
    expect(await sources.cursors(sourceId)).toEqual({ a: 1 });
  });

  it('that tells its whole truth anew forgets the old parts', async () => {
    await records.writeBatch(sourceId, { repositories: [], cursor: 1, cursors: { a: 1, b: 1 } });
    await records.writeBatch(sourceId, { repositories: [], replaces: true, cursor: 2, cursors: { b: 2 } });
    expect(await sources.cursors(sourceId)).toEqual({ b: 2 });
  });
});

describe('a repository that a source no longer speaks of', () => {
  const all = { pullRequests: [pullRequest(1)], issues: [issue(2)], deployments: [deployment('d')], refs: [] };

  it('is forgotten, whatever the case of its name', async () => {
    await write({ repositories: [of('acme/shop', all), of('acme/web', all)] });
    const counts = await write({ leaves: ['ACME/Shop', 'acme/unheard-of'] });
    expect(counts.written).toBe(4);
    expect(await dirty()).toEqual([{ name: 'acme/web', dirty: true }]);
    expect(await read('fact_log', 'fact_id')).toEqual([{ fact_id: 'acme/shop' }]);
    expect(await write({ leaves: ['acme/shop'] })).toEqual({ read: 0, written: 0, dirtyRepositories: [] });
  });

  it('stays with what others say of it', async () => {
    const other = await addSource('FILE');
    await records.writeRefreshed(other, { repositories: [of('acme/shop', { pullRequests: [pullRequest(7)] })] });
    await write({ repositories: [of('acme/shop', all)] });
    await clean();
    await write({ leaves: ['acme/shop'] });
    expect(await dirty()).toEqual([{ name: 'acme/shop', dirty: true }]);
    expect(await read('pull_request_record', 'number')).toEqual([{ number: 7 }]);
  });

  it('stays while another source is being read, which may be about to tell of it', async () => {
    const syncs = new SyncStore(database);
    const { id } = await syncs.queue(await addSource('FILE'));
    await write({ repositories: [of('acme/shop', all)] });
    await write({ leaves: ['acme/shop'] });
    expect(await dirty()).toEqual([{ name: 'acme/shop', dirty: true }]);
    await syncs.finish(id);
    await records.finishReading(sourceId);
    expect(await dirty()).toEqual([]);
  });
});

describe('a source', () => {
  const named = (settings: object, secrets?: string | null) =>
    ({ kind: 'GITHUB', name: 'acme', settings, fingerprint: 'github:acme', secrets }) as never;

  it('keeps its secrets out of sight, and until others are given', async () => {
    const { source } = await sources.add(named({}, 'sealed'));
    expect(JSON.stringify(await sources.list())).not.toContain('sealed');
    expect(await sources.secrets(source.id)).toBe('sealed');
    await sources.add(named({ owner: 'acme' }));
    expect(await sources.secrets(source.id)).toBe('sealed');
    expect(await sources.update(source.id, { owner: 'acme' }, 'other')).toBe(true);
    expect(await sources.secrets(source.id)).toBe('other');
    await sources.add(named({}, null));
    expect(await sources.secrets(source.id)).toBeNull();
    expect(await sources.update('no uuid', {})).toBe(false);
  });

  it('that is named again by many at once loses nobody’s part', async () => {
    const { source } = await sources.add(named({ repositories: [] }));
    const unite = (name: string) => (known: unknown) => ({
      repositories: [...(known as { repositories: string[] }).repositories, name].sort(),
    });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const added = await Promise.all(names.map((name) => sources.add(named({}), unite(name))));
    expect(added.map(({ isNew }) => isNew)).toEqual(names.map(() => false));
    expect((await sources.find(source.id))?.settings).toEqual({ repositories: names });
  });
});

describe('deliveries of webhooks', () => {
  it('are taken once, also by many at once, and known for thirty days', async () => {
    const deliveries = new DeliveryStore(database);
    const take = (id: string, now = START) => deliveries.remember(id, { event: 'push', repository: 'acme/shop' }, now);
    const taken = await Promise.all(Array.from({ length: 8 }, () => take('a')));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await take('b', START + 29 * DAY)).toBe(true);
    expect(await take('a', START + 29 * DAY)).toBe(false);
    expect(await take('c', START + 31 * DAY)).toBe(true);
    expect(await read('webhook_delivery', 'id')).toEqual([{ id: 'b' }, { id: 'c' }]);
    expect(await deliveries.findLatest()).toMatchObject({ id: 'c', event: 'push', receivedAt: START + 31 * DAY });
    await deliveries.forget('b');
    expect(await take('b')).toBe(true);
  });
});

describe('who is in which team', () => {
  const members = () => read('team_member', 'login, team');
  const revision = async () => (await database.pool.query('SELECT revision FROM team_revision')).rows[0].revision;
  const team = (key: string, ...names: string[]) => ({ key, name: key, members: names });

  it('is known once and in lower case, whoever says so, and goes with the last who does', async () => {
    const other = await addSource('FILE');
    await records.writeRefreshed(other, { repositories: [], teams: [team('acme/a', 'ada')] });
    await write({ teams: [team('acme/a', 'Ada', 'ADA'), team('acme/b', 'Ada')] });
    expect(await members()).toEqual([
      { login: 'ada', team: 'acme/a' },
      { login: 'ada', team: 'acme/b' },
    ]);
    await write({ teams: [] });
    expect(await members()).toEqual([{ login: 'ada', team: 'acme/a' }]);
    await sources.remove(other);
    expect(await members()).toEqual([]);
  });

  it('makes kept figures old when it changes, and only then', async () => {
    await write({ teams: [team('acme/a', 'ada')] });
    const before = await revision();
    await write({ teams: [team('acme/a', 'Ada')] });
    await write({ repositories: [of('acme/shop')] });
    expect(await revision()).toBe(before);
    await write({ teams: [team('acme/a', 'ben')] });
    expect(await revision()).toBe(before + 1);
    const [scope] = await readScope(database.pool);
    expect(scope?.revision.split('.')[1]).toBe(String(before + 1));
  });
});
