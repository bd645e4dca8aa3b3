import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from '../index.js';
import type { FaultOptions } from './faults.js';

let github: StandInGitHub;

const headers = { authorization: 'bearer full', 'content-type': 'application/json' };
const rest = (path = '/repos/acme/shop') => fetch(`${github.url}${path}`, { headers, redirect: 'manual' });
const QUERY = `query Heads { shop: repository(owner: "acme", name: "shop") { name pullRequests(first: 50) { totalCount } } site: repository(owner: "acme", name: "site") { name } }`;
const graphql = () =>
  fetch(`${github.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) });

beforeAll(async () => {
  const world = new World({ now: () => Date.UTC(2026, 10, 25) });
  world.access.token('full');
  world.repository('acme/shop');
  world.repository('acme/site');
  github = await startGitHub(world);
});
afterAll(() => github.stop());
beforeEach(() => {
  github.faults.clear();
  github.requests.reset();
});

describe('faults', () => {
  it.each([500, 502, 503, 504, 403, 404, 410, 451])('answers %i as often as told, then as ever', async (status) => {
    github.faults.next({ status, times: 2 });
    const seen = [await rest(), await graphql(), await rest()].map((response) => response.status);
    expect(seen).toEqual([status, status, 200]);
    expect(github.requests.count({ status })).toBe(2);
  });

  it('strikes only the route, the operation or the repository it is for, after as many as told', async () => {
    github.faults.next({ status: 500, route: '/repos/{owner}/{repo}/pulls' });
    github.faults.next({ status: 500, repository: 'acme/site', kind: 'REST', after: 1 });
    expect((await rest()).status).toBe(200);
    expect((await rest('/repos/acme/site')).status).toBe(200);
    expect((await rest('/repos/acme/site')).status).toBe(500);
    expect((await rest('/repos/acme/shop/pulls')).status).toBe(500);
    github.faults.next({ status: 500, operation: 'Others' });
    expect((await graphql()).status).toBe(200);
    expect(github.faults.left).toBe(1);
    github.faults.clear();
    expect(github.faults.left).toBe(0);
  });

  it.each(['INTERNAL', 'RESOURCE_LIMITS_EXCEEDED', 'TIMEOUT'] as const)(
    'answers 200 with %s in GraphQL',
    async (graphqlError) => {
      github.faults.next({ graphqlError });
      const { data, errors } = (await (await graphql()).json()) as {
        data: null;
        errors: { type?: string; message: string }[];
      };
      expect(data).toBeNull();
      expect(errors[0]?.type).toBe(graphqlError === 'TIMEOUT' ? undefined : graphqlError);
      github.faults.next({ graphqlError, repository: 'acme/shop' });
      const partly = (await (await graphql()).json()) as { data: object; errors: { path: string[] }[] };
      expect(partly.data).toEqual({ shop: null, site: { name: 'site' } });
      expect(partly.errors).toMatchObject([{ path: ['shop'] }]);
    },
  );

  it('answers 502 only to what is too heavy', async () => {
    github.faults.always({ heavierThan: 49 });
    expect((await graphql()).status).toBe(502);
    github.faults.clear();
    github.faults.always({ heavierThan: 50 });
    expect((await graphql()).status).toBe(200);
  });

  it.each([{ reset: 'BEFORE' }, { reset: 'MIDDLE' }] as const)('breaks the connection: %o', async (fault) => {
    for (const send of [rest, graphql]) {
      github.faults.next(fault);
      await expect(send().then((response) => response.text())).rejects.toThrow();
      expect((await send()).status).toBe(200);
    }
  });

  it.each([{ garbage: 'JSON' }, { garbage: 'HTML' }] as const)(
    'answers 200 with something else than JSON: %o',
    async (fault) => {
      github.faults.next(fault);
      const response = await rest();
      expect(response.status).toBe(200);
      await expect(response.json()).rejects.toThrow(SyntaxError);
    },
  );

  it('answers limits as GitHub does', async () => {
    const faults: [FaultOptions, number, Record<string, string>][] = [
      [
        { primaryLimit: { resetInSeconds: 90 } },
        403,
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.UTC(2026, 10, 25) / 1000 + 90) },
      ],
      [{ primaryLimit: { resetInSeconds: 90, status: 429 } }, 429, { 'x-ratelimit-remaining': '0' }],
      [{ secondaryLimit: { retryAfterSeconds: 7 } }, 403, { 'retry-after': '7' }],
      [{ secondaryLimit: { status: 429 } }, 429, {}],
    ];
    for (const [fault, status, expected] of faults) {
      github.faults.next(fault);
      const response = await rest();
      expect(response.status).toBe(status);
      expect(Object.fromEntries(response.headers)).toMatchObject(expected);
    }
    github.faults.next({ primaryLimit: { resetInSeconds: 90 } });
    const response = await graphql();
    expect([response.status, response.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
    expect(await response.json()).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
  });

  it('delays, redirects, and lets things happen meanwhile', async () => {
    github.faults.next({ delayMs: 30_000 });
    const impatient = fetch(`${github.url}/repos/acme/shop`, { headers, signal: AbortSignal.timeout(50) });
    await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' });
    github.faults.next({ redirectTo: `${github.url}/repos/acme/site` });
    const moved = await rest();
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `${github.url}/repos/acme/site`]);
    github.faults.next({ meanwhile: (world) => world.repository('acme/shop').pullRequest() });
    expect(await (await graphql()).json()).toMatchObject({ data: { shop: { pullRequests: { totalCount: 1 } } } });
    expect(github.requests.all.map(({ fault }) => fault)).toEqual([
      'delayMs 30000',
      expect.stringContaining('redirectTo'),
      'meanwhile',
    ]);
  });
});
