import { startGitHub, type StandInGitHub, World } from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SourceError } from '../../source.js';
import { parseGitHubSettings } from '../github-settings.js';
import type { GitHubClient } from './github-client.js';
import { GitHubError } from './github-error.js';
import { openGitHubClient } from './open-github-client.js';

const NOW = Date.UTC(2026, 10, 25, 12);

const PATIENCE = { retryBaseMs: 1, timeoutMs: 10_000 };
const PULLS = '/repos/{owner}/{repo}/pulls';
const SHOP = { owner: 'acme', repo: 'shop' };
const HEAD = 'query Head { repository(owner: "acme", name: "shop") { id pullRequests(first: 50) { totalCount } } }';

let github: StandInGitHub;
let stop: AbortController;
/** Each test has a token of its own, and so a budget of its own. */
let token: string;
let tokens = 0;

beforeAll(async () => {
  const world = new World({ now: () => NOW });
  const shop = world.repository('acme/shop');
  for (const title of ['One', 'Two', 'Three']) shop.pullRequest({ title, by: 'ann', at: '2026-11-02T09:00:00Z' });
  github = await startGitHub(world);
});
beforeEach(() => {
  tokens += 1;
  token = `ghp_full0123456789${tokens}`;
  github.world.access.token(token);
  github.faults.clear();
  github.requests.reset();
  stop = new AbortController();
});
afterAll(() => github.stop());

interface Opening {
  apiUrl?: string;
  timeoutMs?: number;
}

