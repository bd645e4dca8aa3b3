import type { IncidentRecord, RepositoryFacts, RepositoryHistory } from '@weir/metrics';
import {
  buildChangeFact,
  buildDeliveryFact,
  buildDeploymentFact,
  buildFacts,
  buildIncidentFact,
  buildReleaseFact,
  createTestDatabase,
  type TestDatabase,
} from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecordStore } from '../records/record.store.js';
import { SourceStore } from '../records/source.store.js';
import { SyncStore } from '../records/sync.store.js';
import { FactStore } from './fact.store.js';

const START = Date.UTC(2026, 0, 5);
const FACT_TABLES = [
  'change_fact',
  'delivery_fact',
  'release_fact',
  'deployment_fact',
  'incident_fact',
  'coverage_fact',
];

let database: TestDatabase;
let facts: FactStore;
let records: RecordStore;
let sourceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  facts = new FactStore(database);
  records = new RecordStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE repository, source, fact_log CASCADE');
  sourceId = await addSource('clone');
});

async function addSource(name: string): Promise<string> {
  const { source } = await new SourceStore(database).add({ kind: 'GIT', name, settings: {}, fingerprint: name });
  return source.id;
}

/** A repository that a source speaks of; returns its id. */
async function addRepository(name = 'acme/shop', sha = 'a'): Promise<number> {
  const person = { authorName: 'Ada', authorEmail: 'a@b' };
  const commit = { sha, parents: [], ...person, authoredAt: START, committedAt: START, message: 'm' };
  const repository = { name, url: null, defaultBranch: null };
  const batch = { repositories: [{ repository, commits: [commit] }], cursor: null };
  await records.writeBatch(sourceId, batch);
  const { rows } = await database.pool.query('SELECT id FROM repository WHERE name = $1', [name]);
  return rows[0].id;
}

function incident(key: string, more: Partial<IncidentRecord> = {}): IncidentRecord {
  return {
    ...{ key, externalId: null, title: key, body: null, url: null, service: null, repository: null, severity: null },
    ...{ startedAt: START, resolvedAt: null, deployment: null, remediedBy: null, notFromDeployment: false },
    ...more,
  };
}

async function dump(): Promise<unknown[]> {
  const statements = FACT_TABLES.map((table) => `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`);
  const results = await Promise.all(statements.map((statement) => database.pool.query(statement)));
  return results.map((result) => result.rows);
}

async function readLog(): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    'SELECT revision, fact, fact_id, before, after FROM fact_log ORDER BY fact, fact_id',
  );
  return rows;
}

const FACTS: RepositoryFacts = buildFacts({
  changes: [buildChangeFact(1), buildChangeFact(2)],
  deliveries: [
    buildDeliveryFact('#1', { deploymentKey: 'd1', releaseKey: 'r1' }),
    buildDeliveryFact('#1', { environment: 'production', deploymentKey: 'd1' }),
  ],
  releases: [buildReleaseFact('r1')],
  deployments: [buildDeploymentFact('d1', { releaseKey: 'r1' })],
  incidents: [buildIncidentFact('i1', { deploymentKey: 'd1', releaseKey: 'r1' })],
});

