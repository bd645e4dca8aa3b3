import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_RULES, deriveFacts, type IncidentRecord, type RepositoryBatch } from '@weir/metrics';
import { type Database, FactStore, migrate, openDatabase, RecordStore, SourceStore } from '@weir/store';
import { makeFolder, removeFolder } from '@weir/testing';
import Table from 'cli-table3';
import { measure, type Timing } from './measure.js';

const REPOSITORIES = 20;
const INCIDENTS = 5000;
const RUNS = 20;
const HOUR = 3_600_000;
const START = Date.UTC(2025, 0, 1);
const SMALL = 'acme/small';

/**
 * `npm run bench:one-change`: what a webhook costs. One thing of a small repository changes in a workspace of very many, its
 * records are written and its facts derived. Nothing of it may grow with the workspace.
 */
export async function main(): Promise<void> {
  const folder = await makeFolder();
  const database = await openDatabase({ home: join(folder, 'home'), url: null, secret: randomBytes(32) });
  try {
    await benchOneChange(database, Number(process.env.WEIR_BENCH_CHANGES ?? 100_000));
  } finally {
    await database.close();
    await removeFolder(folder);
  }
}

async function benchOneChange(database: Database, changes: number): Promise<void> {
  await migrate(database.dataSource);
  const { source } = await new SourceStore(database).add({ kind: 'FILE', name: 'b', settings: {}, fingerprint: 'b' });
  const workspace = { database, sourceId: source.id, deployed: 50 };
  await seedWorkspace(workspace, Math.floor(changes / REPOSITORIES));
  const table = new Table({
    head: [`One change among ${changes}`, 'p50 ms', 'p95 ms', 'derived'],
    style: { head: [] },
  });
  for (const { name, run } of listCases(workspace)) table.push(await toRow(name, run));
  console.log(table.toString());
}

interface Workspace {
  database: Database;
  sourceId: string;
  /** How many deployments the small repository has. */
  deployed: number;
}

async function toRow(name: string, run: (time: number) => Promise<number>): Promise<(string | number)[]> {
  let derived = 0;
  const { p50, p95 }: Timing = await measure(RUNS, async (time) => (derived = await run(time)));
  return [name, p50.toFixed(1), p95.toFixed(1), derived];
}

function listCases(workspace: Workspace) {
  const pullRequests = [pullRequest(50)];
  return [
    { name: 'nothing is dirty', run: () => derive(workspace) },
    {
      name: 'a pull request of a small repository',
      run: (time: number) =>
        tell(workspace, { pullRequests: pullRequests.map((one) => ({ ...one, title: `${time}` })) }),
    },
    {
      name: 'a deployment of it',
      run: () => tell(workspace, { deployments: [deployment(SMALL, ++workspace.deployed)] }),
    },
    {
      name: 'an incident of it',
      run: async (time: number) => {
        const told = incident(INCIDENTS + 1, 'small', `${time}`);
        await new RecordStore(workspace.database).writeRefreshed(workspace.sourceId, {
          repositories: [],
          incidents: [told],
        });
        return derive(workspace);
      },
    },
  ];
}

async function tell(workspace: Workspace, part: Partial<RepositoryBatch>): Promise<number> {
  const repository = { name: SMALL, url: null, defaultBranch: 'main' };
  const refreshed = { repositories: [{ repository, ...part }] };
  await new RecordStore(workspace.database).writeRefreshed(workspace.sourceId, refreshed);
  return derive(workspace);
}

async function derive({ database }: Workspace): Promise<number> {
  const written = await new FactStore(database).deriveDirty((history) => deriveFacts(history, DEFAULT_RULES));
  return written.length;
}

async function seedWorkspace(workspace: Workspace, each: number): Promise<void> {
  const records = new RecordStore(workspace.database);
  const names = Array.from({ length: REPOSITORIES }, (_, index) => `acme/service-${index}`);
  for (const [name, size] of [...names.map((one) => [one, each] as const), [SMALL, 50] as const]) {
    const numbers = Array.from({ length: size }, (_, index) => index + 1);
    const repository = { name, url: null, defaultBranch: 'main' };
    const deployments = numbers.map((number) => deployment(name, number));
    const part = { repository, pullRequests: numbers.map(pullRequest), deployments };
    await records.writeRefreshed(workspace.sourceId, { repositories: [part] });
  }
  const incidents = Array.from({ length: INCIDENTS }, (_, index) => incident(index, `service-${index % REPOSITORIES}`));
  await records.writeRefreshed(workspace.sourceId, { repositories: [], incidents });
  await derive(workspace);
}

const pullRequest = (number: number) => ({
  ...{ number, title: `Change ${number}`, body: null, url: null, author: `dev${number % 40}`, authorIsBot: null },
  ...{
    state: 'MERGED' as const,
    isDraft: false,
    openedAt: START + number * HOUR,
    mergedAt: START + (number + 5) * HOUR,
  },
  ...{ closedAt: START + (number + 5) * HOUR, mergeSha: null, baseBranch: 'main', headBranch: null },
  ...{ headIsSameRepository: true, additions: 10, deletions: 2, changedFiles: 1, labels: [], commits: null },
  ...{ reviews: [], draftEvents: [], stated: {} },
});

const deployment = (repository: string, number: number) => ({
  ...{ key: `deployment:${repository}:${number}`, rule: 'GITHUB_DEPLOYMENTS' as const, externalId: String(number) },
  ...{ service: null, environment: 'production', sha: null, sourceShas: [], ref: 'main', url: null },
  ...{ status: 'SUCCEEDED' as const, createdAt: START + (number + 6) * HOUR, finishedAt: START + (number + 6) * HOUR },
  runId: null,
});

const incident = (number: number, service: string, title = `Incident ${number}`): IncidentRecord => ({
  ...{
    key: `INC-${number}`,
    externalId: `INC-${number}`,
    title,
    body: 'It hurt.',
    url: null,
    service,
    repository: null,
  },
  ...{ severity: null, startedAt: START + (number + 7) * HOUR, resolvedAt: null, deployment: null, remediedBy: null },
  notFromDeployment: false,
});
