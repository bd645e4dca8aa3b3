import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workspace } from './workspace.js';

describe('who may ask what', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace.close());

  const viewer = '{ viewer { name role } }';

  async function codeOf(query: string, token: string | null): Promise<string | undefined> {
    const { errors } = await workspace.send(query, {}, token);
    return errors[0]?.extensions.code;
  }

  it('answers nobody without a token', async () => {
    const { status, errors } = await workspace.send(viewer, {}, null);
    expect(status).toBe(401);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('answers nobody with a token it never made', async () => {
    expect(await codeOf(viewer, 'weir_this-is-no-token')).toBe('UNAUTHENTICATED');
  });

  it('tells a token who it is', async () => {
    expect(await workspace.ask(viewer)).toEqual({ viewer: { name: 'tests', role: 'ADMIN' } });
  });

  it('lets a sign-in link in once and only once', async () => {
    const link = workspace.server.signInLink;
    const open = await fetch(link);
    expect(open.status).toBe(200);
    const first = await fetch(link, { method: 'POST', redirect: 'manual' });
    expect(first.status).toBe(303);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
    const signedIn = await fetch(`${workspace.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookie.split(';')[0] ?? '' },
      body: JSON.stringify({ query: viewer }),
    });
    expect(await signedIn.json()).toEqual({ data: { viewer: { name: 'owner', role: 'ADMIN' } } });
    const second = await fetch(link, { method: 'POST', redirect: 'manual' });
    expect(second.status).toBe(410);
    expect(second.headers.get('set-cookie') ?? '').toBe('');
  });

  it('makes another link on demand', async () => {
    const { stdout, code } = await workspace.run(['sign-in']);
    expect(code).toBe(0);
    const response = await fetch(stdout.trim(), { method: 'POST', redirect: 'manual' });
    expect(response.status).toBe(303);
  });

  it('lets a viewer read, and add nothing', async () => {
    const token = await workspace.tokenFor('viewer');
    const reading = await workspace.send<{ sources: unknown[] }>('{ sources { id } }', {}, token);
    expect(reading.data.sources).toEqual([]);
    const adding = `mutation { addSource(input: { kind: GIT, name: "x", settings: { path: "/" } }) { source { id } } }`;
    expect(await codeOf(adding, token)).toBe('FORBIDDEN');
    expect(await workspace.ask('{ sources { id } }')).toEqual({ sources: [] });
  });

  it('keeps tokens to admins, shows a token once, and ends it when it is revoked', async () => {
    const member = await workspace.tokenFor('member');
    const make = `mutation { createApiToken(input: { name: "robot", role: VIEWER }) }`;
    expect(await codeOf(make, member)).toBe('FORBIDDEN');
    const { createApiToken: robot } = await workspace.ask<{ createApiToken: string }>(make);
    expect(await codeOf(viewer, robot)).toBeUndefined();
    const { apiTokens } = await workspace.ask<{ apiTokens: { name: string }[] }>('{ apiTokens { name } }');
    expect(JSON.stringify(apiTokens)).not.toContain(robot);
    await workspace.ask(`mutation { revokeApiToken(id: "robot") }`);
    expect(await codeOf(viewer, robot)).toBe('UNAUTHENTICATED');
  });

  it('answers to the names of this machine only, so that no page elsewhere can pose as it', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      const asked = request(
        `${workspace.server.url}/graphql`,
        { method: 'POST', headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.end('{}');
    });
    expect(status).toBe(403);
  });
});
