import { setTimeout as sleep } from 'node:timers/promises';
import { startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, TOKEN } from './github-world.js';
import { Workspace } from './workspace.js';

const HOUR = 3600;
const ANOTHER_TOKEN = 'ghp_withALimitOfItsOwn';

interface Status {
  id: string;
  nextSyncAt: string | null;
  sync: { state: string; message: string | null; nextAttemptAt: string | null; requests: number };
}

describe("GitHub's rate limit", () => {
  let github: StandInGitHub;
  let workspace: Workspace;
  beforeAll(async () => {
    github = await startGitHub(makeWorld({ repositories: ['shop', 'search'], changes: 30 }));
    github.world.access.token(ANOTHER_TOKEN, { login: 'bo' });
    workspace = await Workspace.open({ GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: TOKEN });
  });
  afterAll(async () => {
    await workspace.close();
    await github.stop();
  });

  const add = async () => {
    const mutation = `mutation { addSource(input: { kind: GITHUB, name: "", settings: { owner: "acme" } }) { source { id } refusal { message } } }`;
    return (await workspace.ask<{ addSource: { source: { id: string } } }>(mutation)).addSource.source.id;
  };

  async function status(): Promise<Status> {
    const query = '{ sources { id nextSyncAt sync { state message nextAttemptAt requests } } }';
    const { sources } = await workspace.ask<{ sources: Status[] }>(query);
    return sources[0] as Status;
  }

  async function until(state: string): Promise<Status> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
      const current = await status();
      if (current.sync.state === state) return current;
    }
    throw new Error(`It is not ${state} but ${JSON.stringify(await status())}.`);
  }

  let id: string;

  it('is waited for: until when is said, what was read is kept, and nobody asks GitHub meanwhile', async () => {
    github.faults.always({ primaryLimit: { resetInSeconds: HOUR }, after: 3 });
    id = await add();
    const { sync, nextSyncAt } = await until('WAITING_FOR_RATE_LIMIT');
    const wait = Date.parse(sync.nextAttemptAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan((HOUR - 60) * 1000);
    expect(wait).toBeLessThan((HOUR + 120) * 1000);
    expect(sync.message).not.toBe('');
    expect(nextSyncAt).toBeNull();
    const asked = github.requests.total;
    await workspace.ask(`mutation { syncSource(id: "${id}") { refusal { message } } }`);
    await sleep(1500);
    expect((await status()).sync).toMatchObject({ state: 'WAITING_FOR_RATE_LIMIT', nextAttemptAt: sync.nextAttemptAt });
    expect(github.requests.total).toBe(asked);
    expect((await status()).sync.requests).toBe(asked);
  });

  it('takes no worker: other sources are read meanwhile', async () => {
    github.world.repository('other/thing');
    github.faults.clear();
    expect((await workspace.add('GITHUB', { owner: 'other', token: ANOTHER_TOKEN })).sync.state).toBe('SUCCEEDED');
    expect((await status()).sync.state).toBe('WAITING_FOR_RATE_LIMIT');
  });

  it('is still waited for after a restart', async () => {
    const before = await status();
    const asked = github.requests.total;
    await workspace.restart();
    await sleep(1500);
    expect(await status()).toEqual(before);
    expect(github.requests.total).toBe(asked);
  });

  it('need not be waited for with another token: the sync goes on from where it was', async () => {
    const before = await status();
    await workspace.ask(
      `mutation { updateSource(input: { id: "${id}", settings: { owner: "acme", token: "${ANOTHER_TOKEN}" } }) { refusal { message } } }`,
    );
    const after = await until('SUCCEEDED');
    expect(after.sync.nextAttemptAt).toBeNull();
    expect(after.sync.requests).toBeGreaterThan(before.sync.requests);
    expect(Date.parse(after.nextSyncAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(Date.parse(after.nextSyncAt ?? '')).toBeLessThan(Date.now() + 16 * 60_000);
  });

  it('that ends soon is waited through by the command line, which says so', async () => {
    github.faults.next({ primaryLimit: { resetInSeconds: 6 } });
    const { code, stderr } = await workspace.run(['sync', '--github', 'acme', '--wait']);
    expect(stderr).toMatch(/waiting for GitHub's rate limit until \d\d:\d\d/);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/\d+ requests?/);
  });
});
