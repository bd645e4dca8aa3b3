import { startGitHub, type StandInGitHub, World } from '@weir/testing';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateLimited, SourceError } from '../../source.js';
import { parseGitHubSettings } from '../github-settings.js';
import type { GitHubClient } from './github-client.js';
import { GitHubError } from './github-error.js';
import { openGitHubClient } from './open-github-client.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const TOKEN = 'ghp_full0123456789';
const PATIENCE = { retryBaseMs: 1, timeoutMs: 10_000 };
const PULLS = '/repos/{owner}/{repo}/pulls';
const SHOP = { owner: 'acme', repo: 'shop' };
const HEAD = 'query Head { repository(owner: "acme", name: "shop") { id pullRequests(first: 50) { totalCount } } }';

let now: number;
let github: StandInGitHub;
let stop: AbortController;

beforeEach(async () => {
  now = NOW;
  const world = new World({ now: () => now });
  world.access.token(TOKEN);
  const shop = world.repository('acme/shop');
  for (const title of ['One', 'Two', 'Three']) shop.pullRequest({ title, by: 'ann', at: '2026-11-02T09:00:00Z' });
  github = await startGitHub(world);
  stop = new AbortController();
});
afterEach(() => github.stop());

interface Opening {
  apiUrl?: string;
  timeoutMs?: number;
}

function open(secret: object = { token: TOKEN }, opening: Opening = {}): Promise<GitHubClient> {
  const { apiUrl = github.apiUrl, timeoutMs = PATIENCE.timeoutMs } = opening;
  const surroundings = { githubToken: null, githubApiUrl: null };
  const { settings, secrets } = parseGitHubSettings(
    { owner: 'acme', apiUrl, ...secret },
    { surroundings, secrets: null },
  );
  return openGitHubClient(
    settings,
    { surroundings, secrets, patience: { ...PATIENCE, timeoutMs } },
    stop.signal,
    () => now,
  );
}

/** What is thrown, after making sure that no secret is in it, however deep it hides. */
async function failureOf(promise: Promise<unknown>): Promise<SourceError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceError)) throw new Error(`Threw ${String(error)}`);
  const everything = JSON.stringify([error.message, error.stack, { ...error }, String(error.cause)]);
  expect(everything).not.toMatch(/ghp_|ghs_|PRIVATE|Unicorn/);
  return error;
}

async function faultOf(promise: Promise<unknown>): Promise<GitHubError> {
  const error = await failureOf(promise);
  if (!(error instanceof GitHubError)) throw new Error(`Threw ${error.name}: ${error.message}`);
  return error;
}

