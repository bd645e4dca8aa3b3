import type { RepositoryBatch } from '@weir/metrics';
import { buildChangeFact, buildFacts, createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FactStore } from '../facts/fact.store.js';
import { RecordStore } from './record.store.js';
import { SourceStore } from './source.store.js';

const START = Date.UTC(2026, 0, 1);

let database: TestDatabase;
let records: RecordStore;
let github: string;
beforeAll(async () => {
  database = await createTestDatabase();
  records = new RecordStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE repository, source, fact_log CASCADE');
  github = await addSource('GITHUB');
});

async function addSource(kind: string): Promise<string> {
  const { source } = await new SourceStore(database).add({ kind, name: kind, settings: {}, fingerprint: kind });
  return source.id;
}

const issue = (number: number) => ({
  ...{
    number,
    title: `Issue ${number}`,
    body: null,
    url: null,
    author: 'ada',
    authorIsBot: false,
    state: 'OPEN' as const,
  },
  ...{ stateReason: null, labels: [], assignees: [], createdAt: START, closedAt: null, events: [] },
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
});

const commit = (sha: string) => ({
  ...{ sha, parents: [], authorName: 'Ada', authorEmail: 'a@b', authoredAt: START, committedAt: START, message: sha },
});

/** A repository as GitHub tells it, with a pull request, an issue and a commit that carry its number. */
function told(name: string, externalId: string | null, number: number): RepositoryBatch {
  return {
    repository: { name, url: `https://github.com/${name}`, defaultBranch: 'main', externalId },
    ...{ commits: [commit(`c${number}`)], pullRequests: [pullRequest(number)], issues: [issue(number)] },
    refs: [{ kind: 'BRANCH', name: 'main', sha: `c${number}`, taggedAt: null }],
    coverage: [{ repository: name, subject: 'CHANGES', from: START, to: START + number }],
  };
}

const tell = (source: string, ...repositories: RepositoryBatch[]) =>
  records.writeBatch(source, { repositories, cursor: null });

/** Name → id, whether dirty, and the numbers of what is told of it, by source. */
async function look(): Promise<Record<string, unknown>> {
  const { rows } = await database.pool.query(
    `SELECT r.name, r.id, r.dirty,
       ARRAY(SELECT number FROM pull_request_record p WHERE p.repository_id = r.id ORDER BY 1) AS changes,
       ARRAY(SELECT number FROM issue_record p WHERE p.repository_id = r.id ORDER BY 1) AS issues,
       ARRAY(SELECT sha FROM commit_record p WHERE p.repository_id = r.id ORDER BY 1) AS commits,
       (SELECT count(*)::int FROM source_repository p WHERE p.repository_id = r.id) AS sources
     FROM repository r ORDER BY r.name`,
  );
  return Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]));
}

const idOf = async (name: string) =>
  (await database.pool.query('SELECT id FROM repository WHERE name = $1', [name])).rows[0]?.id;

const clean = () => database.pool.query('UPDATE repository SET dirty = false');

it('keeps the row, the records and the facts of a repository that has another name', async () => {
  await tell(github, told('acme/shop', 'R1', 1));
  const id = await idOf('acme/shop');
  await new FactStore(database).writeFacts(id, buildFacts({ changes: [buildChangeFact(1)] }), 1);
  await clean();
  const counts = await tell(github, told('acme/store', 'R1', 2));
  expect(await look()).toEqual({
    'acme/store': { id, dirty: true, changes: [1, 2], issues: [1, 2], commits: ['c1', 'c2'], sources: 1 },
  });
  expect(counts.dirtyRepositories).toEqual([id]);
  const { rows } = await database.pool.query('SELECT id FROM change_fact');
  expect(rows).toEqual([{ id: `${id}#1` }]);
});

it('changes nothing when it is told again', async () => {
  await tell(github, told('acme/shop', 'R1', 1));
  await tell(github, told('acme/store', 'R1', 1));
  await clean();
  const before = await look();
  expect(await tell(github, told('acme/store', 'R1', 1))).toEqual({ read: 5, written: 0, dirtyRepositories: [] });
  expect(await look()).toEqual(before);
});

it('derives a repository again that nothing but the name of is new', async () => {
  await tell(github, told('acme/shop', 'R1', 1));
  await clean();
  const { repository } = told('acme/store', 'R1', 1);
  await tell(github, { repository });
  expect(await look()).toMatchObject({ 'acme/store': { dirty: true, changes: [1] } });
});

