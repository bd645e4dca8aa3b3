import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Pusher, tell } from './received.js';
import { Workspace } from './workspace.js';

const run = promisify(execFile);
const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();

const deployment = (fields: object = {}) => ({
  id: 'run-1',
  repository: 'acme/shop',
  environment: 'production',
  sha: 'a'.repeat(40),
  status: 'succeeded',
  createdAt: '2026-11-01T10:00:00Z',
  finishedAt: '2026-11-01T10:05:00Z',
  ...fields,
});

interface Deployment {
  externalId: string;
  repository: string;
  status: string;
  createdAt: string;
  finishedAt: string | null;
  service: string;
  sha: string | null;
}

describe('the push API', () => {
  let workspace: Workspace;
  let manager: Pusher;
  beforeAll(async () => {
    workspace = await Workspace.open();
    manager = await Pusher.with(workspace, { role: 'MANAGER' });
  });
  afterAll(() => workspace.close());

  async function deployments(repository: string): Promise<Deployment[]> {
    const query = `query ($names: [String!]) { deployments(first: 200, filter: { repositories: $names }) {
      edges { node { externalId repository status createdAt finishedAt service sha } } } }`;
    const answer = await workspace.ask<{ deployments: { edges: { node: Deployment }[] } }>(query, {
      names: [repository],
    });
    return answer.deployments.edges.map(({ node }) => node);
  }

  const shows = (repository: string, expected: unknown) =>
    vi.waitFor(async () => expect(await deployments(repository)).toEqual(expected), { timeout: 20_000, interval: 100 });

  it('makes a deployment of what is sent, once, and shows it', async () => {
    const first = await manager.push('deployments', deployment());
    expect([first.status, first.body]).toEqual([201, { id: 'run-1', result: 'created' }]);
    const again = await manager.push('deployments', deployment());
    expect([again.status, again.body]).toEqual([200, { id: 'run-1', result: 'unchanged' }]);
    const changed = await manager.push('deployments', deployment({ service: 'checkout' }));
    expect([changed.status, changed.body]).toEqual([200, { id: 'run-1', result: 'updated' }]);
    await shows('acme/shop', [
      expect.objectContaining({ externalId: 'run-1', status: 'SUCCEEDED', service: 'checkout' }),
    ]);
    const { sources } = await workspace.ask<{ sources: object[] }>('{ sources { kind name settings repositories } }');
    expect(sources).toEqual([{ kind: 'PUSH', name: 'Push API', settings: {}, repositories: ['acme/shop'] }]);
  });

  it('follows a deployment from pending to its end, and not back', async () => {
    const told = (fields: object) => manager.push('deployments', deployment({ repository: 'acme/slow', ...fields }));
    const pending = { status: 'pending', createdAt: ago(2), finishedAt: undefined };
    expect((await told(pending)).body.result).toBe('created');
    await shows('acme/slow', [expect.objectContaining({ status: 'PENDING', finishedAt: null })]);
    const ended = { ...pending, status: 'succeeded' };
    expect((await told(ended)).body.result).toBe('updated');
    expect((await told(ended)).body.result).toBe('unchanged');
    expect((await told(pending)).body.result).toBe('unchanged');
    await shows('acme/slow', [expect.objectContaining({ status: 'SUCCEEDED', createdAt: pending.createdAt })]);
    const [known] = await deployments('acme/slow');
    // Nobody said when it ended, so it ended when the server heard of it: two hours after it began.
    expect(Date.parse(known?.finishedAt ?? '') - Date.parse(pending.createdAt)).toBeGreaterThanOrEqual(2 * HOUR);
  });

  it('keeps what a later message leaves out, and takes back what it says is null', async () => {
    const told = (fields: object) => manager.push('deployments', { ...fields, ...bare });
    const bare = { repository: 'acme/kept', id: '7', environment: 'production', status: 'failed', createdAt: ago(3) };
    await told({ sha: 'B'.repeat(40), service: 'api' });
    expect((await told({})).body.result).toBe('unchanged');
    expect((await told({ rollout: 'checkout-v2' })).body.result).toBe('updated');
    expect((await told({ rollout: 'checkout-v2' })).body.result).toBe('unchanged');
    await told({ sha: null });
    await shows('acme/kept', [expect.objectContaining({ sha: null, service: 'api', status: 'FAILED' })]);
  });

  it('takes ids as of their repository, and a name as it is known here, however it is spelt', async () => {
    await manager.push('deployments', deployment({ repository: 'acme/one' }));
    expect((await manager.push('deployments', deployment({ repository: 'acme/two' }))).body.result).toBe('created');
    expect((await manager.push('deployments', deployment({ repository: 'Acme/ONE' }))).body.result).toBe('unchanged');
  });

  it('refuses three bad ones of 500 without the others, a line for each', async () => {
    const items = Array.from({ length: 500 }, (_, index) =>
      deployment({ repository: 'acme/many', id: `many-${index}`, createdAt: ago(600 - index), finishedAt: undefined }),
    );
    items[10] = { ...items[10], colour: 'blue' } as never;
    items[20] = { ...items[20], createdAt: 'yesterday' } as never;
    items[30] = { ...items[30], finishedAt: ago(700) } as never;
    const { status, body } = await manager.pushPacked('deployments', items);
    expect(status).toBe(207);
    expect(body.results?.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    const refused = body.results?.filter(({ error }) => error !== undefined);
    expect(refused?.map(({ id, error }) => [id, error?.code, error?.field])).toEqual([
      ['many-10', 'BAD_USER_INPUT', 'colour'],
      ['many-20', 'BAD_USER_INPUT', 'createdAt'],
      ['many-30', 'BAD_USER_INPUT', 'finishedAt'],
    ]);
    expect(body.results?.filter(({ result }) => result === 'created')).toHaveLength(497);
    const again = await manager.push('deployments', items.slice(0, 10));
    expect([again.status, new Set(again.body.results?.map(({ result }) => result))]).toEqual([
      200,
      new Set(['unchanged']),
    ]);
    const asked = `{ deployments(filter: { repositories: ["acme/many"] }) { totalCount } }`;
    await vi.waitFor(async () => expect(await workspace.ask(asked)).toEqual({ deployments: { totalCount: 497 } }), {
      timeout: 30_000,
    });
  });

  it('says of each wrong item what is wrong with it', async () => {
    const wrong: [fields: object, field: string, says: string][] = [
      [{ id: undefined }, 'id', '"id" is missing'],
      [{ status: 'done' }, 'status', 'pending, succeeded, failed, not "done"'],
      [{ sha: 'main' }, 'sha', '"main"'],
      [{ url: 'javascript:alert(1)' }, 'url', 'https://'],
      [{ repository: 'acme/' }, 'repository', 'owner/name'],
      [{ createdAt: '2026-11-01T10:00:00' }, 'createdAt', 'offset'],
      [{ createdAt: '2031-01-01T00:00:00Z', finishedAt: undefined }, 'createdAt', 'ahead'],
      [{ createdAt: '1970-01-20T00:00:00Z', finishedAt: undefined }, 'createdAt', '2000'],
      [{ status: 'pending' }, 'finishedAt', 'pending'],
      [{ sourceShas: ['a'.repeat(40), 'x'] }, 'sourceShas.1', '"x"'],
      [{ environment: 'prod\u0000' }, 'environment', 'NUL'],
    ];
    for (const [fields, field, says] of wrong) {
      const { status, body } = await manager.push('deployments', deployment({ id: 'wrong', ...fields }));
      expect([status, body.error?.code, body.error?.field]).toEqual([400, 'BAD_USER_INPUT', field]);
      expect(body.error?.message).toContain(says);
    }
    const none = await manager.push('deployments', 'hello');
    expect([none.status, none.body.error?.message]).toEqual([400, expect.stringContaining('an object')]);
  });

  it('refuses bodies that are none of its own', async () => {
    const cases: [told: ReturnType<typeof manager.raw>, status: number, code: string][] = [
      [manager.raw('deployments', '{"id": '), 400, 'BAD_USER_INPUT'],
      [manager.raw('deployments', ''), 400, 'BAD_USER_INPUT'],
      [manager.raw('deployments', 'id=1', { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
      [manager.raw('deployments', '{}', { 'content-encoding': 'br' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
      [manager.raw('deployments', '{}', { 'content-encoding': 'gzip' }), 400, 'BAD_USER_INPUT'],
      [manager.raw('deployments', ' '.repeat(5 * 1024 * 1024 + 1)), 413, 'TOO_LARGE'],
      [
        manager.raw('deployments', gzipSync(Buffer.alloc(64 * 1024 * 1024, 32)), { 'content-encoding': 'gzip' }),
        413,
        'TOO_LARGE',
      ],
      [
        manager.push(
          'deployments',
          Array.from({ length: 501 }, () => deployment()),
        ),
        413,
        'TOO_LARGE',
      ],
    ];
    for (const [told, status, code] of cases) {
      const answer = await told;
      expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    }
  });

  it('opens to a token that may push this, and to no other', async () => {
    const narrow = await Pusher.with(workspace, { scopes: ['deployments:write'] });
    const viewer = await Pusher.with(workspace, { role: 'VIEWER' });
    expect((await narrow.push('deployments', deployment())).body.id).toBe('run-1');
    const incident = { id: 'i', title: 'x', startedAt: ago(1) };
    const refused = await narrow.push('incidents', incident);
    expect([refused.status, refused.body.error?.code]).toEqual([403, 'FORBIDDEN']);
    expect(refused.body.error?.message).toContain('incidents:write');
    expect((await viewer.push('deployments', deployment())).status).toBe(403);
    const reading = await workspace.send('{ sources { id } }', {}, narrow.token);
    expect([reading.status, reading.errors[0]?.extensions.code]).toEqual([403, 'FORBIDDEN']);
    expect((await new Pusher(workspace, 'weir_nonsense').push('deployments', deployment())).status).toBe(401);
    const url = `${workspace.server.url}/api/v1/deployments`;
    expect((await tell(url, JSON.stringify(deployment()))).status).toBe(401);
    // Who may not send is told so, whatever was sent.
    expect((await tell(url, ' '.repeat(6 * 1024 * 1024), { 'content-type': 'text/plain' })).status).toBe(401);
    const { apiTokens } = await workspace.ask<{ apiTokens: { id: string; scopes: string[] }[] }>(
      '{ apiTokens { id scopes } }',
    );
    const made = apiTokens.find(({ scopes }) => scopes.includes('deployments:write'));
    await workspace.ask('mutation ($id: ID!) { revokeApiToken(id: $id) }', { id: made?.id });
    expect((await narrow.push('deployments', deployment())).status).toBe(401);
  });

  it('has its tokens made on the command line too, for scopes that there are', async () => {
    const create = (...args: string[]) => workspace.run(['token', 'create', '--name', 'x', ...args]);
    const made = await create('--scope', 'deployments:write', '--scope', 'incidents:write');
    const pusher = new Pusher(workspace, made.stdout.trim());
    expect((await pusher.push('deployments', [])).status).toBe(200);
    expect((await pusher.push('incidents', [])).status).toBe(200);
    const wrong = await create('--scope', 'everything');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('"everything" is no scope')]);
    expect((await create()).code).toBe(2);
  });

  it('takes incidents, of a repository or of a service', async () => {
    const incident = { id: 'INC-1', title: 'Checkout is down', startedAt: ago(5), repository: 'acme/shop' };
    expect((await manager.push('incidents', incident)).body).toEqual({ id: 'INC-1', result: 'created' });
    const resolved = { ...incident, resolvedAt: ago(4), severity: 'major' };
    expect((await manager.push('incidents', resolved)).body.result).toBe('updated');
    expect((await manager.push('incidents', incident)).body.result).toBe('unchanged');
    expect((await manager.push('incidents', { ...incident, resolvedAt: ago(6) })).body.error?.field).toBe('resolvedAt');
    expect((await manager.push('incidents', { ...incident, resolvedAt: null })).body.result).toBe('updated');
    const query = '{ incidents { edges { node { externalId title severity startedAt resolvedAt } } } }';
    await vi.waitFor(
      async () =>
        expect(await workspace.ask(query)).toEqual({
          incidents: {
            edges: [
              {
                node: {
                  ...{ externalId: 'INC-1', title: 'Checkout is down', severity: 'major' },
                  ...{ startedAt: incident.startedAt, resolvedAt: null },
                },
              },
            ],
          },
        }),
      { timeout: 20_000 },
    );
  });

  it('knows nothing of the time before the first push, and everything since', async () => {
    await manager.push('deployments', [
      deployment({ repository: 'acme/known', id: 'a', createdAt: ago(24 * 20), finishedAt: ago(24 * 20) }),
      deployment({ repository: 'acme/known', id: 'b', createdAt: ago(24 * 10), finishedAt: ago(24 * 10) }),
    ]);
    const query = `query ($from: DateTime!, $to: DateTime!) { metric(query: { metric: DEPLOYMENT_FREQUENCY,
      range: { from: $from, to: $to }, filter: { repositories: ["acme/known"] } }) {
      overall { value sampleSize emptyReason } asOf } }`;
    type Frequency = { metric: { overall: { sampleSize: number; emptyReason: string | null }; asOf: string | null } };
    const ask = (from: string, to: string) => workspace.ask<Frequency>(query, { from, to });
    await vi.waitFor(
      async () => {
        const { metric } = await ask(ago(24 * 30), ago(0));
        expect(metric.overall.sampleSize).toBe(2);
        // Pushes are complete up to the present, though the last one is ten days old.
        expect(Date.now() - Date.parse(metric.asOf ?? '')).toBeLessThan(5 * 60_000);
      },
      { timeout: 20_000 },
    );
    const before = await ask(ago(24 * 60), ago(24 * 30));
    expect(before.metric.overall.emptyReason).toBe('NOT_COVERED');
  });

  it('is described by a valid OpenAPI document made of its own schemas', async () => {
    const document = (await (await fetch(`${workspace.server.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: object;
      components: {
        schemas: { Deployment: { properties: object; required: string[]; additionalProperties: boolean } };
      };
    };
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(Object.keys(document.paths)).toEqual(['/api/v1/deployments', '/api/v1/incidents']);
    const { Deployment } = document.components.schemas;
    expect(Deployment.required).toEqual(['id', 'repository', 'environment', 'status', 'createdAt']);
    expect(Object.keys(Deployment.properties)).toContain('sourceShas');
    expect(Deployment.additionalProperties).toBe(false);
  });

  it('does what each documented curl line says', async () => {
    const text = readFileSync('docs/push.md', 'utf8');
    const lines = [...text.matchAll(/```sh\n(curl [\s\S]*?)```/g)].map(([, line]) => line ?? '');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) {
      const env = { ...process.env, WEIR_URL: workspace.server.url, WEIR_TOKEN: manager.token };
      const { stdout } = await run('sh', ['-c', line], { env });
      expect(stdout, line).toMatch(/"result":"(created|updated|unchanged)"|"openapi":"3\.1\.0"/);
    }
  });

  it('is told by the step for GitHub Actions, from pending to the end', async () => {
    const action = readFileSync('.github/actions/report-deployment/action.yml', 'utf8');
    const script = (action.split('      run: |\n')[1] ?? '').replaceAll(/^ {8}/gm, '');
    const output = join(workspace.folder, 'output');
    const step = async (env: Record<string, string>) => {
      const inputs = {
        DEPLOYMENT_ID: '',
        SERVICE: '',
        CREATED_AT: '',
        REF: 'main',
        SHA: 'c'.repeat(40),
        RUN: 'run-9-1',
      };
      const fixed = { REPOSITORY: 'acme/acted', ENVIRONMENT: 'production', RUN_URL: 'https://github.com/acme/acted' };
      const server = { WEIR_URL: `${workspace.server.url}/`, WEIR_TOKEN: manager.token, GITHUB_OUTPUT: output };
      await run('bash', ['-c', script], { env: { ...process.env, ...inputs, ...fixed, ...server, ...env } });
      return Object.fromEntries(
        [...readFileSync(output, 'utf8').matchAll(/^([\w-]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
      ) as Record<string, string>;
    };
    const service = 'a "quoted" \\ one';
    const first = await step({ STATUS: 'pending', SERVICE: service });
    expect(first.id).toBe(`run-9-1-${service}-production`);
    await step({ STATUS: 'succeeded', SERVICE: service, CREATED_AT: first['created-at'] ?? '' });
    await shows('acme/acted', [
      expect.objectContaining({ externalId: first.id, status: 'SUCCEEDED', service, sha: 'c'.repeat(40) }),
    ]);
    await expect(step({ STATUS: 'succeeded', WEIR_TOKEN: 'weir_wrong' })).rejects.toThrow(/UNAUTHENTICATED|exit|401/);
  });

  it('slows down who asks too often', async () => {
    const eager = await Pusher.with(workspace, { scopes: ['incidents:write'] });
    let last = await eager.push('incidents', []);
    for (let count = 0; count < 320 && last.status !== 429; count += 1) last = await eager.push('incidents', []);
    expect([last.status, last.body.error?.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await manager.push('incidents', [])).status).toBe(200);
  });

  it('has kept what it acknowledged when it is killed right after', async () => {
    const pushed = await manager.push('deployments', deployment({ repository: 'acme/killed', id: 'last' }));
    workspace.server.process.kill('SIGKILL');
    expect(pushed.body.result).toBe('created');
    await workspace.server.process.ended;
    await workspace.restart();
    await shows('acme/killed', [expect.objectContaining({ externalId: 'last' })]);
  });
});
