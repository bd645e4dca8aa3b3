import { assignIncidents, type DeploymentFact, type IncidentRecord, type IndexedDeployment } from '@weir/metrics';
import { buildDeploymentFact, buildFacts, createTestDatabase, type TestDatabase } from '@weir/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RecordStore } from '../records/record.store.js';
import { SourceStore } from '../records/source.store.js';
import { FactStore } from './fact.store.js';

const IS_LONG = process.env['WEIR_TEST_LONG'] === '1';
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const REPOSITORIES = ['acme/shop', 'acme/web', 'acme/late'];

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
beforeEach(clear);

async function clear(): Promise<void> {
  await database.pool.query('TRUNCATE repository, source, fact_log RESTART IDENTITY CASCADE');
  const added = await new SourceStore(database).add({ kind: 'FILE', name: 'f', settings: {}, fingerprint: 'f' });
  sourceId = added.source.id;
}

const incident = (key: string, more: Partial<IncidentRecord> = {}): IncidentRecord => ({
  ...{ key, externalId: null, title: key, body: null, url: null, service: null, repository: null, severity: null },
  ...{
    startedAt: START,
    resolvedAt: null,
    deployment: null,
    remediedBy: null,
    notFromDeployment: false,
    rollout: null,
  },
  ...more,
});

const writeIncidents = (...incidents: IncidentRecord[]) =>
  records.writeBatch(sourceId, { repositories: [], incidents, cursor: null });

async function addRepository(name: string): Promise<number> {
  const repository = { name, url: null, defaultBranch: null };
  await records.writeBatch(sourceId, { repositories: [{ repository }], cursor: null });
  return (await database.pool.query('SELECT id FROM repository WHERE name = $1', [name])).rows[0].id;
}

const deploy = async (name: string, ...deployments: DeploymentFact[]) =>
  facts.writeFacts(await addRepository(name), buildFacts({ deployments }), 0);

async function readOwners(): Promise<Record<string, string | null>> {
  const { rows } = await database.pool.query(
    'SELECT i.key, r.name FROM incident_record i LEFT JOIN repository r ON r.id = i.repository_id ORDER BY i.key',
  );
  return Object.fromEntries(rows.map(({ key, name }) => [key, name]));
}

/** What deciding over everything comes to. */
async function decideAll(): Promise<Record<string, string | null>> {
  const { rows: deployments } = await database.pool.query<IndexedDeployment>(
    `SELECT r.name AS repository, f.key, f.service, f.external_id AS "externalId", f.url, f.ref, f.sha,
       f.is_production AS "isProduction", CASE f.status WHEN 'SUCCEEDED' THEN f.finished_at END AS "succeededAt"
     FROM deployment_fact f JOIN repository r ON r.id = f.repository_id ORDER BY f.repository_id, f.id`,
  );
  const { rows: incidents } = await database.pool.query<IncidentRecord>(
    `SELECT key, service, repository, deployment, body, started_at AS "startedAt",
       not_from_deployment AS "notFromDeployment" FROM incident_record ORDER BY key`,
  );
  const { rows: known } = await database.pool.query<{ name: string }>('SELECT name FROM repository');
  const names = new Set(known.map(({ name }) => name));
  const owners = assignIncidents(incidents, deployments);
  return Object.fromEntries(
    incidents.map(({ key }, index) => [key, names.has(owners[index] ?? '') ? owners[index] : null]),
  ) as Record<string, string | null>;
}

const hours = fc.integer({ min: 0, max: 9 }).map((hour) => START + hour * HOUR);
const maybe = (...values: string[]) => fc.constantFrom(null, null, ...values);

const arbitraryDeployment = fc
  .record({
    key: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
    service: fc.constantFrom('shop', 'acme/shop', 'web', 'other/web'),
    externalId: maybe('1001', '1002'),
    url: maybe('https://ci.example/1'),
    ref: maybe('v1.0.0', 'V1.0.0', 'main'),
    sha: maybe('abc1234def', 'abc1234abc'),
    isProduction: fc.boolean(),
    status: fc.constantFrom('SUCCEEDED' as const, 'SUCCEEDED' as const, 'FAILED' as const, 'PENDING' as const),
    finishedAt: hours,
  })
  .map(({ key, ...more }) => buildDeploymentFact(key, more));

