import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tell, type Told } from './received.js';
import { Workspace } from './workspace.js';

const PULL_REQUEST = {
  action: 'closed',
  repository: { name: 'shop', full_name: 'acme/shop', owner: { login: 'acme' } },
  pull_request: { number: 7, merged: true },
};

let sent = 0;

interface Delivery {
  event?: string;
  id?: string;
  secret: string;
}

describe('webhooks of GitHub', () => {
  let workspace: Workspace;
  let secret: string;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace.close());

  async function deliver(
    payload: object | string,
    { event = 'pull_request', id, secret: key }: Delivery,
  ): Promise<Told> {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    sent += 1;
    return tell(`${workspace.server.url}/webhooks/github`, body, {
      'x-github-event': event,
      'x-github-delivery': id ?? `delivery-${sent}`,
      'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
    });
  }

  interface Setup {
    url: string;
    secretMadeAt: string | null;
    events: string[];
    permissions: { name: string }[];
    lastDelivery: { event: string; outcome: string } | null;
    problems: string[];
  }

  async function setup(): Promise<Setup> {
    const fields = 'url secretMadeAt events permissions { name why } lastDelivery { event outcome at } problems';
    return (await workspace.ask<{ webhookSetup: Setup }>(`{ webhookSetup { ${fields} } }`)).webhookSetup;
  }

  it('are taken once they are set up, which the page says how to', async () => {
    const before = await setup();
    expect(before.url).toBe(`${workspace.server.url}/webhooks/github`);
    expect(before.secretMadeAt).toBeNull();
    expect(before.events).toEqual(
      expect.arrayContaining(['pull_request', 'deployment_status', 'workflow_run', 'push']),
    );
    expect(before.permissions.map(({ name }) => name)).toContain('deployments');
    expect(before.problems).toEqual([
      expect.stringContaining('no sender outside can reach it'),
      expect.stringContaining('no secret yet'),
    ]);
    expect((await deliver(PULL_REQUEST, { secret: 'guessed' })).status).toBe(401);
    const made = await workspace.ask<{ rotateWebhookSecret: string }>(
      'mutation { rotateWebhookSecret(sender: GITHUB) }',
    );
    secret = made.rotateWebhookSecret;
    const ping = await deliver({ zen: 'Keep it logically awesome.' }, { event: 'ping', secret });
    expect([ping.status, ping.body.status]).toEqual([202, 'accepted']);
    const after = await setup();
    expect(after.lastDelivery).toMatchObject({ event: 'ping', outcome: 'The webhook works.' });
    expect(after.problems).toHaveLength(1);
  });

  it('are refused when forged, and nothing of them is kept', async () => {
    const forged = await deliver(PULL_REQUEST, { id: 'forged', secret: 'guessed' });
    expect([forged.status, forged.body.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
    const unsigned = await tell(`${workspace.server.url}/webhooks/github`, JSON.stringify(PULL_REQUEST), {
      'x-github-event': 'pull_request',
      'x-github-delivery': 'forged',
    });
    expect(unsigned.status).toBe(401);
    expect((await setup()).lastDelivery?.event).toBe('ping');
    // Had it been kept, the genuine one would be its repetition.
    expect((await deliver(PULL_REQUEST, { id: 'forged', secret })).body.status).toBe('ignored');
  });

  it('are taken once each', async () => {
    const first = await deliver(PULL_REQUEST, { id: 'twice', secret });
    expect([first.status, first.body.status]).toEqual([202, 'ignored']);
    const again = await deliver(PULL_REQUEST, { id: 'twice', secret });
    expect([again.status, again.body.status]).toEqual([202, 'duplicate']);
  });

  it('say so when they are about something that is not read', async () => {
    const unknown = await deliver(PULL_REQUEST, { secret });
    expect(unknown.body.reason).toBe('No source reads acme: add it as a GitHub source.');
    const star = await deliver(PULL_REQUEST, { event: 'star', secret });
    expect([star.status, star.body.reason]).toEqual([202, 'Nothing is read of "star".']);
    const odd = await deliver({ repository: 'none', pull_request: 7 }, { secret });
    expect([odd.status, odd.body.status]).toEqual([202, 'ignored']);
  });

  it('may be as large as GitHub makes them, and no larger', async () => {
    const large = JSON.stringify({ ...PULL_REQUEST, filler: 'x'.repeat(20 * 1024 * 1024) });
    expect((await deliver(large, { secret })).status).toBe(202);
    expect((await deliver('x'.repeat(25 * 1024 * 1024 + 1), { secret })).status).toBe(413);
  });

  it('are no JSON at their own risk', async () => {
    expect((await deliver('{"zen": ', { secret })).status).toBe(400);
    const form = await tell(`${workspace.server.url}/webhooks/github`, 'payload=%7B%7D', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([form.status, form.body.error?.message]).toEqual([415, expect.stringContaining('application/json')]);
  });

  it('ask for no cookie and no page of ours, but for a name of this machine', async () => {
    const body = '{}';
    const headers = {
      'x-github-event': 'ping',
      'x-github-delivery': 'from-a-page',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    };
    const url = `${workspace.server.url}/webhooks/github`;
    expect(
      (await tell(url, body, { ...headers, origin: 'https://github.com', 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(202);
  });
});
