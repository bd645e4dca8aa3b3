import { startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { figuresOf } from './figures.js';
import { makeWorld, mergeChange, TOKEN } from './github-world.js';
import { Workspace } from './workspace.js';

const DAY = 24 * 3600 * 1000;
const CHANGES = 40;
const range = () => ({ from: new Date(Date.now() - 90 * DAY).toISOString(), to: new Date().toISOString() });

interface Printed {
  sources: {
    id: string;
    name: string;
    state: string;
    message: string | null;
    requests: number;
    repositories: string[];
  }[];
}

describe('an owner on GitHub', () => {
  let github: StandInGitHub;
  let workspace: Workspace;
  beforeAll(async () => {
    github = await startGitHub(makeWorld({ repositories: ['shop', 'search'], changes: CHANGES }));
    workspace = await Workspace.open({ GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: TOKEN, WEIR_SYNC_MINUTES: '0' });
  });
  afterAll(async () => {
    await workspace.close();
    await github.stop();
  });
  beforeEach(() => github.requests.reset());

  async function sync(...names: string[]): Promise<Printed['sources'][number]> {
    const { code, stdout, stderr } = await workspace.run(['sync', ...names, '--wait', '--json']);
    expect(code, stderr).toBe(0);
    const { sources } = JSON.parse(stdout) as Printed;
    expect(sources).toHaveLength(1);
    return sources[0] as Printed['sources'][number];
  }

  const merged = async (filter: object = {}) =>
    (await figuresOf(workspace, ['PULL_REQUESTS_MERGED'], range(), filter)).PULL_REQUESTS_MERGED?.value;

  it('is read whole, and the requests told are those GitHub had', async () => {
    const read = await sync('--github', 'acme');
    expect(read).toMatchObject({ name: 'acme', state: 'SUCCEEDED', repositories: ['acme/search', 'acme/shop'] });
    expect(read.requests).toBe(github.requests.total);
    expect(await merged()).toBe(2 * CHANGES);
    expect(await merged({ repositories: ['acme/shop'] })).toBe(CHANGES);
    const { CHANGE_LEAD_TIME: leadTime, DEPLOYMENT_FREQUENCY: frequency } = await figuresOf(
      workspace,
      ['CHANGE_LEAD_TIME', 'DEPLOYMENT_FREQUENCY'],
      range(),
    );
    expect(leadTime?.sampleSize).toBeGreaterThan(CHANGES);
    expect(frequency?.value).toBeGreaterThan(0);
  });

  it('costs next to nothing when nothing is new, and what is new is found', async () => {
    const again = await sync('--github', 'acme/shop');
    expect(again.requests).toBe(github.requests.total);
    expect(again.requests).toBeLessThanOrEqual(2 * 5);
    mergeChange(github.world, 'shop', Date.now() - DAY);
    await sync();
    expect(await merged({ repositories: ['acme/shop'] })).toBe(CHANGES + 1);
  });

  it('whose repositories are chosen while it is being read is read so before the sync ends', async () => {
    github.world.access.token('ghp_slow');
    github.faults.always({ delayMs: 300 });
    for (const name of ['first', 'second']) mergeChange(github.world, name, Date.now() - DAY, 'slow');
    const add = (repository: string) =>
      workspace.ask<{ addSource: { source: { id: string; sync: { state: string } } } }>(
        `mutation { addSource(input: { kind: GITHUB, name: "", settings: { owner: "slow", repositories: ["${repository}"] } }) {
          source { id sync { state } } } }`,
      );
    const { id } = (await add('first')).addSource.source;
    await expect.poll(() => github.requests.total).toBeGreaterThan(1);
    expect((await add('second')).addSource.source).toMatchObject({ id, sync: { state: 'RUNNING' } });
    const { repositories } = await workspace.syncEnd(id);
    github.faults.clear();
    expect(repositories).toEqual(['slow/first', 'slow/second']);
    const { sources } = await workspace.ask<{ sources: { id: string; syncs: object[] }[] }>(
      '{ sources { id syncs { state } } }',
    );
    expect(sources.find((source) => source.id === id)?.syncs).toHaveLength(1);
  });

  it('is looked at by doctor: whose token it is, how much may still be asked, and what is wrong', async () => {
    const well = await workspace.run(['doctor']);
    expect(well.stdout).toMatch(
      /ok +GitHub for acme: GITHUB_TOKEN of ana sees 2 repositories of acme\. [\d,]+ of 5,000 are left/,
    );
    expect(well.code, well.stdout).toBe(0);
    github.world.access.revoke(TOKEN);
    const ill = await workspace.run(['doctor']);
    expect(ill.code).toBe(1);
    expect(ill.stdout).toMatch(/problem +GitHub for acme: .*(revoked|expired)/);
    expect(ill.stdout).not.toContain(TOKEN);
  });
});