describe('limits', () => {
  it.each([
    [{ primaryLimit: { resetInSeconds: 900 } }, 901_000],
    [{ primaryLimit: { resetInSeconds: 900, status: 429 } }, 901_000],
    [{ secondaryLimit: { retryAfterSeconds: 120 } }, 120_000],
    [{ secondaryLimit: { status: 429 } }, 60_000],
    [{ status: 429 }, 60_000],
  ] as const)('are told with their end, and nobody asks until then: %o', async (trouble, waitMs) => {
    const client = await open();
    const other = await open();
    github.faults.next({ ...trouble, kind: 'REST' });
    const error = await failureOf(client.rest(PULLS, SHOP));
    expect(error).toBeInstanceOf(RateLimited);
    expect((error as RateLimited).until).toBe(NOW + waitMs);
    const sent = github.requests.total;
    expect(await failureOf(other.rest(PULLS, SHOP))).toMatchObject({ code: 'RATE_LIMITED', until: NOW + waitMs });
    expect(github.requests.total).toBe(sent);
    now = NOW + waitMs;
    expect(await other.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
  });

  it('are said in a sentence', async () => {
    const client = await open();
    github.faults.next({ kind: 'REST', primaryLimit: { resetInSeconds: 900 } });
    const used = await failureOf(client.rest(PULLS, SHOP));
    expect(used.message).toContain('The 5,000 requests an hour that 127.0.0.1');
    expect(used.message).toContain(
      'gives this token are used up until 12:15 UTC on 2026-11-25. Weir goes on then by itself.',
    );
    now += 901_000;
    github.faults.next({ kind: 'REST', secondaryLimit: { retryAfterSeconds: 60 } });
    const fast = await failureOf(client.rest(PULLS, SHOP));
    expect(fast.message).toContain(
      'asks for a pause until 12:16 UTC on 2026-11-25, because much was asked in a short time.',
    );
    const anonymous = await open({});
    github.limits.set('core', 60);
    github.faults.next({ kind: 'REST', primaryLimit: { resetInSeconds: 60 } });
    const none = await failureOf(anonymous.rest(PULLS, SHOP));
    expect(none.message).toContain('answers 60 requests an hour, and they are used up until');
    expect(none.message).toContain('with a token, given in Settings → Sources, at once.');
  });

  it('of GraphQL leave REST alone, and a secondary limit leaves nothing', async () => {
    const client = await open();
    github.faults.next({ operation: 'Head', primaryLimit: { resetInSeconds: 900 } });
    expect(await failureOf(client.graphql(HEAD, {}))).toMatchObject({ code: 'RATE_LIMITED', until: NOW + 901_000 });
    expect(await client.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
    now += 901_000;
    github.faults.next({ operation: 'Head', secondaryLimit: { retryAfterSeconds: 60 } });
    expect(await failureOf(client.graphql(HEAD, {}))).toMatchObject({ code: 'RATE_LIMITED', until: now + 60_000 });
    expect(await failureOf(client.rest(PULLS, SHOP))).toMatchObject({ code: 'RATE_LIMITED', until: now + 60_000 });
  });

  it('stop us before the last requests are gone, which others may need', async () => {
    const client = await open();
    const token = github.world.access.tokens.get(TOKEN) ?? null;
    github.limits.spend({ token, app: null }, 'core', 5000 - 52);
    for (let left = 52; left > 50; left -= 1) await client.rest(PULLS, SHOP);
    expect(await failureOf(client.rest(PULLS, SHOP))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(github.requests.count({ status: 403 })).toBe(0);
  });

  it('of some seconds are waited for', async () => {
    const client = await open();
    github.faults.next({ kind: 'REST', secondaryLimit: { retryAfterSeconds: 1 } });
    expect(await client.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
    expect(client.requests).toBe(3);
  });

  it('belong to a token: another goes on', async () => {
    github.world.access.token('ghp_other', { login: 'ben' });
    const [client, other] = [await open(), await open({ token: 'ghp_other' })];
    github.faults.next({ kind: 'REST', secondaryLimit: { retryAfterSeconds: 60 } });
    await failureOf(client.rest(PULLS, SHOP));
    expect(await other.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
  });
});

describe('refusals', () => {
  it('of a revoked token say how to mend it', async () => {
    const client = await open();
    github.world.access.revoke(TOKEN);
    for (const ask of [() => client.rest(PULLS, SHOP), () => client.graphql(HEAD, {}), () => open()]) {
      const error = await faultOf(ask());
      expect([error.fault, error.code]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
      expect(error.message).toMatch(
        /^GitHub refuses the token of this source \(127.*\): it was revoked or has expired. Make a new one at http.*\/settings\/tokens and give it in Settings → Sources.$/,
      );
    }
    expect(github.requests.count({ status: 401 })).toBe(3);
  });

  it('of the token of the environment name its variable', async () => {
    const surroundings = { githubToken: 'ghp_old', githubApiUrl: github.apiUrl };
    const { settings } = parseGitHubSettings({ owner: 'acme' }, { surroundings, secrets: null });
    const opening = openGitHubClient(settings, { surroundings, secrets: null }, stop.signal, () => now);
    expect((await faultOf(opening)).message).toContain('set GITHUB_TOKEN to it, and start Weir again.');
  });

  it('for single sign-on say where to authorise the token', async () => {
    github.world.access.token('ghp_sso', { withoutSingleSignOn: ['acme'] });
    const client = await open({ token: 'ghp_sso' });
    const url = 'https://github.com/orgs/acme/sso?authorization_request=AZSCKL4B';
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect(error).toMatchObject({ fault: 'SSO', code: 'FORBIDDEN', ssoUrl: url });
    expect(error.message).toBe(
      `The organisation protects pull requests of acme/shop by single sign-on, and the token is not authorised for it. Authorise it at ${url}, then sync again.`,
    );
    const { data, refusals } = await client.graphql(HEAD, {});
    expect(data).toEqual({ repository: null });
    expect(refusals).toMatchObject([{ path: ['repository'], type: 'FORBIDDEN', fault: 'SSO', ssoUrl: url }]);
  });

  it('name the permission that is missing', async () => {
    github.world.access.tokenWithout('github_pat_1', 'pull_requests');
    const client = await open({ token: 'github_pat_1' });
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect([error.fault, error.code]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(error.message).toContain(
      'The token may not read pull requests of acme/shop: it lacks the permission “Pull requests: read”. Add it in http',
    );
    const { data, refusals } = await client.graphql<{ repository: unknown }>(HEAD, {});
    expect(data).toEqual({ repository: null });
    expect(refusals).toMatchObject([{ fault: 'FORBIDDEN', path: ['repository', 'pullRequests'] }]);
    expect(refusals[0]?.message).toContain(
      'may not read pull requests and reviews: it lacks the permission “Pull requests: read”',
    );
  });

  it('name it by the route where GitHub does not', async () => {
    const client = await open();
    github.faults.next({ kind: 'REST', status: 403, message: 'Resource not accessible by personal access token' });
    const error = await faultOf(client.rest('/repos/{owner}/{repo}/actions/runs', SHOP));
    expect(error.message).toContain('may not read workflow runs of acme/shop: it lacks the permission “Actions: read”');
  });

  it("of an organisation's own rules are told in GitHub's words, not as a permission", async () => {
    const client = await open();
    const message =
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.';
    github.faults.next({ kind: 'REST', status: 403, message });
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect(error.fault).toBe('FORBIDDEN');
    expect(error.message).toContain('refuses pull requests of acme/shop and says: “Although you appear to have');
    expect(error.message).not.toContain('permission “');
  });

  it.each([
    ['VANISHED', 'NOT_FOUND', 'finds no pull requests of acme/shop: deleted, misspelt, or not shown to this token'],
    ['DMCA', 'BLOCKED', 'blocks pull requests of acme/shop for legal reasons. What was read before is kept'],
    ['TERMS', 'BLOCKED', 'blocks pull requests of acme/shop for breaking its terms. What was read before is kept'],
  ] as const)('of a repository that is %s', async (closed, fault, words) => {
    const client = await open();
    const shop = github.world.findRepository('acme/shop');
    if (shop) shop.closed = closed;
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect(error.message).toContain(words);
    expect(error.fault).toBe(fault);
    const { refusals } = await client.graphql(HEAD, {});
    expect(refusals).toMatchObject([{ fault, path: ['repository'] }]);
  });

  it('of what was switched off, and of an empty repository', async () => {
    const client = await open();
    github.faults.next({ kind: 'REST', status: 410 });
    const gone = await faultOf(client.rest('/repos/{owner}/{repo}/issues', SHOP));
    expect([gone.fault, gone.code]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(gone.message).toContain(
      'says that there are no issues of acme/shop any more: they were deleted, or switched off.',
    );
    github.faults.next({ kind: 'REST', status: 409 });
    const empty = await faultOf(client.rest('/repos/{owner}/{repo}/commits', SHOP));
    expect(empty.message).toBe('There are no commits of acme/shop yet: the repository is empty.');
  });

  it('of a question that the host does not understand', async () => {
    const client = await open();
    const error = await faultOf(client.graphql('query { nonsense }', {}));
    expect(error.fault).toBe('MALFORMED');
    expect(error.message).toContain('nonsense');
  });

  it('without a token ask for one', async () => {
    const client = await open({});
    expect((await faultOf(client.graphql(HEAD, {}))).message).toContain('answers nothing without a token.');
    const hidden = await faultOf(client.rest(PULLS, { owner: 'acme', repo: 'vault' }));
    expect(hidden.message).toContain('or not public: then give a token in Settings → Sources.');
  });
});

describe('a GitHub App', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  // Apps sign with the time of the process.
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
  afterEach(() => vi.useRealTimers());

  const install = (owner = 'acme') => {
    const app = github.world.access.app({ publicKey });
    const installation = github.world.access.install(app, owner);
    return { app: { appId: app.id, privateKey }, installation };
  };

  it('finds its installation for the owner, and reads with its token', async () => {
    const { app } = install();
    const client = await open({ app });
    expect(client.reach).toBe('GRAPHQL');
    expect(await client.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
  });

  it('takes an installation by its number, and gets a new token when the old one has expired', async () => {
    const { app, installation } = install();
    const client = await open({ app: { ...app, installationId: installation.id } });
    const tokens = () => github.requests.count({ route: '/app/installations/{installation_id}/access_tokens' });
    expect(tokens()).toBe(1);
    now += 3_600_001;
    vi.setSystemTime(now - 10_000);
    expect(await client.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
    expect(tokens()).toBe(2);
  });

  it('says when it is not installed, was taken out, suspended, or has another key', async () => {
    const { app, installation } = install('other');
    expect((await faultOf(open({ app }))).message).toContain('The GitHub App is not installed for acme on 127.0.0.1');
    const gone = await faultOf(open({ app: { ...app, installationId: 999_999 } }));
    expect(gone.message).toContain('knows no such installation of the GitHub App: it was taken out.');
    installation.isSuspended = true;
    const suspended = await faultOf(open({ app: { ...app, installationId: installation.id } }));
    expect(suspended.message).toContain('The installation of the GitHub App is suspended on 127.0.0.1');
    const { privateKey: another } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const refused = await faultOf(open({ app: { ...app, privateKey: another } }));
    expect(refused.message).toContain(`refuses the GitHub App ${app.appId}: its private key was deleted`);
    expect([refused.fault, suspended.fault]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });
});
