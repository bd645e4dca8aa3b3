import type { MetricFilter, RepositoryFacts } from '@weir/metrics';
import {
  buildChangeFact,
  buildDeliveryFact,
  buildDeploymentFact,
  buildFacts,
  buildIncidentFact,
  createTestDatabase,
  type TestDatabase,
} from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FactStore } from '../facts/fact.store.js';
import { RecordStore } from '../records/record.store.js';
import { SourceStore } from '../records/source.store.js';
import { SyncStore } from '../records/sync.store.js';
import {
  type ChangeOrder,
  type ChangeQuery,
  type ChangeRow,
  findChange,
  findChangeByNumber,
  listStages,
  readChanges,
  readChangesOfDeployments,
  readWaitingChanges,
} from './change.reader.js';
import { readCoverage } from './coverage.reader.js';
import { findDeployments, findDeploymentsOfChanges, readDeployments } from './deployment.reader.js';
import { readFacets } from './facet.reader.js';
import { findIncident, readIncidents, readIncidentsOfDeployments } from './incident.reader.js';
import type { Page } from './list-page.js';
import { readSources } from './source.reader.js';
import { readWorkspaceSummary } from './workspace.reader.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const ALL = { visible: 'ALL', first: 100 } as const;

let database: TestDatabase;
let shop: number;
let web: number;
let sourceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const added = await new SourceStore(database).add({ kind: 'FILE', name: 'files', settings: {}, fingerprint: 'f' });
  sourceId = added.source.id;
  const teams = [
    { key: 'acme/payments', name: 'The Payers', members: ['Ada', 'robo'] },
    { key: 'acme/empty', name: 'Nobody', members: [] },
  ];
  await new RecordStore(database).writeRefreshed(sourceId, { repositories: [], teams });
  [shop, web] = [await addRepository('acme/shop', SHOP), await addRepository('acme/web', WEB)];
});
afterAll(() => database.close());

const at = (hours: number) => START + hours * HOUR;

/** Ten changes that all merged in the same instant, of which some differ in what filters ask. */
const MERGED_AT = at(100);
const SHOP = buildFacts({
  changes: [
    ...Array.from({ length: 10 }, (_, index) =>
      buildChangeFact(index + 1, {
        mergedAt: MERGED_AT,
        author: index % 2 === 0 ? 'ada' : 'ben',
        labels: index < 3 ? ['bug', 'bug'] : [],
        cycleSeconds:
          index < 5 ? { seconds: index, emptyReason: null } : { seconds: null, emptyReason: 'COMMITS_UNKNOWN' },
      }),
    ),
    buildChangeFact(20, { mergedAt: null, deployedAt: null, state: 'OPEN', inStage: 'REVIEW', firstReviewAt: at(21) }),
    buildChangeFact(21, { deployedAt: null, deployedEmptyReason: 'NOT_DEPLOYED_YET', inStage: 'DEPLOY' }),
    buildChangeFact(22, { author: 'robo', authorIsBot: true, additions: 2 ** 31 - 1, deletions: 2 ** 31 - 1 }),
  ],
  deliveries: [
    ...['#1', '#2', '#3'].flatMap((key) => [
      buildDeliveryFact(key, { deploymentKey: 'd1' }),
      buildDeliveryFact(key, { environment: 'production', deploymentKey: 'd1' }),
    ]),
    buildDeliveryFact('#4', { environment: 'staging', isProduction: false, deploymentKey: 'd2' }),
  ],
  deployments: [
    buildDeploymentFact('d1', { finishedAt: at(200) }),
    buildDeploymentFact('d2', { environment: 'staging', isProduction: false, finishedAt: at(201) }),
    buildDeploymentFact('d3', { status: 'PENDING', createdAt: at(202), finishedAt: null }),
  ],
  incidents: [
    buildIncidentFact('i1', { deploymentKey: 'd1', startedAt: at(210) }),
    buildIncidentFact('i2', { startedAt: at(211) }),
  ],
});
SHOP.coverage = { ...SHOP.coverage, withReviews: 1, deployments: 1, firstAt: at(0), lastAt: at(300) };
const WEB = buildFacts({ changes: [buildChangeFact(1, { title: 'Other', type: 'DEFECT' })] });

