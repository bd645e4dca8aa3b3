import {
  DEFAULT_RULES,
  deriveFacts,
  type DerivationRules,
  type IssueRecord,
  type RepositoryBatch,
} from '@weir/metrics';
import { at, createTestDatabase, HistoryBuilder, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RecordStore } from '../records/record.store.js';
import { SourceStore } from '../records/source.store.js';
import { SettingsStore } from '../workspace/settings.store.js';
import { FactStore } from './fact.store.js';

let database: TestDatabase;
let facts: FactStore;
let records: RecordStore;
let settings: SettingsStore;
let sourceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  [facts, records, settings] = [new FactStore(database), new RecordStore(database), new SettingsStore(database)];
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('TRUNCATE repository, source, workspace_setting CASCADE');
  const added = await new SourceStore(database).add({ kind: 'GITHUB', name: 'g', settings: {}, fingerprint: 'g' });
  sourceId = added.source.id;
});

const issue = (number: number, more: Partial<IssueRecord> = {}): IssueRecord => ({
  ...{ number, title: `Issue ${number}`, body: null, url: null, author: 'ada', authorIsBot: false, state: 'CLOSED' },
  ...{ stateReason: 'COMPLETED', labels: ['incident'], assignees: [], events: null },
  ...{ createdAt: at('2026-03-02 10:00'), closedAt: at('2026-03-02 10:30') },
  ...more,
});

/** #1 went out at 08:30, #2 at 09:30. */
function told(name: string, externalId: string): RepositoryBatch {
  const { pullRequests, deployments } = new HistoryBuilder(name)
    .pullRequest(1, { opened: '2026-03-02 07:00', merged: '2026-03-02 08:00' })
    .pullRequest(2, { opened: '2026-03-02 08:00', merged: '2026-03-02 09:00' })
    .deploy('a', '2026-03-02 08:30')
    .deploy('b', '2026-03-02 09:30')
    .build();
  return { repository: { name, url: null, defaultBranch: 'main', externalId }, pullRequests, deployments };
}

/** A repository in which only issues are kept. */
const tracker = (...issues: IssueRecord[]): RepositoryBatch => ({
  repository: { name: 'acme/incidents', url: null, defaultBranch: 'main', externalId: 'R9' },
  issues,
});

async function tell(...repositories: RepositoryBatch[]): Promise<void> {
  await records.writeRefreshed(sourceId, { repositories });
  await derive();
}

async function derive(): Promise<number> {
  const rules = await settings.get('rules');
  return (await facts.deriveDirty((history) => deriveFacts(history, rules))).length;
}

async function look(): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT substring(f.id FROM 38) AS id, r.name AS of, substring(f.deployment_id FROM ':(.*)') AS by,
       (SELECT failed FROM release_fact s WHERE s.id = f.release_id) AS failed
     FROM incident_fact f LEFT JOIN repository r ON r.id = f.repository_id ORDER BY 1`,
  );
  return rows;
}

it('an issue is an incident of its repository, and stops being one with its label', async () => {
  const shop = told('acme/shop', 'R1');
  await tell({ ...shop, issues: [issue(12), issue(13, { labels: ['bug'] })] });
  expect(await look()).toEqual([{ id: 'acme/shop#12', of: 'acme/shop', by: 'b', failed: true }]);
  await tell({ ...shop, issues: [issue(12, { stateReason: 'NOT_PLANNED' })] });
  expect(await look()).toEqual([]);
  const { rows } = await database.pool.query('SELECT DISTINCT failed FROM release_fact');
  expect(rows).toEqual([{ failed: false }]);
});

it('changes with the issue, and nothing is derived when nothing changed', async () => {
  const shop = told('acme/shop', 'R1');
  await tell({ ...shop, issues: [issue(12)] });
  await tell({ ...shop, issues: [issue(12, { body: 'started_at: 2026-03-02T09:00Z' })] });
  expect(await look()).toMatchObject([{ id: 'acme/shop#12', by: 'a' }]);
  await records.writeRefreshed(sourceId, { repositories: [shop] });
  expect(await derive()).toBe(0);
});

it('goes with a deleted issue', async () => {
  const shop = told('acme/shop', 'R1');
  await tell({ ...shop, issues: [issue(12)] });
  await tell({ ...shop, gone: { issues: [12] } });
  expect(await look()).toEqual([]);
});

it('of a tracker belongs to the service it names, which is derived again with it', async () => {
  const labels = ['incident', 'service:shop'];
  await tell(told('acme/shop', 'R1'), tracker(issue(12, { labels }), issue(13)));
  expect(await look()).toEqual([{ id: 'acme/incidents#12', of: 'acme/shop', by: 'b', failed: true }]);
  await tell(tracker(issue(12, { labels, createdAt: at('2026-03-02 09:00') })));
  expect(await look()).toEqual([{ id: 'acme/incidents#12', of: 'acme/shop', by: 'a', failed: true }]);
  await tell(tracker(issue(12, { labels: ['incident', 'service:nobodys'] })));
  expect(await look()).toEqual([{ id: 'acme/incidents#12', of: null, by: null, failed: null }]);
  await tell(tracker(issue(12, { labels: ['service:shop'] })));
  expect(await look()).toEqual([]);
});

it('of a repository that is a service may be another’s', async () => {
  const labels = ['incident', 'service:shop'];
  await tell(told('acme/shop', 'R1'), { ...told('acme/web', 'R2'), issues: [issue(12, { labels })] });
  expect(await look()).toMatchObject([{ id: 'acme/web#12', of: 'acme/shop', failed: true }]);
  await tell({ ...told('acme/web', 'R2'), issues: [issue(12, { labels: ['incident', 'service:nobodys'] })] });
  expect(await look()).toMatchObject([{ id: 'acme/web#12', of: 'acme/web', by: null }]);
});

it('becomes one, or stops to be, when the rules do', async () => {
  await tell({ ...told('acme/shop', 'R1'), issues: [issue(12), issue(13, { labels: ['fire'] })] });
  const rules: DerivationRules = { ...DEFAULT_RULES, incidentLabels: ['fire'] };
  await settings.set('rules', rules);
  await derive();
  expect(await look()).toMatchObject([{ id: 'acme/shop#13' }]);
});

it('has the name that its repository has now', async () => {
  await tell({ ...told('acme/shop', 'R1'), issues: [issue(12)] });
  await tell(told('acme/store', 'R1'));
  expect(await look()).toEqual([{ id: 'acme/store#12', of: 'acme/store', by: 'b', failed: true }]);
});

it('goes with the repository that its source no longer speaks of, also where it was another’s', async () => {
  await tell(told('acme/shop', 'R1'), tracker(issue(12, { labels: ['incident', 'service:shop'] })));
  await records.writeRefreshed(sourceId, { repositories: [], leaves: ['acme/incidents'] });
  await derive();
  expect(await look()).toEqual([]);
  const { rows } = await database.pool.query('SELECT DISTINCT failed FROM release_fact');
  expect(rows).toEqual([{ failed: false }]);
});
