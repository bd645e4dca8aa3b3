import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RecordStore } from '../records/record.store.js';
import { SourceStore } from '../records/source.store.js';
import { PushStore } from '../records/push.store.js';
import { FactStore } from '../facts/fact.store.js';
import { deriveFacts, DEFAULT_RULES } from '@weir/metrics';
import { readScope } from './metric-scope.reader.js';

const DAY = 86_400_000;
const NOW = Math.floor(Date.now() / DAY) * DAY;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function addSource(kind: string): Promise<string> {
  const { source } = await new SourceStore(database).add({ kind, name: kind, settings: {}, fingerprint: kind });
  return source.id;
}

async function covered(subject: string): Promise<{ from: number; to: number }[]> {
  const [scope] = await readScope(database.pool);
  return (scope?.coverage ?? []).filter((span) => span.subject === subject);
}

it('lets pushes speak of deployments from the first one to the present, and GitHub no more of what it does not tell', async () => {
  const github = await addSource('GITHUB');
  const name = 'acme/shop';
  await new RecordStore(database).writeBatch(github, {
    repositories: [
      {
        repository: { name, url: null, defaultBranch: 'main' },
        coverage: [{ repository: name, subject: 'DEPLOYMENTS', from: NOW - 365 * DAY, to: NOW - DAY }],
      },
    ],
    cursor: null,
  });
  expect(await covered('DEPLOYMENTS')).toEqual([{ subject: 'DEPLOYMENTS', from: NOW - 365 * DAY, to: NOW - DAY }]);

  const createdAt = NOW - 10 * DAY;
  await new PushStore(database).deployments({
    sourceId: await addSource('PUSH'),
    items: [{ repository: 'Acme/Shop', id: 'one' }],
    decide: ({ id }) => ({
      ...{ key: id, rule: 'PUSHED' as const, externalId: id, service: null, environment: 'production', sha: null },
      ...{ sourceShas: [], ref: null, url: null, status: 'SUCCEEDED' as const, createdAt, finishedAt: createdAt },
      ...{ runId: null, rollout: null },
    }),
    now: createdAt,
  });
  await new FactStore(database).deriveDirty(async (history) => deriveFacts(history, DEFAULT_RULES));
  const spans = await covered('DEPLOYMENTS');
  expect(spans).toHaveLength(1);
  expect(spans[0]?.from).toBe(createdAt);
  expect(Math.abs((spans[0]?.to ?? 0) - Date.now())).toBeLessThan(2 * 60_000);
});