async function addRepository(name: string, facts: RepositoryFacts): Promise<number> {
  const repository = { name, url: null, defaultBranch: null };
  const coverage = [
    { repository: name, subject: 'CHANGES' as const, from: at(0), to: at(name === 'acme/web' ? 400 : 500) },
  ];
  await new RecordStore(database).writeBatch(sourceId, { repositories: [{ repository, coverage }], cursor: null });
  const { rows } = await database.pool.query('SELECT id FROM repository WHERE name = $1', [name]);
  await new FactStore(database).writeFacts(rows[0].id, facts, 1);
  return rows[0].id;
}

function numbers(page: Page<ChangeRow>): (number | null)[] {
  return page.edges.map((edge) => edge.node.number);
}

const changes = (query: Partial<ChangeQuery>) => readChanges(database.pool, { ...ALL, ...query });

describe('changes', () => {
  it('come page by page, none twice and none lost, even when all are of one instant', async () => {
    for (const orderBy of ['NEWEST', 'OLDEST', 'LONGEST_CYCLE', 'LARGEST', 'LONGEST_DEPLOY'] satisfies ChangeOrder[]) {
      const whole = numbers(await changes({ orderBy }));
      const paged: (number | null)[] = [];
      let after: string | null = null;
      do {
        const page: Page<ChangeRow> = await changes({ orderBy, first: 3, after });
        paged.push(...numbers(page));
        expect(page.totalCount).toBe(whole.length);
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect(paged).toEqual(whole);
      expect(whole).toHaveLength(13);
    }
  });

  it('are ordered as asked, what is unknown last', async () => {
    expect(numbers(await changes({ orderBy: 'LONGEST_CYCLE' })).slice(0, 6)).toEqual([
      5,
      4,
      3,
      2,
      1,
      expect.anything(),
    ]);
    expect(numbers(await changes({ orderBy: 'LARGEST', first: 2 }))).toEqual([21, 20]);
    const withBots = { includeBots: true };
    expect(numbers(await changes({ orderBy: 'LARGEST', filter: withBots, first: 1 }))).toEqual([22]);
  });

  it('are placed by the moment that is asked, in half-open ranges', async () => {
    const range = { from: at(2), to: at(4) };
    expect(numbers(await changes({ by: 'OPENED', range, orderBy: 'OLDEST' }))).toEqual([2, 3]);
    expect(numbers(await changes({ range: { from: MERGED_AT, to: MERGED_AT + 1 } }))).toHaveLength(10);
    expect(numbers(await changes({ range: { from: MERGED_AT - 1, to: MERGED_AT } }))).toEqual([]);
    expect(numbers(await changes({ state: 'OPEN' }))).toEqual([20]);
    const everything = { from: Date.parse('0000-01-01T00:00:00Z'), to: Date.parse('+010000-01-01T00:00:00Z') };
    expect(numbers(await changes({ range: everything }))).toHaveLength(12);
  });

  it('can be filtered', async () => {
    const found = async (filter: MetricFilter) => numbers(await changes({ filter, orderBy: 'OLDEST' })).sort();
    expect(await found({ authors: ['ben'], labels: [] })).toHaveLength(5);
    expect(await found({ labels: ['bug'] })).toEqual([1, 2, 3]);
    expect(await found({ teams: ['acme/payments'], labels: ['bug'] })).toEqual([1, 3]);
    expect(await found({ teams: ['acme/payments'], includeBots: true, labels: [] })).toContain(22);
    expect(await found({ teams: ['acme/empty'] })).toEqual([]);
    expect(await found({ repositories: ['acme/web'] })).toEqual([1]);
    expect(await found({ changeTypes: ['DEFECT'] })).toEqual([1]);
    expect(await found({ services: ['shop'] })).toEqual([1, 2, 3]);
    expect(await found({ environments: ['staging'] })).toEqual([4]);
    expect(await found({ authors: ['robo'], includeBots: true })).toEqual([22]);
  });

  it('are hidden from who may not see their repository', async () => {
    expect(numbers(await changes({ visible: [web] }))).toEqual([1]);
    expect(numbers(await changes({ visible: [] }))).toEqual([]);
    expect(await findChange(database.pool, `${shop}#1`, [web])).toBeNull();
    expect(await findChangeByNumber(database.pool, 'acme/shop', 1, [web])).toBeNull();
    expect((await findChangeByNumber(database.pool, 'acme/shop', 1, [shop]))?.id).toBe(`${shop}#1`);
  });

  it('tell their stages and since when they are in one', async () => {
    const open = await findChange(database.pool, `${shop}#20`, 'ALL');
    expect(open).toMatchObject({ repository: 'acme/shop', inStage: 'REVIEW', inStageSince: at(21), mergedAt: null });
    expect(listStages(open!).map(({ stage }) => stage)).toEqual([
      'CODING',
      'PICKUP',
      'REVIEW',
      'MERGE',
      'DEPLOY',
      'RELEASE',
    ]);
  });

  it('that wait are the merged ones that nothing deployed', async () => {
    const page = await readWaitingChanges(database.pool, ALL);
    expect(numbers(page)).toEqual([21]);
  });

  it('refuse a cursor of another order', async () => {
    const { pageInfo } = await changes({ first: 1 });
    await expect(changes({ orderBy: 'LARGEST', after: pageInfo.endCursor })).rejects.toThrow('none of this list');
    await expect(changes({ after: 'nonsense' })).rejects.toThrow('"nonsense"');
    const forged = (value: unknown) => Buffer.from(JSON.stringify(['NEWEST MERGED', value, 'x'])).toString('base64url');
    for (const value of ['soon', 1e300]) {
      await expect(changes({ after: forged(value) })).rejects.toMatchObject({ code: 'BAD_VALUE' });
    }
  });
});

describe('deployments and incidents', () => {
  it('are listed newest first, of production unless asked otherwise', async () => {
    const ids = async (query: object) => {
      const page = await readDeployments(database.pool, { ...ALL, ...query });
      return page.edges.map((edge) => edge.node.key);
    };
    expect(await ids({})).toEqual(['d3', 'd1']);
    expect(await ids({ productionOnly: false })).toEqual(['d3', 'd2', 'd1']);
    expect(await ids({ filter: { environments: ['staging'] } })).toEqual(['d2']);
    expect(await ids({ range: { from: at(200), to: at(202) } })).toEqual(['d1']);
    expect(await ids({ filter: { authors: ['ben'] } })).toEqual(['d1']);
    expect(await ids({ filter: { authors: ['nobody'] } })).toEqual([]);
    expect(await ids({ filter: { teams: ['acme/payments'] } })).toEqual(['d1']);
    expect(await ids({ filter: { teams: ['acme/empty'] } })).toEqual([]);
    expect(await ids({ visible: [web] })).toEqual([]);
  });

  it('are found for many at once', async () => {
    const [d1, d2] = [`${shop}:d1`, `${shop}:d2`];
    const pages = await readChangesOfDeployments(database.pool, [d1, d2, 'unheard of'], { ...ALL, first: 2 });
    expect(numbers(pages.get(d1)!)).toHaveLength(2);
    expect(pages.get(d1)).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(numbers(pages.get(d2)!)).toEqual([4]);
    expect(pages.get('unheard of')).toMatchObject({ totalCount: 0, edges: [] });
    const after = pages.get(d1)!.pageInfo.endCursor;
    const next = await readChangesOfDeployments(database.pool, [d1], { ...ALL, first: 2, after });
    const all = [...numbers(pages.get(d1)!), ...numbers(next.get(d1)!)];
    expect(all.sort()).toEqual([1, 2, 3]);
    const byChange = await findDeploymentsOfChanges(database.pool, [`${shop}#1`, `${shop}#4`], 'ALL');
    expect([...byChange].map(([id, row]) => [id, row.key])).toEqual([[`${shop}#1`, 'd1']]);
    expect(await findDeployments(database.pool, [d1, d2], [shop])).toHaveLength(2);
    expect(await findDeployments(database.pool, [d1], [web])).toEqual([]);
  });

  it('have incidents, by their start', async () => {
    const page = await readIncidents(database.pool, { ...ALL, range: { from: at(210), to: at(211) } });
    expect(page.edges.map((edge) => edge.node)).toMatchObject([
      { id: 'i1', repository: 'acme/shop', deploymentId: `${shop}:d1` },
    ]);
    const ofService = await readIncidents(database.pool, { ...ALL, filter: { services: ['shop'] } });
    expect(ofService.edges.map((edge) => edge.node.id)).toEqual(['i1']);
    const ofTeam = await readIncidents(database.pool, { ...ALL, filter: { teams: ['acme/payments'] } });
    expect(ofTeam.edges.map((edge) => edge.node.id)).toEqual(['i1']);
    const pages = await readIncidentsOfDeployments(database.pool, [`${shop}:d1`], ALL);
    expect(pages.get(`${shop}:d1`)?.totalCount).toBe(1);
    expect(await findIncident(database.pool, 'i1', [web])).toBeNull();
  });
});

describe('the rest', () => {
  it('counts the changes behind each value', async () => {
    const facets = async (dimension: Parameters<typeof readFacets>[1]['dimension'], search?: string) => {
      const rows = await readFacets(database.pool, { ...ALL, dimension, search });
      return rows.map(({ key, count }) => [key, count]);
    };
    expect(await facets('REPOSITORY')).toEqual([
      ['acme/shop', 13],
      ['acme/web', 1],
    ]);
    expect(await facets('REPOSITORY', 'WEB')).toEqual([['acme/web', 1]]);
    expect(await facets('REPOSITORY', '%')).toEqual([]);
    expect(await facets('LABEL')).toEqual([['bug', 3]]);
    expect(await facets('SERVICE')).toEqual([['shop', 3]]);
    expect(await facets('ENVIRONMENT')).toEqual([
      ['production', 3],
      ['staging', 1],
    ]);
    expect((await facets('AUTHOR')).at(0)).toEqual(['ada', 8]);
    expect(await facets('CHANGE_TYPE')).toEqual([
      ['OTHER', 13],
      ['DEFECT', 1],
    ]);
    expect(await facets('TEAM')).toEqual([
      ['acme/payments', 9],
      ['acme/empty', 0],
    ]);
    expect(await facets('TEAM', 'the pay')).toEqual([['acme/payments', 9]]);
    const restricted = await readFacets(database.pool, { visible: [web], first: 9, dimension: 'TEAM' });
    expect(restricted).toEqual([{ key: 'acme/payments', label: 'The Payers', count: 1 }]);
  });

  it('summarises the workspace', async () => {
    const summary = await readWorkspaceSummary(database.pool, 'ALL');
    expect(summary).toEqual({
      ...{ asOf: at(400), firstAt: at(0), lastAt: at(300), hasSources: true },
      ...{ hasReviews: true, hasDeployments: true, hasIncidents: true },
    });
    expect(await readWorkspaceSummary(database.pool, [web])).toMatchObject({
      hasDeployments: false,
      hasIncidents: false,
    });
  });

  it('lists sources with their latest sync, and coverage with its end', async () => {
    const syncs = new SyncStore(database);
    const done = await syncs.finish((await syncs.queue(sourceId)).id);
    const next = await syncs.queue(sourceId);
    expect(await readSources(database.pool, [web])).toMatchObject([
      {
        id: sourceId,
        repositories: ['acme/web'],
        lastSyncedAt: done?.finishedAt,
        sync: { id: next.id, state: 'QUEUED' },
      },
    ]);
    const coverage = await readCoverage(database.pool, ALL);
    expect(coverage.edges.map((edge) => edge.node)).toMatchObject([
      { repository: 'acme/shop', withReviews: 1, lastSyncedAt: done?.finishedAt },
      { repository: 'acme/web' },
    ]);
  });
});
