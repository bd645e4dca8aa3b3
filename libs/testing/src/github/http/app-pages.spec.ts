import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, type StandInGitHub } from '../index.js';
import { quietOctokit } from '../quiet-octokit.js';

const MANIFEST = {
  name: 'Weir at "Acme"',
  redirect_url: 'http://127.0.0.1:1/created',
  setup_url: 'http://127.0.0.1:1/settings',
  hook_attributes: { url: 'http://127.0.0.1:1/webhooks/github' },
  default_permissions: { metadata: 'read', contents: 'read' },
  default_events: ['push'],
};

let github: StandInGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.stop());

const post = (path: string, form: Record<string, string>) =>
  fetch(`${github.url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

describe('the pages of Apps', () => {
  it('ask first, then send back a code that is exchanged for the App, which is installed the same way', async () => {
    const path = '/organizations/acme/settings/apps/new?state=of%20mine';
    const manifest = JSON.stringify(MANIFEST);
    const asked = await post(path, { manifest });
    expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('Weir at &quot;Acme&quot;')]);
    const created = new URL(
      (await post(path, { manifest, confirmed: '1', name: 'Ours' })).headers.get('location') ?? '',
    );
    expect([created.pathname, created.searchParams.get('state')]).toEqual(['/created', 'of mine']);

    const { apps } = quietOctokit(github.apiUrl).rest;
    const { data } = await apps.createFromManifest({ code: created.searchParams.get('code') ?? '' });
    expect(data).toMatchObject({ name: 'Ours', events: ['push'], permissions: { metadata: 'read', contents: 'read' } });
    expect(github.world.access.apps.get(data.id)).toMatchObject({
      owner: 'acme',
      webhookUrl: MANIFEST.hook_attributes.url,
    });

    const page = await fetch(data.html_url);
    expect(await page.text()).toContain('Install Ours on acme');
    const installed = new URL((await post('/apps/ours/installations/new', {})).headers.get('location') ?? '');
    const [installation] = github.world.access.installations;
    expect(installed.searchParams.get('installation_id')).toBe(String(installation?.id));
  });

  it('refuse a manifest that says no way back, and know no other App', async () => {
    expect((await post('/settings/apps/new', { manifest: '{}', confirmed: '1' })).status).toBe(422);
    expect((await fetch(`${github.url}/apps/none`)).status).toBe(404);
  });
});
