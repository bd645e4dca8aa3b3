import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Pusher, tell, type Told } from './received.js';
import { Workspace } from './workspace.js';

const sign = (secret: string, body: string): string => createHmac('sha256', secret).update(body).digest('hex');
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

interface Incident {
  externalId: string;
  title: string;
  service: string | null;
  severity: string | null;
  startedAt: string;
  resolvedAt: string | null;
}

describe('webhooks of incident tools', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace.close());

  async function incidents(): Promise<Incident[]> {
    const fields = 'externalId title service severity startedAt resolvedAt';
    const answer = await workspace.ask<{ incidents: { edges: { node: Incident }[] } }>(
      `{ incidents(first: 200) { edges { node { ${fields} } } } }`,
    );
    return answer.incidents.edges.map(({ node }) => node);
  }

  const shows = (externalId: string, expected: object) =>
    vi.waitFor(
      async () => expect((await incidents()).find((one) => one.externalId === externalId)).toMatchObject(expected),
      { timeout: 20_000, interval: 100 },
    );

  const send = (sender: string, body: string, headers: Record<string, string>): Promise<Told> =>
    tell(`${workspace.server.url}/webhooks/incidents/${sender}`, body, headers);

  const makeSecret = async (sender: string): Promise<string> => {
    const mutation = 'mutation ($sender: WebhookSender!) { rotateWebhookSecret(sender: $sender) }';
    return (await workspace.ask<{ rotateWebhookSecret: string }>(mutation, { sender })).rotateWebhookSecret;
  };

  describe('PagerDuty', () => {
    const SECRET = 'made-by-pagerduty-and-given-to-weir';

    const message = (id: string, minute: number, status: string, fields: object = {}): string =>
      JSON.stringify({
        event: {
          ...{ id, event_type: `incident.${status}`, resource_type: 'incident', occurred_at: at(minute), agent: null },
          data: {
            ...{ id: 'PGR0VU2', type: 'incident', status, html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2' },
            ...{ created_at: at(0), title: 'Checkout is down', service: { summary: 'checkout' }, urgency: 'high' },
            ...fields,
          },
        },
      });
    const told = (body: string, secret = SECRET) =>
      send('pagerduty', body, {
        'x-pagerduty-signature': `v1=${sign('an older secret', body)},v1=${sign(secret, body)}`,
      });

    it('takes nothing before it is set up, and then only what is signed', async () => {
      expect((await told(message('1', 0, 'triggered'))).status).toBe(401);
      const mutation = 'mutation ($secret: String!) { setWebhookSecret(sender: PAGERDUTY, secret: $secret) }';
      await workspace.ask(mutation, { secret: SECRET });
      const forged = await told(message('1', 0, 'triggered'), 'another secret');
      expect([forged.status, forged.body.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect((await send('pagerduty', message('1', 0, 'triggered'), {})).status).toBe(401);
      expect(await incidents()).toEqual([]);
    });

    it('makes an incident that nothing late can move back', async () => {
      expect((await told(message('r', 10, 'resolved'))).body).toEqual({ status: 'accepted' });
      await shows('PGR0VU2', { startedAt: at(0), resolvedAt: at(10), service: 'checkout', severity: 'high' });
      expect((await told(message('t', 0, 'triggered', { title: 'Old words' }))).body.status).toBe('accepted');
      expect((await told(message('a', 2, 'acknowledged', { title: 'Older words' }))).body.status).toBe('accepted');
      await told(message('o', 20, 'triggered', { title: 'Down again', priority: { summary: 'P1' } }));
      await shows('PGR0VU2', { title: 'Down again', severity: 'P1', resolvedAt: null });
      await told(message('r2', 30, 'resolved', { title: 'Down again' }));
      await shows('PGR0VU2', { title: 'Down again', startedAt: at(0), resolvedAt: at(30) });
    });

    it('takes each message once', async () => {
      expect((await told(message('r2', 30, 'resolved'))).body.status).toBe('duplicate');
      expect((await told(message('r2', 30, 'triggered'))).body.status).toBe('duplicate');
      expect(await incidents()).toHaveLength(1);
      const { sources } = await workspace.ask<{ sources: object[] }>('{ sources { kind name } }');
      expect(sources).toEqual([{ kind: 'PUSH', name: 'PagerDuty' }]);
    });

    it('says why it reads nothing of what is no incident', async () => {
      const ping = JSON.stringify({
        event: { id: 'p', event_type: 'pagey.ping', occurred_at: at(0), data: { type: 'ping', message: 'Hello' } },
      });
      const answer = await told(ping);
      expect([answer.status, answer.body]).toEqual([
        202,
        { status: 'ignored', reason: 'Nothing is read of "pagey.ping".' },
      ]);
      const { webhookSetup } = await workspace.ask<{ webhookSetup: object }>(
        '{ webhookSetup(sender: PAGERDUTY) { url lastDelivery { event outcome } problems } }',
      );
      expect(webhookSetup).toMatchObject({
        lastDelivery: { event: 'pagey.ping', outcome: 'Nothing is read of "pagey.ping".' },
      });
    });

    it('has kept what it answered when it is killed right after', async () => {
      const answer = await told(message('k', 40, 'triggered', { id: 'PKILLED', created_at: at(40) }));
      workspace.server.process.kill('SIGKILL');
      expect(answer.status).toBe(202);
      await workspace.server.process.ended;
      await workspace.restart();
      await shows('PKILLED', { startedAt: at(40), resolvedAt: null });
    });
  });

  describe('Opsgenie', () => {
    const alert = (action: string, minute: number, fields: object = {}): string =>
      JSON.stringify({
        ...{ action, integrationName: 'Weir', source: { name: 'web', type: 'API' } },
        alert: {
          ...{ alertId: 'og-1', message: 'Queue is full', priority: 'P2', createdAt: Date.parse(at(0)) },
          ...{ updatedAt: Date.parse(at(minute)) * 1_000_000, details: { service: 'billing' }, ...fields },
        },
      });

    it('proves itself with the secret in a header of its own', async () => {
      const first = await makeSecret('OPSGENIE');
      const secret = await makeSecret('OPSGENIE');
      const told = (body: string, shown: string) => send('opsgenie', body, { authorization: `Bearer ${shown}` });
      expect((await told(alert('Create', 0), first)).status).toBe(401);
      expect((await told(alert('Close', 7), secret)).body.status).toBe('accepted');
      expect((await told(alert('Create', 0), secret)).body.status).toBe('accepted');
      expect((await told(alert('Create', 0), secret)).body.status).toBe('duplicate');
      await shows('og-1', { title: 'Queue is full', service: 'billing', startedAt: at(0), resolvedAt: at(7) });
    });
  });

  describe('any other tool', () => {
    it('is read by its mapping, signed or with a bearer token', async () => {
      const secret = await makeSecret('GENERIC');
      const mapping = { id: '$.problem.key', title: '$.problem.name', status: '$.problem.state', at: '$.when' };
      await workspace.ask('mutation ($mapping: JSON!) { setIncidentMapping(mapping: $mapping) }', { mapping });
      const body = (state: string, minute: number) =>
        JSON.stringify({ problem: { key: 'g-1', name: 'Disk', state }, when: at(minute) });
      const signed = await send('generic', body('open', 0), {
        'x-weir-signature': `sha256=${sign(secret, body('open', 0))}`,
      });
      expect(signed.body).toEqual({ status: 'accepted' });
      const spaced = ` ${body('closed', 5)}`;
      expect(
        (await send('generic', spaced, { 'x-weir-signature': `sha256=${sign(secret, body('closed', 5))}` })).status,
      ).toBe(401);
      expect((await send('generic', spaced, { authorization: `Bearer ${secret}` })).body.status).toBe('accepted');
      await shows('g-1', { title: 'Disk', startedAt: at(0), resolvedAt: at(5) });
      const wrong = await send('generic', '{"problem":{}}', { authorization: `Bearer ${secret}` });
      expect([wrong.status, wrong.body.reason]).toEqual([202, expect.stringContaining('$.problem.key')]);
    });

    it('keeps its secret to itself: sealed at rest, shown once, for managers', async () => {
      const secret = await makeSecret('GENERIC');
      const setup = await workspace.ask('{ webhookSetup(sender: GENERIC) { url secretMadeAt proof problems } }');
      expect(JSON.stringify(setup)).not.toContain(secret);
      const isInHome = (text: string) =>
        promisify(execFile)('grep', ['-rlF', text, workspace.server.home]).then(
          () => true,
          () => false,
        );
      // What is stored in clear is found in the files of the database, so a secret in clear would be, and in the log too.
      expect(await isInHome('Checkout is down')).toBe(true);
      expect(await isInHome(secret)).toBe(false);
      const viewer = (await Pusher.with(workspace, { role: 'VIEWER' })).token;
      const asked = await workspace.send('mutation { rotateWebhookSecret(sender: GENERIC) }', {}, viewer);
      expect(asked.errors[0]?.extensions.code).toBe('FORBIDDEN');
      const refused = await workspace.send('mutation { setIncidentMapping(mapping: { id: "problem" }) }');
      expect(refused.errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'mapping.id' });
    });

    it('does what the documentation says, signed by openssl', async () => {
      const secret = await makeSecret('GENERIC');
      await workspace.ask('mutation { setIncidentMapping(mapping: {}) }');
      const text = readFileSync('docs/webhooks.md', 'utf8');
      const script = /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
      const env = { ...process.env, WEIR_URL: workspace.server.url, WEIR_SECRET: secret };
      const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
      expect(JSON.parse(stdout)).toEqual({ status: 'accepted' });
      await shows('DISK-1', { title: 'Disk is full', service: 'search', resolvedAt: null });
      const mapping = /```graphql\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
      expect(await workspace.ask(mapping)).toMatchObject({ setIncidentMapping: { each: '$.alerts[*]' } });
    });

    it('refuses bodies that are no JSON, or too large', async () => {
      const secret = await makeSecret('GENERIC');
      const headers = { authorization: `Bearer ${secret}` };
      expect((await send('generic', 'hello', headers)).status).toBe(400);
      expect((await send('generic', ' '.repeat(1024 * 1024 + 1), headers)).status).toBe(413);
      expect((await send('generic', 'a=b', { ...headers, 'content-type': 'text/plain' })).status).toBe(415);
    });
  });
});
