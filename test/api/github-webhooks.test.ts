import { startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeWorld, mergeChange, TOKEN } from './github-world.js';
import { Pusher } from './received.js';
import { Workspace } from './workspace.js';

const HOUR = 3_600_000;

interface App {
  id: string;
  name: string;
  installUrl: string;
  problem: string | null;
  installations: { id: string; owner: string; isSource: boolean }[];
}

describe('GitHub, told by its webhooks', () => {
  let github: StandInGitHub;
  let workspace: Workspace;
  let secret: string;
  beforeAll(async () => {
    github = await startGitHub(makeWorld({ repositories: ['shop'], changes: 4 }));
    const env = { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: TOKEN, WEIR_SYNC_MINUTES: '0' };
    workspace = await Workspace.open(env);
    const mutation = 'mutation { rotateWebhookSecret(sender: GITHUB) }';
    secret = (await workspace.ask<{ rotateWebhookSecret: string }>(mutation)).rotateWebhookSecret;
    await workspace.add('GITHUB', { owner: 'acme', repositories: ['shop'] });
  });
  afterAll(async () => {
    await workspace.close();
    await github.stop();
  });

  const url = () => `${workspace.server.url}/webhooks/github`;

  async function mergedTitles(): Promise<string[]> {
    const query = '{ changes(first: 200) { edges { node { title state } } } }';
    type Changes = { changes: { edges: { node: { title: string; state: string } }[] } };
    const { changes } = await workspace.ask<Changes>(query);
    return changes.edges.flatMap(({ node }) => (node.state === 'MERGED' ? [node.title] : [])).sort();
  }

  const within = { timeout: 20_000, interval: 100 };

  it('shows a merge soon after it was told of it, and asks for no more than that', async () => {
    const shop = github.world.repository('acme/shop');
    mergeChange(github.world, 'shop', Date.now() - 6 * HOUR);
    const pull = [...shop.pulls.values()].at(-1);
    if (pull === undefined) throw new Error('Nothing was merged.');
    expect(await mergedTitles()).not.toContain('Change 4');
    const before = github.requests.count({});
    const payload = github.payloads.pullRequest(pull, 'closed');
    const told = await github.deliver(url(), secret, { event: 'pull_request', deliveryId: 'merged' }, payload);
    expect([told.status, JSON.parse(told.body)]).toEqual([202, { status: 'accepted' }]);
    await vi.waitFor(async () => expect(await mergedTitles()).toContain('Change 4'), within);
    const asked = github.requests.count({}) - before;
    expect(asked).toBeLessThanOrEqual(5);
    const again = await github.deliver(url(), secret, { event: 'pull_request', deliveryId: 'merged' }, payload);
    expect([again.status, JSON.parse(again.body)]).toEqual([202, expect.objectContaining({ status: 'duplicate' })]);
  });

  it('does as told by a payload that lies no more than by one that does not: it asks GitHub', async () => {
    const pull = [...github.world.repository('acme/shop').pulls.values()][0];
    if (pull === undefined) throw new Error('There is no pull request.');
    const payload = github.payloads.pullRequest(pull, 'edited') as { pull_request: { title: string } };
    payload.pull_request.title = 'Never said';
    const before = github.requests.count({});
    await github.deliver(url(), secret, 'pull_request', payload);
    await vi.waitFor(() => expect(github.requests.count({})).toBeGreaterThan(before), within);
    expect(await mergedTitles()).not.toContain('Never said');
  });

  it('loses nothing that it answered when it is killed right after', async () => {
    const shop = github.world.repository('acme/shop');
    mergeChange(github.world, 'shop', Date.now() - 5.5 * HOUR);
    const pull = [...shop.pulls.values()].at(-1);
    if (pull === undefined) throw new Error('Nothing was merged.');
    const told = await github.deliver(url(), secret, 'pull_request', github.payloads.pullRequest(pull, 'closed'));
    workspace.server.process.kill('SIGKILL');
    expect(told.status).toBe(202);
    await workspace.server.process.ended;
    await workspace.restart();
    // A job that the killed process had begun is somebody else's only after a while.
    await vi.waitFor(async () => expect(await mergedTitles()).toContain('Change 5'), { ...within, timeout: 45_000 });
  }, 90_000);

  it('says of a repository that is not read that it is not', async () => {
    const other = github.world.repository('acme/secret');
    const pull = other.pullRequest({ by: 'ana' });
    const told = await github.deliver(url(), secret, 'pull_request', github.payloads.pullRequest(pull, 'opened'));
    expect([told.status, JSON.parse(told.body)]).toEqual([
      202,
      { status: 'ignored', reason: 'acme/secret is not among the repositories that are read of acme.' },
    ]);
  });

  describe('a GitHub App of the workspace', () => {
    interface Manifest {
      action: string;
      manifest: Record<string, unknown>;
      problems: string[];
    }

    async function begin(token = workspace.token): Promise<Manifest> {
      const query = '{ githubAppManifest(organization: "acme") { action manifest problems } }';
      return (await workspace.send<{ githubAppManifest: Manifest }>(query, {}, token)).data.githubAppManifest;
    }

    const comeBack = (code: string, state: string, token = workspace.token) =>
      fetch(`${workspace.server.url}/github/app/created?${new URLSearchParams({ code, state })}`, {
        redirect: 'manual',
        headers: { authorization: `Bearer ${token}` },
      });

    const stateOf = ({ action }: Manifest) => new URL(action).searchParams.get('state') ?? '';

    it('is described by a manifest that reads and never writes', async () => {
      const { action, manifest, problems } = await begin();
      expect(action).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/organizations\/acme\/settings\/apps\/new\?state=/);
      const rights = Object.values(manifest.default_permissions as Record<string, string>);
      expect(new Set(rights)).toEqual(new Set(['read']));
      expect(manifest.redirect_url).toBe(`${workspace.server.url}/github/app/created`);
      // GitHub refuses webhooks to an address that only this machine has.
      expect(manifest).not.toHaveProperty('hook_attributes');
      expect(problems).toEqual([expect.stringContaining('without webhooks')]);
    });

    it('has webhooks where the server has a name that others can use', async () => {
      const { request } = await import('node:http');
      const body = JSON.stringify({ query: '{ githubAppManifest { manifest problems } }' });
      const headers = {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${workspace.token}` },
        ...{ 'x-forwarded-host': 'weir.acme.example', 'x-forwarded-proto': 'https' },
      };
      const text = await new Promise<string>((resolve, reject) => {
        const asked = request(`${workspace.server.url}/graphql`, { method: 'POST', headers }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => resolve(Buffer.concat(parts).toString()));
        });
        asked.on('error', reject).end(body);
      });
      const { githubAppManifest } = (JSON.parse(text) as { data: { githubAppManifest: Manifest } }).data;
      expect(githubAppManifest.problems).toEqual([]);
      expect(githubAppManifest.manifest).toMatchObject({
        name: 'Weir at weir.acme.example',
        hook_attributes: { url: 'https://weir.acme.example/webhooks/github', active: true },
        default_events: expect.arrayContaining(['pull_request', 'deployment_status']) as string[],
      });
    });

    it('is taken in by whoever began, once, and its installation becomes a source', async () => {
      const { world } = github;
      const offered = world.access.offer({ name: 'Weir at Acme' });
      const state = stateOf(await begin());
      const forged = await comeBack(offered.code, `${state}x`);
      expect([forged.status, await forged.text()]).toEqual([400, expect.stringContaining('not begun here')]);
      const manager = (await Pusher.with(workspace, { role: 'MANAGER' })).token;
      const other = await comeBack(offered.code, state, manager);
      expect([other.status, await other.text()]).toEqual([400, expect.stringContaining('somebody else')]);
      const back = await comeBack(offered.code, state);
      expect([back.status, back.headers.get('location')]).toEqual([303, '/settings/webhooks']);
      expect((await comeBack(offered.code, state)).status).toBe(503);

      world.repository('umbrella/site').pullRequest({ by: 'ana', title: 'By the App' });
      const installation = world.access.install(offered.app, 'umbrella');
      const query = '{ githubApps { id name installUrl problem installations { id owner isSource } } }';
      const { githubApps } = await workspace.ask<{ githubApps: App[] }>(query);
      expect(githubApps).toEqual([
        expect.objectContaining({
          ...{ id: String(offered.app.id), name: 'Weir at Acme', problem: null },
          installations: [{ id: String(installation.id), owner: 'umbrella', isSource: false }],
        }),
      ]);
      const shown = JSON.stringify(githubApps);
      expect(shown).not.toContain('PRIVATE KEY');
      expect(shown).not.toContain(offered.webhookSecret);

      const mutation = `mutation ($input: AddGitHubInstallationInput!) {
        addGitHubInstallation(input: $input) { source { id settings } refusal { code message } } }`;
      const input = { appId: String(offered.app.id), installationId: String(installation.id) };
      const { addGitHubInstallation: added } = await workspace.ask<{
        addGitHubInstallation: { source: { id: string; settings: object }; refusal: object | null };
      }>(mutation, { input });
      expect(added.refusal).toBeNull();
      expect(JSON.stringify(added.source.settings)).not.toContain('PRIVATE KEY');
      const synced = await workspace.syncEnd(added.source.id);
      expect([synced.sync.state, synced.repositories]).toEqual(['SUCCEEDED', ['umbrella/site']]);

      // The App signs its webhooks with a secret of its own.
      const pull = [...world.repository('umbrella/site').pulls.values()][0];
      if (pull === undefined) throw new Error('There is no pull request.');
      pull.merge({ by: 'ana' });
      const payload = github.payloads.pullRequest(pull, 'closed');
      expect((await github.deliver(url(), offered.webhookSecret, 'pull_request', payload)).status).toBe(202);
      await vi.waitFor(async () => expect(await mergedTitles()).toContain('By the App'), within);
    });

    it('is forgotten on demand, and its webhooks with it', async () => {
      const offered = github.world.access.offer({ name: 'Weir once more' });
      await comeBack(offered.code, stateOf(await begin()));
      const ping = { event: 'ping' as const, isUnchecked: true };
      expect((await github.deliver(url(), offered.webhookSecret, ping, {})).status).toBe(202);
      const forget = 'mutation ($id: ID!) { forgetGitHubApp(id: $id) }';
      for (let time = 0; time < 2; time += 1) await workspace.ask(forget, { id: String(offered.app.id) });
      expect((await github.deliver(url(), offered.webhookSecret, ping, {})).status).toBe(401);
      const { githubApps } = await workspace.ask<{ githubApps: App[] }>('{ githubApps { name } }');
      expect(githubApps.map(({ name }) => name)).toEqual(['Weir at Acme']);
    });

    it('is a matter for managers who are signed in', async () => {
      const viewer = (await Pusher.with(workspace, { role: 'VIEWER' })).token;
      const refused = await workspace.send('{ githubAppManifest { action } }', {}, viewer);
      expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
      const state = stateOf(await begin());
      expect((await comeBack('code', state, viewer)).status).toBe(403);
      const nobody = await fetch(`${workspace.server.url}/github/app/created?code=a&state=b`, { redirect: 'manual' });
      expect([nobody.status, await nobody.text()]).toEqual([401, expect.stringContaining('Sign in')]);
    });
  });
});