function open(secret: object = { token }, opening: Opening = {}): Promise<GitHubClient> {
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
    () => NOW,
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

describe('what GitHub lets us do', () => {
  it('is bulk reading with a token, found out with one request', async () => {
    const client = await open();
    expect([client.reach, client.requests, client.webUrl]).toEqual(['GRAPHQL', 1, github.url]);
    const { data, refusals } = await client.graphql<{ repository: { pullRequests: { totalCount: number } } }>(HEAD, {});
    expect([data.repository.pullRequests.totalCount, refusals]).toEqual([3, []]);
  });

  it('is bulk reading on an Enterprise Server too', async () => {
    const client = await open({ token }, { apiUrl: github.enterpriseApiUrl });
    expect(client.reach).toBe('GRAPHQL');
    expect(github.requests.all[0]?.url).toBe('/api/graphql');
    const answer = await client.rest<unknown[]>(PULLS, SHOP);
    expect(answer).toMatchObject({ isNotModified: false, data: [{}, {}, {}] });
  });

  it('is REST alone where GraphQL is switched off', async () => {
    github.faults.always({ kind: 'GRAPHQL', status: 404 });
    expect((await open()).reach).toBe('REST');
  });

  it('is little without a token, and costs nothing to find out', async () => {
    const client = await open({});
    expect([client.reach, client.requests]).toEqual(['ANONYMOUS', 0]);
    expect(await client.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
  });
});

describe('REST', () => {
  it('tells of pages, and that nothing changed', async () => {
    const client = await open();
    const first = await client.rest<{ number: number }[]>(PULLS, { ...SHOP, per_page: 1, page: 1, state: 'all' });
    if (first.isNotModified) throw new Error('never asked before');
    expect(first).toMatchObject({ hasNextPage: true, lastPage: 3, movedTo: null });
    const again = await client.rest(PULLS, { ...SHOP, per_page: 1, page: 1, state: 'all' }, first.etag);
    expect(again).toEqual({ isNotModified: true, etag: first.etag });
    const last = await client.rest(PULLS, { ...SHOP, per_page: 1, page: 3, state: 'all' });
    expect(last).toMatchObject({ hasNextPage: false, lastPage: null });
    expect(client.requests).toBe(4);
  });

  it('follows a renamed repository, and counts both requests', async () => {
    const client = await open();
    github.world.repository('acme/kiosk').rename('store');
    const answer = await client.rest<{ full_name: string }>('/repos/{owner}/{repo}', { owner: 'acme', repo: 'kiosk' });
    expect(answer).toMatchObject({ isNotModified: false, data: { full_name: 'acme/store' } });
    expect(answer).toMatchObject({ movedTo: expect.stringMatching(/\/repositories\/\d+$/) as string });
    expect(client.requests).toBe(3);
  });

  it('follows no redirect to another host, which would get the token', async () => {
    const client = await open();
    github.faults.next({ route: PULLS, redirectTo: 'https://evil.example.com/pulls' });
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect(error.message).toContain('sends on to another address, and Weir sends the token to no other.');
    expect(client.requests).toBe(2);
  });
});

describe('faults that pass', () => {
  const troubles = [
    { status: 500 },
    { status: 503 },
    { status: 502 },
    { reset: 'BEFORE' },
    { reset: 'MIDDLE' },
    { garbage: 'JSON' },
    { garbage: 'HTML' },
  ] as const;

  it.each(troubles)('are waited out: %o', async (trouble) => {
    const client = await open();
    github.faults.next({ ...trouble, kind: 'REST', times: 3 });
    expect(await client.rest(PULLS, SHOP)).toMatchObject({ data: [{}, {}, {}] });
    expect(client.requests).toBe(5);
    github.faults.next({ ...trouble, kind: 'GRAPHQL', times: 3 });
    expect(await client.graphql(HEAD, {}, { canShrink: false })).toMatchObject({ refusals: [] });
    expect(client.requests).toBe(9);
  });
});

describe('faults that stay', () => {
  const again = 'after 4 tries of reading pull requests of acme/shop. Weir goes on from where it was at the next sync.';

  it.each([
    [{ status: 500 }, 'UNREACHABLE', 'answered with an error (status 500) to 4 tries of reading pull requests of'],
    [{ status: 503 }, 'UNREACHABLE', 'Weir goes on from where it was at the next sync.'],
    [{ reset: 'BEFORE' }, 'UNREACHABLE', `could not be reached (the connection was broken off) ${again}`],
    [{ reset: 'MIDDLE' }, 'UNREACHABLE', `could not be reached (the connection was broken off) ${again}`],
    [{ garbage: 'JSON' }, 'MALFORMED', `answered with JSON that breaks off ${again}`],
    [{ garbage: 'HTML' }, 'MALFORMED', `answered with text/html; charset=utf-8 instead of JSON ${again}`],
  ] as const)('are given up with a sentence: %o', async (trouble, fault, words) => {
    const client = await open();
    github.faults.always({ ...trouble, kind: 'REST' });
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect(error.message).toContain(words);
    expect([error.fault, error.code]).toEqual([fault, 'UNREACHABLE']);
    expect(error.message.startsWith(new URL(github.url).host)).toBe(true);
    expect(client.requests).toBe(5);
  });

  it('are given up with a sentence when the answers take too long', async () => {
    const client = await open({ token }, { timeoutMs: 500 });
    github.faults.always({ delayMs: 700 });
    const error = await faultOf(client.rest(PULLS, SHOP));
    expect([error.fault, error.code]).toEqual(['UNREACHABLE', 'UNREACHABLE']);
    expect(error.message).toContain(`gave no answer within 0.5 s ${again}`);
    expect((await faultOf(client.graphql(HEAD, {}))).fault).toBe('TOO_HEAVY');
  });

  it('say so when nobody listens at the address', async () => {
    const error = await faultOf(open({ token }, { apiUrl: 'http://127.0.0.1:9' }));
    expect(error.message).toContain('127.0.0.1:9 could not be reached (');
    expect(error.fault).toBe('UNREACHABLE');
  });
});

describe('a question that is too heavy', () => {
  it.each([
    { status: 502 },
    { status: 504 },
    { graphqlError: 'TIMEOUT' },
    { graphqlError: 'RESOURCE_LIMITS_EXCEEDED' },
    { graphqlError: 'INTERNAL', repository: 'acme/shop' },
    { heavierThan: 10 },
  ] as const)('is given back at once, to be halved: %o', async (trouble) => {
    const client = await open();
    github.faults.always({ ...trouble, operation: 'Head' });
    const error = await faultOf(client.graphql(HEAD, {}));
    expect(error.fault).toBe('TOO_HEAVY');
    expect(error.message).toContain('asks for too much at once');
    expect(client.requests).toBe(2);
  });

  it('is asked again when it cannot be halved', async () => {
    const client = await open();
    github.faults.next({ operation: 'Head', graphqlError: 'TIMEOUT', times: 2 });
    github.faults.next({ operation: 'Head', status: 502 });
    expect(await client.graphql(HEAD, {}, { canShrink: false })).toMatchObject({ refusals: [] });
    github.faults.always({ operation: 'Head', graphqlError: 'TIMEOUT' });
    const error = await faultOf(client.graphql(HEAD, {}, { canShrink: false }));
    expect([error.fault, error.code]).toEqual(['UNREACHABLE', 'UNREACHABLE']);
  });
});

describe('being stopped', () => {
  it('happens at once, in the middle of a slow answer, of a wait and before anything', async () => {
    const client = await open();
    github.faults.next({ kind: 'REST', delayMs: 900 });
    const slow = failureOf(client.rest(PULLS, SHOP));
    setTimeout(() => stop.abort(), 20);
    expect(await slow).toMatchObject({ name: 'SourceError', code: 'ABORTED' });
    expect(await failureOf(client.graphql(HEAD, {}))).toMatchObject({ code: 'ABORTED' });
    expect(client.requests).toBe(2);
  });

  it('ends a short wait for a limit', async () => {
    const client = await open();
    github.faults.next({ kind: 'REST', secondaryLimit: { retryAfterSeconds: 5 } });
    const waiting = failureOf(client.rest(PULLS, SHOP));
    setTimeout(() => stop.abort(), 100);
    const began = performance.now();
    expect(await waiting).toMatchObject({ code: 'ABORTED' });
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