const arbitraryIncident = fc
  .record({
    key: fc.constantFrom('i1', 'i2', 'i3'),
    service: maybe('Shop', 'web', 'acme/shop', 'mainframe'),
    repository: maybe(...REPOSITORIES, 'acme/unheard-of'),
    deployment: maybe('v1.0.0', '1001', 'd2', 'abc1234'),
    body: maybe('broken since abc1234def', 'see acme/web#2', 'https://ci.example/1', 'Fixed by d1'),
    startedAt: hours,
    notFromDeployment: fc.constantFrom(false, false, false, true),
  })
  .map(({ key, ...more }) => incident(key, more));

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ at: fc.constantFrom(...REPOSITORIES), deployed: fc.array(arbitraryDeployment) }),
  },
  { weight: 4, arbitrary: fc.record({ incident: arbitraryIncident }) },
  { weight: 1, arbitrary: fc.record({ leave: fc.constantFrom(...REPOSITORIES) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step): Promise<void> {
  if ('incident' in one) await writeIncidents(one.incident);
  else if ('leave' in one) await records.writeRefreshed(sourceId, { repositories: [], leaves: [one.leave] });
  else {
    const unique = new Map(one.deployed.map((deployment) => [deployment.key, deployment]));
    await deploy(one.at, ...unique.values());
  }
}

it('decides after each change what deciding over everything comes to', { timeout: 3_600_000 }, async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
    await clear();
    for (const one of steps) {
      await take(one);
      await facts.assignIncidents();
      expect(await readOwners()).toEqual(await decideAll());
      // Nothing is left to be decided, and nobody is derived for nothing.
      expect(await facts.assignIncidents()).toEqual([]);
    }
  });
  await fc.assert(property, { numRuns: IS_LONG ? 1000 : 20, endOnFailure: true });
});

it('looks at no incident of a service for what is deployed of it day by day', async () => {
  const first = buildDeploymentFact('d1', { service: 'shop', finishedAt: START });
  await deploy('acme/shop', first);
  await writeIncidents(incident('i1', { service: 'shop' }), incident('i2', { deployment: 'd1' }), incident('i3'));
  await facts.assignIncidents();
  const waiting = async () =>
    (await database.pool.query('SELECT key FROM incident_record WHERE to_assign ORDER BY key')).rows;
  await deploy('acme/shop', first, buildDeploymentFact('d2', { service: 'shop', status: 'PENDING', finishedAt: null }));
  await deploy('acme/shop', { ...first, failed: true }, buildDeploymentFact('d2', { service: 'shop' }));
  expect(await waiting()).toEqual([]);
  await deploy('acme/web', buildDeploymentFact('x1', { service: 'shop' }));
  expect(await waiting()).toEqual([{ key: 'i1' }]);
  await deploy('acme/shop');
  expect(await waiting()).toEqual([{ key: 'i1' }, { key: 'i2' }]);
});

it('looks at all of them when very much was deployed at once', async () => {
  await writeIncidents(incident('i1', { service: 'shop' }));
  await facts.assignIncidents();
  const many = Array.from({ length: 600 }, (_, index) => buildDeploymentFact(`d${index}`, { service: 'shop' }));
  await deploy('acme/shop', ...many);
  await facts.assignIncidents();
  expect(await readOwners()).toEqual({ i1: 'acme/shop' });
});

it('and a derivation at the same moment overlook nothing', async () => {
  for (let round = 0; round < 8; round += 1) {
    await clear();
    const id = await addRepository('acme/shop');
    await writeIncidents(incident('i1', { service: 'shop' }));
    const written = buildFacts({ deployments: [buildDeploymentFact('d1', { service: 'shop' })] });
    await Promise.all([facts.assignIncidents(), facts.writeFacts(id, written, 0), facts.assignIncidents()]);
    await facts.assignIncidents();
    expect(await readOwners()).toEqual({ i1: 'acme/shop' });
  }
});

it('finds names of any length', async () => {
  const url = `https://ci.example/${Array.from({ length: 4000 }, (_, index) => index * 7919).join('-')}`;
  await writeIncidents(incident('i1', { deployment: url }), incident('i2', { deployment: `${url}/other` }));
  await facts.assignIncidents();
  await deploy('acme/shop', buildDeploymentFact('d1', { url, ref: url, externalId: url, service: 'shop' }));
  await facts.assignIncidents();
  expect(await readOwners()).toEqual({ i1: 'acme/shop', i2: null });
});
