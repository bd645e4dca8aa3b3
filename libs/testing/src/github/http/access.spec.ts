import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from '../index.js';
import { quietOctokit } from '../quiet-octokit.js';

const SHOP = { owner: 'acme', repo: 'shop' };
const QUERY = `{ repository(owner: "acme", name: "shop") { nameWithOwner object(expression: "main") { oid } deployments(first: 1) { totalCount } } }`;
let github: StandInGitHub;
let now: number;

const client = (auth?: string) => quietOctokit(github.apiUrl, { auth });

beforeEach(async () => {
  now = Date.UTC(2026, 10, 25);
  const world = new World({ now: () => now });
  world.access.token('full');
  world.repository('acme/shop', { private: true });
  world.repository('acme/site');
  github = await startGitHub(world);
});
afterEach(() => github.stop());

describe('access', () => {
  it('lets nobody in who is unknown, revoked or too late', async () => {
    const { access } = github.world;
    const refused = { status: 401, message: expect.stringContaining('Bad credentials') };
    await expect(client('unknown').rest.repos.get(SHOP)).rejects.toMatchObject(refused);
    access.token('brief', { expiresAt: now + 1000 });
    expect((await client('brief').rest.repos.get(SHOP)).status).toBe(200);
    now += 1000;
    await expect(client('brief').rest.repos.get(SHOP)).rejects.toMatchObject(refused);
    access.revoke('full');
    await expect(client('full').rest.repos.get(SHOP)).rejects.toMatchObject(refused);
    await expect(client('full').graphql(QUERY)).rejects.toMatchObject(refused);
  });

  it('shows the unknown asker what is public, sixty times an hour', async () => {
    const site = { owner: 'acme', repo: 'site' };
    const { headers } = await client().rest.repos.get(site);
    expect(headers).toMatchObject({ 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59' });
    await expect(client().rest.repos.get(SHOP)).rejects.toMatchObject({ status: 404 });
    await expect(client().graphql(QUERY)).rejects.toMatchObject({ status: 401 });
    for (let count = 0; count < 58; count += 1) await client().rest.repos.get(site);
    await expect(client().rest.repos.get(site)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('API rate limit exceeded'),
    });
    now += 3_600_000;
    expect((await client().rest.repos.get(site)).status).toBe(200);
  });

  it('names its scopes, and counts the points of GraphQL', async () => {
    const { headers } = await client('full').rest.repos.get(SHOP);
    expect(headers['x-oauth-scopes']).toBe('repo, read:org');
    expect(headers['x-github-request-id']).toMatch(/^[0-9A-F]{16}$/);
    github.limits.set('graphql', 2);
    await client('full').graphql(QUERY);
    await client('full').graphql(QUERY);
    await expect(client('full').graphql(QUERY)).rejects.toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
    expect(github.requests.points).toBe(2);
    github.limits.exhaust('core', 30);
    await expect(client('full').rest.repos.get(SHOP)).rejects.toMatchObject({
      status: 403,
      response: { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 30) } },
    });
    now += 30_000;
    expect((await client('full').rest.repos.get(SHOP)).headers['x-ratelimit-remaining']).toBe('4999');
  });

  it('refuses the part that a fine-grained token lacks, and gives the rest', async () => {
    github.world.access.tokenWithout('fine', 'contents');
    await expect(client('fine').rest.repos.listCommits(SHOP)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by personal access token'),
    });
    expect((await client('fine').rest.pulls.list(SHOP)).data).toEqual([]);
    await expect(client('fine').graphql(QUERY)).rejects.toMatchObject({
      errors: [{ type: 'FORBIDDEN', path: ['repository', 'object'] }],
      data: { repository: { nameWithOwner: 'acme/shop', object: null, deployments: { totalCount: 0 } } },
    });
    github.world.access.token('narrow', { kind: 'FINE_GRAINED', reaches: ['acme/site'] });
    await expect(client('narrow').rest.repos.get(SHOP)).rejects.toMatchObject({ status: 404 });
    expect((await client('narrow').rest.repos.listForOrg({ org: 'acme' })).data.map(({ name }) => name)).toEqual([
      'site',
    ]);
  });

  it('demands single sign-on where the organisation does', async () => {
    github.world.access.token('outside', { withoutSingleSignOn: ['acme'] });
    await expect(client('outside').rest.repos.get(SHOP)).rejects.toMatchObject({
      status: 403,
      response: {
        headers: { 'x-github-sso': expect.stringMatching(/^required; url=https:\/\/github.com\/orgs\/acme\/sso/) },
      },
    });
    await expect(client('outside').graphql(QUERY)).rejects.toMatchObject({
      errors: [{ type: 'FORBIDDEN', path: ['repository'], extensions: { saml_failure: true } }],
    });
    const owned = '{ repositoryOwner(login: "acme") { login repositories(first: 1) { nodes { name } } } }';
    await expect(client('outside').graphql(owned)).rejects.toMatchObject({
      errors: [{ type: 'FORBIDDEN', path: ['repositoryOwner', 'repositories', 'nodes', 0] }],
      data: { repositoryOwner: { login: 'acme', repositories: { nodes: [null] } } },
    });
    const { data, headers } = await client('outside').rest.repos.listForAuthenticatedUser();
    expect([data, headers['x-github-sso']]).toEqual([
      [],
      expect.stringMatching(/^partial-results; organizations=\d+$/),
    ]);
  });

  it.each([
    ['VANISHED', 404, 'NOT_FOUND'],
    ['FORBIDDEN', 403, 'FORBIDDEN'],
    ['DMCA', 451, 'FORBIDDEN'],
    ['TERMS', 403, 'FORBIDDEN'],
  ] as const)('answers of a repository that is %s with %i', async (why, status, type) => {
    github.world.repository('acme/shop').close(why);
    await expect(client('full').rest.repos.get(SHOP)).rejects.toMatchObject({ status });
    await expect(client('full').graphql(QUERY)).rejects.toMatchObject({ errors: [{ type, path: ['repository'] }] });
    expect((await client('full').rest.repos.listForOrg({ org: 'acme' })).data.map(({ name }) => name)).toEqual([
      'site',
    ]);
  });
});
