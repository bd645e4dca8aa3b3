import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watch } from './live.js';
import { writeSmallHistory } from './small-history.js';
import { Workspace } from './workspace.js';

const FORBIDDEN = 4403;
const PROGRESS = 'subscription { syncProgress { id sync { state } } }';
/** Long enough for what is announced between processes to arrive. */
const MOMENT_MS = 1000;

type Progress = { syncProgress: { id: string } };

describe('what stays open', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace.close());

  const newToken = async (name: string): Promise<string> => {
    const make = `mutation { createApiToken(input: { name: "${name}", role: VIEWER }) }`;
    return (await workspace.ask<{ createApiToken: string }>(make)).createApiToken;
  };
  const revoke = (name: string) => workspace.ask(`mutation { revokeApiToken(id: "${name}") }`);

  async function signIn(): Promise<string> {
    const { createSignInLink } = await workspace.ask<{ createSignInLink: string }>('mutation { createSignInLink }');
    const response = await fetch(workspace.server.url + createSignInLink, { method: 'POST', redirect: 'manual' });
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  it('ends with the token of its header, while that of another goes on', async () => {
    const [gone, kept] = [await newToken('gone'), await newToken('kept')];
    const ofGone = await watch(workspace.server.url, PROGRESS, { headers: { authorization: `Bearer ${gone}` } });
    const ofKept = await watch<Progress>(workspace.server.url, PROGRESS, {
      headers: { authorization: `Bearer ${kept}` },
    });
    await revoke('gone');
    expect(await ofGone.ended).toEqual({ code: FORBIDDEN });
    await workspace.add('GIT', { path: await writeSmallHistory(workspace.folder) });
    await sleep(MOMENT_MS);
    expect(ofKept.received.length).toBeGreaterThan(0);
    expect(ofGone.received).toEqual([]);
    ofKept.stop();
  });

  it('ends with the token that was sent with its first message', async () => {
    const token = await newToken('sent');
    const connection = await watch(workspace.server.url, PROGRESS, {
      connectionParams: { Authorization: `Bearer ${token}` },
    });
    await sleep(MOMENT_MS);
    await revoke('sent');
    expect(await connection.ended).toEqual({ code: FORBIDDEN });
  });

  it('ends with the session it belongs to, and no other with it', async () => {
    const [leaving, staying] = [await signIn(), await signIn()];
    const ofLeaving = await watch(workspace.server.url, PROGRESS, { headers: { cookie: leaving } });
    const ofStaying = await watch(workspace.server.url, PROGRESS, { headers: { cookie: staying } });
    const { origin } = new URL(workspace.server.url);
    const left = await fetch(`${origin}/sign-out`, { method: 'POST', headers: { cookie: leaving, origin } });
    expect(left.status).toBe(204);
    expect(await ofLeaving.ended).toEqual({ code: FORBIDDEN });
    const first = await Promise.race([ofStaying.ended, sleep(MOMENT_MS, 'still open')]);
    expect(first).toBe('still open');
    ofStaying.stop();
  });
});
