import { startGitHub, type StandInGitHub, World } from '@weir/testing';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspectGitHub } from './inspect-github.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const TOKEN = 'ghp_full0123456789';
let github: StandInGitHub;

beforeEach(async () => {
  const world = new World({ now: () => NOW });
  world.access.token(TOKEN, { login: 'octocat' });
  const shop = world.repository('acme/shop', { description: 'Sells things', createdAt: '2026-01-01T00:00:00Z' });
  for (const title of ['One', 'Two']) shop.pullRequest({ title, by: 'ann', at: '2026-11-02T09:00:00Z' });
  shop.push({ message: 'Newer', at: '2026-11-20T00:00:00Z' });
  world.repository('acme/vault', { private: true, createdAt: '2026-02-01T00:00:00Z' });
  world.repository('acme/old', { archived: true, fork: true, createdAt: '2020-02-01T00:00:00Z' });
  github = await startGitHub(world);
});
afterEach(() => github.stop());

async function inspect(input: object, surroundings: { githubToken?: string } = {}) {
  const found = await inspectGitHub(
    { owner: 'acme', ...input },
    {
      surroundings: { githubToken: null, ...surroundings, githubApiUrl: github.apiUrl },
      secrets: null,
      patience: { retryBaseMs: 1 },
    },
    new AbortController().signal,
    () => NOW,
  );
  expect(JSON.stringify(found)).not.toMatch(/ghp_|github_pat|ghs_|PRIVATE/);
  return found;
}

const names = ({ repositories }: { repositories: { name: string }[] }) => repositories.map(({ name }) => name);

