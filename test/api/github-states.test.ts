import { startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { figuresOf } from './figures.js';
import { makeWorld } from './github-world.js';
import { Workspace, type SyncedSource } from './workspace.js';

const DAY = 24 * 3600 * 1000;
const CHANGES = 6;
const GOOD = 'ghp_mayReadEverything';
const UPDATE = `mutation ($input: UpdateSourceInput!) { updateSource(input: $input) {
  source { id name hasSecrets settings } refusal { code message } } }`;

interface Updated {
  source: { id: string; name: string; hasSecrets: boolean; settings: object } | null;
  refusal: { code: string; message: string } | null;
}

describe('what a person sees of GitHub', () => {
  let github: StandInGitHub;
  let workspace: Workspace;
  let id: string;
  beforeAll(async () => {
    github = await startGitHub(makeWorld({ repositories: ['shop', 'search'], changes: CHANGES }));
    github.world.access.token(GOOD);
    workspace = await Workspace.open({ GITHUB_API_URL: github.apiUrl, WEIR_SYNC_MINUTES: '0' });
    ({ id } = await workspace.add('GITHUB', { owner: 'acme', token: GOOD }));
  });
  afterAll(async () => {
    await workspace.close();
    await github.stop();
  });
  beforeEach(() => github.world.repository('acme/search').open());

  async function update(input: object): Promise<Updated> {
    return (await workspace.ask<{ updateSource: Updated }>(UPDATE, { input: { id, ...input } })).updateSource;
  }

  async function syncAgain(): Promise<SyncedSource> {
    await workspace.ask(`mutation { syncSource(id: "${id}") { refusal { message } } }`);
    return workspace.syncEnd(id);
  }

  async function syncWith(token: string | null): Promise<SyncedSource> {
    const { refusal } = await update({ settings: { owner: 'acme', token } });
    expect(refusal).toBeNull();
    return workspace.syncEnd(id);
  }

  async function merged(): Promise<number | null | undefined> {
    const range = { from: new Date(Date.now() - 30 * DAY).toISOString(), to: new Date().toISOString() };
    return (await figuresOf(workspace, ['PULL_REQUESTS_MERGED'], range)).PULL_REQUESTS_MERGED?.value;
  }

  it.each([
    ['vanished', 'VANISHED', /was deleted, or this token may no longer see it/],
    ['was blocked', 'DMCA', /blocked/],
  ] as const)('a repository that %s keeps its data, says so, and keeps no other back', async (_what, why, says) => {
    github.world.repository('acme/search').close(why);
    const source = await syncAgain();
    expect(source).toMatchObject({ sync: { state: 'SUCCEEDED' }, repositories: ['acme/search', 'acme/shop'] });
    expect(source.problems).toEqual([{ repository: 'acme/search', message: expect.stringMatching(says) as string }]);
    expect(await merged()).toBe(2 * CHANGES);
    github.world.repository('acme/search').open();
    expect((await syncAgain()).problems).toEqual([]);
  });

  it.each(['deployments', 'issues', 'pull_requests', 'contents'] as const)(
    'a token that may not read %s is told which permission it lacks, and reads the rest',
    async (permission) => {
      const token = `github_pat_without_${permission}`;
      github.world.access.tokenWithout(token, permission);
      const source = await syncWith(token);
      expect(source.sync.state).toBe('SUCCEEDED');
      const word = permission.replace('_', ' ');
      for (const repository of ['acme/search', 'acme/shop']) {
        const told = source.problems.find((problem) => problem.repository === repository);
        expect(told?.message.toLowerCase()).toContain(`${word}: read`);
      }
      expect(await merged()).toBe(2 * CHANGES);
    },
  );

  it('an organisation behind single sign-on is told where to authorise the token', async () => {
    github.world.access.token('ghp_noSingleSignOn', { withoutSingleSignOn: ['acme'] });
    const source = await syncWith('ghp_noSingleSignOn');
    const told = source.problems.find(({ repository }) => repository === 'acme/shop');
    expect(told?.message).toMatch(/single sign-on.*Authorise it at https:\/\/github\.com\/orgs\/acme\/sso/);
    expect(await merged()).toBe(2 * CHANGES);
  });

  it('a revoked token fails the sync, keeps the data, and another token mends it', async () => {
    github.world.access.token('ghp_soonRevoked');
    expect((await syncWith('ghp_soonRevoked')).sync.state).toBe('SUCCEEDED');
    github.world.access.revoke('ghp_soonRevoked');
    const { sync } = await syncAgain();
    expect(sync.state).toBe('FAILED');
    expect(sync.message).toMatch(/revoked or has expired\. Make a new one at .* and give it in Settings/);
    expect(sync.message).not.toContain('ghp_soonRevoked');
    expect(await merged()).toBe(2 * CHANGES);
    const mended = await syncWith(GOOD);
    expect(mended).toMatchObject({ problems: [], sync: { state: 'SUCCEEDED' } });
  });

  it('a source without any token left says so', async () => {
    const { source } = await update({ settings: { owner: 'acme', token: null } });
    expect(source?.hasSecrets).toBe(false);
    expect(await workspace.syncEnd(id)).toMatchObject({
      sync: { state: 'FAILED', message: expect.stringMatching(/token/) as string },
    });
    await syncWith(GOOD);
  });

  it('settings replace settings, the token stays where none is given, and a repository that is left out goes', async () => {
    const { source } = await update({ name: 'Only the shop', settings: { owner: 'acme', repositories: ['shop'] } });
    expect(source).toMatchObject({ name: 'Only the shop', hasSecrets: true, settings: { repositories: ['shop'] } });
    const read = await workspace.syncEnd(id);
    expect(read).toMatchObject({ repositories: ['acme/shop'], sync: { state: 'SUCCEEDED' } });
    expect(await merged()).toBe(CHANGES);
    await workspace.add('GITHUB', { owner: 'acme', repositories: ['search'] });
    expect(await merged()).toBe(2 * CHANGES);
  });

  it('settings of another source are refused, and so are those that nobody understands', async () => {
    expect(await update({ settings: { owner: 'umbrella' } })).toMatchObject({
      source: null,
      refusal: { code: 'CONFLICT' },
    });
    const colourful = await update({ settings: { owner: 'acme', colour: 'red' } });
    expect(colourful.refusal?.message).toContain('colour');
    const viewer = await workspace.tokenFor('viewer');
    const { errors } = await workspace.send(UPDATE, { input: { id, name: 'x' } }, viewer);
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
