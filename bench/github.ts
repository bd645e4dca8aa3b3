import { performance } from 'node:perf_hooks';
import type { Batch } from '@weir/sources';
import { openSource } from '@weir/sources';
import { KeptSource, makeLargeOrganisation, type StandInGitHub, startGitHub } from '@weir/testing';
import Table from 'cli-table3';

const PULL_REQUESTS = Number(process.env.WEIR_BENCH_PULL_REQUESTS ?? 10_000);
const REPOSITORIES = Number(process.env.WEIR_BENCH_REPOSITORIES ?? 40);
const TOKEN = 'ghp_aTokenOfTheBenchmark';
const HOUR = 3_600_000;

/**
 * `npm run bench:github`: an organisation of 10,000 pull requests in a stand-in for GitHub on this machine. Requests and points
 * are what GitHub would count; the seconds are mostly the stand-in's own.
 */
export async function main(): Promise<void> {
  let now = Math.floor(Date.now() / HOUR) * HOUR;
  const clock = () => now;
  const world = makeLargeOrganisation({ pullRequests: PULL_REQUESTS, repositories: REPOSITORIES, now, clock });
  const owner = [...world.repositories.values()][0]?.owner.login ?? '';
  world.access.token(TOKEN, { login: 'ana' });
  const github = await startGitHub(world);
  try {
    const surroundings = { githubToken: TOKEN, githubApiUrl: github.apiUrl };
    const source = await openSource('GITHUB', { owner }, { surroundings, secrets: null });
    const kept = new KeptSource();
    const head = [
      'Sync',
      'Requests',
      'per pull request',
      'per repository',
      'Points',
      'Seconds',
      'Batches',
      'Records',
      'Cursor kB',
    ];
    const table = new Table({ head, style: { head: [], border: [] } });
    const sync = async (name: string) => {
      github.requests.reset();
      const began = performance.now();
      const brought = await kept.sync(source, now);
      table.push([name, ...columns(github, brought, performance.now() - began), kilobytes(kept.cursors)]);
    };
    await sync('first');
    await sync('nothing new');
    now += HOUR;
    await sync('nothing new, an hour later');
    [...world.repositories.values()].slice(0, 3).forEach((repository) => {
      repository.pullRequest({ title: 'New', at: now }).review({ at: now }).merge({ at: now });
    });
    await sync('three merged');
    now += 25 * HOUR;
    await sync('a day later (reconciliation)');
    console.log(`${PULL_REQUESTS} pull requests in ${REPOSITORIES} repositories`);
    console.log(table.toString());
    console.log(github.requests.byRoute());
  } finally {
    await github.stop();
  }
}

function columns({ requests }: StandInGitHub, batches: Batch[], tookMs: number): (string | number)[] {
  const records = batches.reduce(
    (sum, { repositories }) => sum + repositories.reduce((all, part) => all + countOf(part), 0),
    0,
  );
  return [
    requests.total,
    (requests.total / PULL_REQUESTS).toFixed(3),
    (requests.total / REPOSITORIES).toFixed(2),
    requests.points,
    (tookMs / 1000).toFixed(1),
    batches.length,
    records,
  ];
}

function countOf({ pullRequests, commits, deployments, issues }: Batch['repositories'][number]): number {
  return [pullRequests, commits, deployments, issues].reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

const kilobytes = (value: unknown): number => Math.round(JSON.stringify(value).length / 1000);