describe('inspectGitHub', () => {
  it('shows an organisation with its repositories, newest push first, and what may still be asked', async () => {
    const found = await inspect({ owner: 'ACME', token: TOKEN });
    expect(found).toMatchObject({
      ...{ owner: 'acme', kind: 'ORGANIZATION', access: 'TOKEN', account: 'octocat', reach: 'GRAPHQL' },
      ...{ missing: [], problem: null, named: null },
    });
    expect(found.repositories).toEqual([
      {
        ...{ name: 'shop', description: 'Sells things', isPrivate: false, isArchived: false, isFork: false },
        ...{ pushedAt: Date.UTC(2026, 10, 20), pullRequests: 2 },
      },
      expect.objectContaining({ name: 'vault', isPrivate: true, pullRequests: 0 }),
      expect.objectContaining({ name: 'old', isArchived: true, isFork: true }),
    ]);
    expect(found.rateLimit).toMatchObject({ limit: 5000, resetsAt: NOW + 3_600_000 });
    expect(found.rateLimit?.remaining).toBeGreaterThan(4900);
  });

  it('lists hundreds of repositories a hundred a request', async () => {
    for (let index = 0; index < 250; index += 1) github.world.repository(`acme/part-${index}`);
    const found = await inspect({ token: TOKEN });
    expect(found.repositories).toHaveLength(253);
    expect(github.requests.count({ operation: 'InspectOwner' })).toBe(3);
    expect(github.requests.total).toBeLessThan(9);
  });

  it('uses the token of the environment, and remembers what was named', async () => {
    const found = await inspect({ owner: 'acme/shop' }, { githubToken: TOKEN });
    expect(found).toMatchObject({ access: 'ENVIRONMENT', account: 'octocat', owner: 'acme', named: ['shop'] });
  });

  it('names every permission that a fine-grained token lacks, with what will be missing', async () => {
    github.world.access.tokenWithout('github_pat_1', 'actions', 'deployments', 'members');
    const { missing, problem } = await inspect({ token: 'github_pat_1' });
    expect(missing.map(({ permission }) => permission)).toEqual([
      'Deployments: read',
      'Actions: read',
      'Members: read (organization)',
    ]);
    expect(missing.map(({ effect }) => effect)).toEqual([
      expect.stringContaining('No GitHub deployments'),
      expect.stringContaining('No workflow runs'),
      'No teams: figures cannot be filtered or grouped by team.',
    ]);
    expect(problem).toBeNull();
  });

  it('names the scopes that a classic token lacks', async () => {
    github.world.access.token('ghp_public', { login: 'ann', scopes: ['public_repo'] });
    const { missing } = await inspect({ token: 'ghp_public' });
    expect(missing.map(({ permission }) => permission)).toEqual(['repo', 'read:org']);
    expect(missing[0]?.effect).toContain('No private repositories');
  });

  it('sees with an App what its permissions allow', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    try {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      });
      const app = github.world.access.app({
        publicKey,
        name: 'Weir of Acme',
        permissions: ['metadata', 'contents', 'pull_requests', 'deployments', 'members', 'issues'],
      });
      github.world.access.install(app, 'acme');
      const found = await inspect({ app: { appId: app.id, privateKey } });
      expect(found).toMatchObject({ access: 'APP', account: 'Weir of Acme', reach: 'GRAPHQL', problem: null });
      expect(found.missing.map(({ permission }) => permission)).toEqual(['Actions: read']);
      expect(names(found)).toContain('vault');
    } finally {
      vi.useRealTimers();
    }
  });

  it('understands the token of an installation, such as GitHub Actions gives', async () => {
    github.world.access.token('ghs_actions', {
      kind: 'INSTALLATION',
      login: 'actions[bot]',
      reaches: ['acme'],
      permissions: ['metadata', 'contents'],
    });
    github.faults.always({ route: '/user', status: 403, message: 'Resource not accessible by integration' });
    const { missing, problem, repositories } = await inspect({ token: 'ghs_actions' });
    expect(missing.map(({ permission }) => permission)).toContain('Pull requests: read');
    expect(problem).toBeNull();
    expect(repositories.length).toBeGreaterThan(0);
  });

  it('sees the public ones without a token, and says what that means', async () => {
    const found = await inspect({});
    expect(found).toMatchObject({
      access: 'ANONYMOUS',
      account: null,
      reach: 'ANONYMOUS',
      kind: 'ORGANIZATION',
      problem: null,
    });
    expect(names(found)).toEqual(['shop', 'old']);
    expect(found.missing[0]?.effect).toContain('the newest 100 pull requests of each');
    expect(found.rateLimit?.limit).toBe(60);
    expect(github.requests.total).toBeLessThan(5);
  });

  it('sees them by REST where GraphQL is switched off', async () => {
    github.faults.always({ kind: 'GRAPHQL', status: 404 });
    for (let index = 0; index < 150; index += 1) github.world.repository(`acme/part-${index}`);
    const found = await inspect({ token: TOKEN });
    expect(found).toMatchObject({ reach: 'REST', kind: 'ORGANIZATION', missing: [], problem: null });
    expect(found.repositories).toHaveLength(153);
  });

  it('says what a person can mend, and throws nothing', async () => {
    const unknown = await inspect({ owner: 'acmee', token: TOKEN });
    expect(unknown.problem).toContain(
      'knows no user or organisation “acmee”, or this token may not see it. Is it spelt like',
    );
    expect((await inspect({ owner: 'acmee' })).problem).toContain(
      'knows no user or organisation “acmee”. Is it spelt like',
    );
    const refused = await inspect({ token: 'ghp_old' });
    expect(refused).toMatchObject({ reach: null, kind: null, repositories: [] });
    expect(refused.problem).toContain('it was revoked or has expired. Make a new one at');
    expect((await inspect({ owner: 'a b' })).problem).toContain('a b is no owner.');
    expect((await inspect({ token: TOKEN, apiUrl: 'http://example.com' })).problem).toContain(
      'must begin with https://',
    );
    github.world.account('empty');
    expect((await inspect({ owner: 'empty', token: TOKEN })).problem).toContain(
      'empty has no repositories on 127.0.0.1',
    );
  });

  it('says where a token is to be authorised for single sign-on', async () => {
    github.world.access.token('ghp_sso', { withoutSingleSignOn: ['acme'] });
    const { problem } = await inspect({ token: 'ghp_sso' });
    expect(problem).toContain('https://github.com/orgs/acme/sso?authorization_request=');
  });

  it('says until when GitHub answers nothing', async () => {
    github.faults.next({ kind: 'REST', primaryLimit: { resetInSeconds: 600 } });
    const { problem } = await inspect({});
    expect(problem).toContain('are used up until 12:10 UTC on 2026-11-25.');
  });
});