it('moves over to the repository that somebody else has named so already, and derives both again', async () => {
  const file = await addSource('FILE');
  await tell(file, told('acme/store', null, 7));
  await tell(github, told('acme/shop', 'R1', 1));
  const store = await idOf('acme/store');
  await clean();
  await tell(github, told('acme/store', 'R1', 2));
  expect(await look()).toEqual({
    'acme/store': {
      id: store,
      dirty: true,
      changes: [1, 2, 7],
      issues: [1, 2, 7],
      commits: ['c1', 'c2', 'c7'],
      sources: 2,
    },
  });
});

it('leaves at the old name what others say of it', async () => {
  const file = await addSource('FILE');
  await tell(file, told('acme/store', null, 7), told('acme/shop', null, 8));
  await tell(github, told('acme/shop', 'R1', 1));
  await clean();
  await tell(github, told('acme/store', 'R1', 1));
  expect(await look()).toMatchObject({
    'acme/shop': { dirty: true, changes: [8], sources: 1 },
    'acme/store': { dirty: true, changes: [1, 7], sources: 2 },
  });
});

it('keeps what it said of both names once', async () => {
  const plain = told('acme/store', null, 1);
  await tell(github, told('acme/shop', 'R1', 1), plain);
  await tell(github, told('acme/store', 'R1', 1));
  expect(await look()).toMatchObject({ 'acme/store': { changes: [1], issues: [1], sources: 1 } });
});

it('tells apart a repository and a new one that got its name, whichever is told first', async () => {
  await tell(github, told('acme/shop', 'R1', 1));
  const id = await idOf('acme/shop');
  await tell(github, told('acme/shop', 'R2', 2));
  expect(await look()).toMatchObject({ 'acme/shop': { changes: [2] }, [`acme/shop~${id}`]: { id, changes: [1] } });
  await tell(github, told('acme/old-shop', 'R1', 1));
  expect(await look()).toMatchObject({ 'acme/shop': { changes: [2] }, 'acme/old-shop': { id, changes: [1] } });
  expect(Object.keys(await look())).toHaveLength(2);
});

it.each([
  ['one way', ['R1', 'R2']],
  ['the other', ['R2', 'R1']],
])('follows two that changed their names with each other, told %s', async (_, order) => {
  await tell(github, told('acme/a', 'R1', 1), told('acme/b', 'R2', 2));
  const [a, b] = [await idOf('acme/a'), await idOf('acme/b')];
  const news = { R1: told('acme/b', 'R1', 1), R2: told('acme/a', 'R2', 2) };
  for (const key of order) await tell(github, news[key as 'R1']);
  expect(await look()).toMatchObject({ 'acme/a': { id: b, changes: [2] }, 'acme/b': { id: a, changes: [1] } });
});

it('follows a chain of names in one batch', async () => {
  await tell(github, told('acme/a', 'R1', 1), told('acme/b', 'R2', 2));
  const [a, b] = [await idOf('acme/a'), await idOf('acme/b')];
  await tell(github, told('acme/b', 'R1', 1), told('acme/c', 'R2', 2));
  expect(await look()).toMatchObject({ 'acme/b': { id: a, changes: [1] }, 'acme/c': { id: b, changes: [2] } });
});

it('is followed by each source for itself', async () => {
  const other = await addSource('OTHER');
  await tell(github, told('acme/shop', 'R1', 1));
  await tell(other, told('acme/shop', 'R1', 2));
  await tell(github, told('acme/store', 'R1', 1));
  await tell(other, told('acme/store', 'R1', 2));
  expect(await look()).toMatchObject({ 'acme/store': { changes: [1, 2], sources: 2 } });
});

it('and a batch of another source at the same moment end as one after the other', async () => {
  const file = await addSource('FILE');
  for (let round = 0; round < 5; round += 1) {
    const names = [`acme/old${round}`, `acme/new${round}`] as const;
    await tell(github, told(names[0], `R${round}`, 1));
    await Promise.all([tell(github, told(names[1], `R${round}`, 1)), tell(file, told(names[1], null, 7))]);
    expect(await look()).toMatchObject({ [names[1]]: { changes: [1, 7], sources: 2 } });
    expect(await idOf(names[0])).toBeUndefined();
  }
});