describe('writing facts', () => {
  it('gives them stable ids that refer to each other', async () => {
    const id = await addRepository();
    const written = await facts.writeFacts(id, FACTS, 1);
    expect(written).toMatchObject({ inserted: 7, updated: 0, deleted: 0, revision: 1 });
    const ids = async (table: string, more = '') =>
      (await database.pool.query(`SELECT id${more} FROM ${table} ORDER BY id`)).rows;
    expect(await ids('change_fact')).toEqual([{ id: `${id}#1` }, { id: `${id}#2` }]);
    expect(await ids('delivery_fact', ', change_id, deployment_id, release_id')).toEqual([
      { id: `${id}#1|shop`, change_id: `${id}#1`, deployment_id: `${id}:d1`, release_id: `${id}:r:r1` },
      { id: `${id}#1|shop|production`, change_id: `${id}#1`, deployment_id: `${id}:d1`, release_id: null },
    ]);
    expect(await ids('incident_fact', ', deployment_id')).toEqual([{ id: 'i1', deployment_id: `${id}:d1` }]);
    expect(await readLog()).toEqual([]);
  });

  it('touches and logs only what differs', async () => {
    const id = await addRepository();
    await facts.writeFacts(id, FACTS, 1);
    const versions = async () => (await database.pool.query('SELECT id, xmin FROM change_fact ORDER BY id')).rows;
    const changed = buildChangeFact(1, { title: 'Renamed', leadSeconds: { seconds: 60, emptyReason: null } });
    const written = await facts.writeFacts(id, { ...FACTS, changes: [changed, buildChangeFact(3)] }, 1);
    expect(written).toMatchObject({ inserted: 1, updated: 1, deleted: 1, revision: 2 });
    expect(await readLog()).toEqual([
      {
        ...{ revision: 2, fact: 'change', fact_id: `${id}#1` },
        ...{ before: { title: 'Change 1', lead_seconds: 7200 }, after: { title: 'Renamed', lead_seconds: 60 } },
      },
      expect.objectContaining({
        fact_id: `${id}#2`,
        before: expect.objectContaining({ title: 'Change 2' }),
        after: null,
      }),
    ]);
    const before = await versions();
    await facts.writeFacts(id, { ...FACTS, changes: [changed, buildChangeFact(3), buildChangeFact(4)] }, 1);
    expect((await versions()).slice(0, 2)).toEqual(before);
    expect(await readLog()).toHaveLength(2);
  });

  it('ends with the same tables whichever way it came there', async () => {
    const id = await addRepository();
    await facts.writeFacts(id, FACTS, 1);
    const direct = await dump();
    await facts.writeFacts(id, buildFacts({ changes: [buildChangeFact(9)] }), 1);
    await facts.writeFacts(id, FACTS, 1);
    expect(await dump()).toEqual(direct);
  });

  it('leaves the repository dirty when a batch arrived since its records were read', async () => {
    const id = await addRepository();
    const loaded = await facts.loadHistory(id);
    await addRepository('acme/shop', 'b');
    const outdated = await facts.writeFacts(id, FACTS, loaded?.recordRevision ?? -1);
    expect(outdated?.isOutdated).toBe(true);
    expect(await facts.listDirtyRepositories()).toEqual([id]);
    const written = await facts.deriveRepository(id, () => FACTS);
    expect(written?.isOutdated).toBe(false);
    expect(await facts.listDirtyRepositories()).toEqual([]);
  });

  it('changes nothing when the derivation fails', async () => {
    const id = await addRepository();
    await facts.writeFacts(id, FACTS, 0);
    const before = await dump();
    const bad = buildFacts({ changes: [buildChangeFact(5, { additions: 1e12 })] });
    await expect(facts.writeFacts(id, bad, 1)).rejects.toThrow('too large');
    await expect(facts.deriveRepository(id, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await dump()).toEqual(before);
    expect(await facts.listDirtyRepositories()).toEqual([id]);
  });

  it('lets the planner know at once of a table that has grown much', async () => {
    const id = await addRepository();
    const known = async () =>
      (await database.pool.query(`SELECT reltuples FROM pg_class WHERE relname = 'change_fact'`)).rows[0].reltuples;
    const changes = (count: number) =>
      buildFacts({ changes: Array.from({ length: count }, (_, index) => buildChangeFact(index + 1)) });
    await facts.writeFacts(id, changes(200), 1);
    expect(await known()).toBe(200);
    await facts.writeFacts(id, changes(500), 1);
    expect(await known()).toBe(500);
  });

  it('derives the others when one fails, and says so', async () => {
    const bad = await addRepository('acme/bad');
    const shop = await addRepository('acme/shop');
    const derived: number[] = [];
    const derive = ({ repository }: RepositoryHistory) =>
      repository.name === 'acme/bad' ? Promise.reject(new Error('no')) : FACTS;
    await expect(facts.deriveDirty(derive, (id) => derived.push(id))).rejects.toThrow('no');
    expect(derived).toEqual([shop]);
    expect(await facts.listDirtyRepositories()).toEqual([bad]);
    const ended = facts.deriveDirty(() => Promise.reject(AbortSignal.abort().reason));
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('stores an author of any length', async () => {
    const id = await addRepository();
    const author = Array.from({ length: 5000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
    ).join('');
    await facts.writeFacts(id, buildFacts({ changes: [buildChangeFact(1, { author })] }), 1);
    const { rows } = await database.pool.query('SELECT author FROM change_fact');
    expect(rows).toEqual([{ author: author.slice(0, 250) }]);
  });

  it('never derives one repository twice at once', async () => {
    const id = await addRepository();
    let running = 0;
    const derive = async () => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
      return FACTS;
    };
    const written = await Promise.all([facts.deriveRepository(id, derive), facts.deriveRepository(id, derive)]);
    expect(written.map((one) => one?.revision).sort()).toEqual([1, 2]);
  });

  it('gives nothing for a repository that went meanwhile', async () => {
    const id = await addRepository();
    await new SourceStore(database).remove(sourceId);
    expect(await facts.deriveRepository(id, () => FACTS)).toBeNull();
    expect(await facts.writeFacts(id, FACTS, 1)).toBeNull();
  });
});

it('loses the facts of a repository that no source speaks of any more', async () => {
  const id = await addRepository();
  await facts.deriveRepository(id, () => FACTS);
  await new SourceStore(database).remove(sourceId);
  expect((await dump()).flat()).toEqual([]);
  expect(await readLog()).toMatchObject([{ fact: 'repository', fact_id: 'acme/shop' }]);
});

it('fixes the deployment rule once every source has been read whole', async () => {
  const id = await addRepository();
  const rule = async () =>
    (await database.pool.query('SELECT deployment_rule FROM repository')).rows[0].deployment_rule;
  await facts.deriveRepository(id, () => FACTS);
  expect(await rule()).toBeNull();
  const syncs = new SyncStore(database);
  await syncs.finish((await syncs.queue(sourceId)).id);
  await facts.deriveRepository(id, () => FACTS);
  expect(await rule()).toBe('PUSHED');
  const other = { ...FACTS, coverage: { ...FACTS.coverage, deploymentRule: 'RELEASES' as const } };
  await facts.deriveRepository(id, () => other);
  expect(await rule()).toBe('PUSHED');
  expect((await facts.loadHistory(id))?.history.fixedRule).toBe('PUSHED');
});

it('fixes the rule by which the facts were derived as soon as the first sync has ended', async () => {
  const id = await addRepository();
  const rule = async () =>
    (await database.pool.query('SELECT deployment_rule FROM repository')).rows[0].deployment_rule;
  await facts.deriveRepository(id, () => FACTS);
  await facts.fixDeploymentRules(sourceId);
  expect(await rule()).toBeNull();
  const syncs = new SyncStore(database);
  await syncs.finish((await syncs.queue(sourceId)).id);
  await facts.fixDeploymentRules(sourceId);
  expect(await rule()).toBe('PUSHED');
});

describe('incidents', () => {
  const deriveFrom = (keys: string[]) => buildFacts({ ...FACTS, incidents: keys.map((key) => buildIncidentFact(key)) });

  it('find their repository by name or by a deployed service, or stay without one', async () => {
    const shop = await addRepository('acme/shop');
    const web = await addRepository('acme/web');
    const incidents = [
      incident('named', { repository: 'ACME/web' }),
      incident('by-service', { service: 'shop' }),
      incident('of-nobody', { service: 'mainframe' }),
    ];
    await records.writeBatch(sourceId, { repositories: [], incidents, cursor: null });
    await facts.deriveDirty((history) =>
      history.repository.name === 'acme/shop'
        ? deriveFrom(history.incidents.map(({ key }) => key))
        : buildFacts({ incidents: history.incidents.map(({ key }) => buildIncidentFact(key)) }),
    );
    const { rows } = await database.pool.query('SELECT id, repository_id, attribution FROM incident_fact ORDER BY id');
    expect(rows).toEqual([
      { id: `${sourceId}:by-service`, repository_id: shop, attribution: 'NONE' },
      { id: `${sourceId}:named`, repository_id: web, attribution: 'NONE' },
      { id: `${sourceId}:of-nobody`, repository_id: null, attribution: 'NONE' },
    ]);
    expect(await facts.listDirtyRepositories()).toEqual([]);
  });

  it('of no repository give every repository a new revision when one comes, changes or goes, and only then', async () => {
    await addRepository();
    const revision = async () => (await database.pool.query('SELECT revision FROM repository')).rows[0].revision;
    const write = (incidents: IncidentRecord[]) =>
      records.writeBatch(sourceId, { repositories: [], incidents, cursor: null });
    const steps = [
      () => write([incident('i')]),
      () => write([incident('i', { startedAt: START + 1 })]),
      () => database.pool.query('DELETE FROM incident_record'),
    ];
    for (const step of steps) {
      const before = await revision();
      await step();
      await facts.assignIncidents();
      expect(await revision()).toBe(before + 1);
      await facts.assignIncidents();
      expect(await revision()).toBe(before + 1);
    }
  });

  it('move when they name another repository', async () => {
    await addRepository('acme/shop');
    const web = await addRepository('acme/web');
    const derive = () => facts.deriveDirty((history) => deriveFromHistory(history.incidents.map(({ key }) => key)));
    const deriveFromHistory = (keys: string[]) => buildFacts({ incidents: keys.map((key) => buildIncidentFact(key)) });
    const write = (repository: string) =>
      records.writeBatch(sourceId, { repositories: [], incidents: [incident('i', { repository })], cursor: null });
    for (const repository of ['acme/shop', 'acme/web']) {
      await write(repository);
      await derive();
    }
    const { rows } = await database.pool.query('SELECT repository_id FROM incident_fact');
    expect(rows).toEqual([{ repository_id: web }]);
  });
});
