import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from '../index.js';
import { quietOctokit } from '../quiet-octokit.js';
import { costOf } from './cost.js';
import { parse } from 'graphql';

const NOW = Date.UTC(2026, 10, 25);
const DAY_MS = 86_400_000;
let github: StandInGitHub;

interface Body {
  data?: { repository?: Record<string, unknown>; nodes?: unknown[] } | null;
  errors?: { type?: string; message: string; path?: (string | number)[] }[];
}

/** What comes back as it is: Octokit throws where there are errors. */
async function ask(query: string, variables: object = {}, token = 'full'): Promise<Body> {
  const headers = { authorization: `bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

const ofShop = (fields: string) => `{ repository(owner: "acme", name: "shop") { ${fields} } }`;

beforeEach(async () => {
  const world = new World({ now: () => NOW });
  world.access.token('full', { login: 'ann' });
  github = await startGitHub(world);
});
afterEach(() => github.stop());

describe('GraphQL', () => {
  it('refuses what the published schema does not have', async () => {
    const { errors, data } = await ask(ofShop('nameOfTheShop'));
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain('Cannot query field "nameOfTheShop" on type "Repository"');
  });

  it('says loudly what it does not serve, and what breaks the schema', async () => {
    const shop = github.world.repository('acme/shop');
    const { errors } = await ask(ofShop('forks(first: 1) { totalCount }'));
    expect(errors?.[0]).toMatchObject({ type: 'STAND_IN_MISTAKE', path: ['repository', 'forks'] });
    Object.assign(shop.pullRequest(), { state: 'LOST' });
    await ask(ofShop('pullRequest(number: 1) { state }'));
    expect(github.mistakes).toEqual([
      expect.stringContaining('does not serve Repository.forks'),
      expect.stringContaining('Enum "PullRequestState" cannot represent value: "LOST"'),
    ]);
    await expect(github.stop()).rejects.toThrow('does not serve Repository.forks');
    github.mistakes.length = 0;
  });

  it('demands page sizes of at most a hundred, and fewer than 500,000 nodes', async () => {
    github.world.repository('acme/shop');
    const types = async (fields: string) => (await ask(ofShop(fields))).errors?.map(({ type }) => type);
    expect(await types('pullRequests { nodes { id } }')).toEqual(['MISSING_PAGINATION_BOUNDARIES']);
    expect(await types('pullRequests(first: 101) { nodes { id } }')).toEqual(['EXCESSIVE_PAGINATION']);
    const nested =
      'pullRequests(first: 100) { nodes { commits(first: 100) { nodes { commit { parents(first: 100) { totalCount } } } } } }';
    expect(await types(nested)).toEqual(['MAX_NODE_LIMIT_EXCEEDED']);
  });

  it('costs what GitHub documents', () => {
    const query = `query($size: Int!) { viewer { repositories(first: $size) { edges { node { issues(first: 50) { edges { node { ...labels } } } } } } } }
      fragment labels on Issue { labels(first: 60) { totalCount } }`;
    expect(costOf(parse(query), { size: 100 })).toEqual({ points: 51, nodes: 100 + 5000 + 300_000 });
    const left = 'query($with: Boolean!) { viewer { repositories(first: 10) @include(if: $with) { totalCount } } }';
    expect(costOf(parse(left), { with: false }).nodes).toBe(0);
    expect(costOf(parse(left), { with: true }).nodes).toBe(10);
    expect(costOf(parse('{ viewer { login } }'), {})).toEqual({ points: 1, nodes: 0 });
  });

  it('pages forward and backward in every order, without losing or repeating', async () => {
    const shop = github.world.repository('acme/shop');
    for (let day = 0; day < 25; day += 1) shop.pullRequest({ by: 'ann', at: NOW - (25 - day) * DAY_MS });
    const query = `query($after: String) { repository(owner: "acme", name: "shop") {
      pullRequests(first: 10, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount pageInfo { hasNextPage endCursor } nodes { number } } } }`;
    const numbers: number[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { data } = await ask(query, { after });
      const pulls = data?.repository?.pullRequests as Page;
      numbers.push(...pulls.nodes.map(({ number }) => number));
      expect(pulls.pageInfo.hasNextPage).toBe(page < 2);
      after = pulls.pageInfo.endCursor;
      // Moves to the front, where the first page was: it is not met again.
      if (page === 0) shop.pulls.get(3)?.comment('Any news?');
    }
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index).filter((number) => number !== 3));
    const last = await ask(ofShop('pullRequests(last: 2) { nodes { number } pageInfo { hasPreviousPage } }'));
    expect(last.data?.repository?.pullRequests).toEqual({
      nodes: [{ number: 24 }, { number: 25 }],
      pageInfo: { hasPreviousPage: true },
    });
  });

  it('finds things by their ids, and says of each that is gone', async () => {
    const shop = github.world.repository('acme/shop');
    const [pull, deployment] = [shop.pullRequest({ by: 'ann' }), shop.deploy({ sha: shop.headOf('main') })];
    const query = `query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on PullRequest { number } ... on Deployment { state } } }`;
    const ids = [pull.nodeId, deployment.nodeId, 'PR_none'];
    deployment.status({ state: 'FAILURE' });
    const { data, errors } = await ask(query, { ids });
    expect(data?.nodes).toEqual([
      { __typename: 'PullRequest', number: 1 },
      { __typename: 'Deployment', state: 'FAILURE' },
      null,
    ]);
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 2] }]);
    deployment.delete();
    expect((await ask(query, { ids: [deployment.nodeId] })).data?.nodes).toEqual([null]);
    expect(github.requests.all[0]?.repositories).toEqual(['acme/shop']);
  });

  it('follows renames and transfers by id and by the former name', async () => {
    const shop = github.world.repository('acme/shop');
    shop.rename('store');
    shop.transfer('globex');
    const query = `query($id: ID!) { node(id: $id) { ... on Repository { nameWithOwner } } ${ofShop('nameWithOwner').slice(1)}`;
    const renamed = { nameWithOwner: 'globex/store' };
    expect((await ask(query, { id: shop.nodeId })).data).toEqual({ node: renamed, repository: renamed });
    const strict = '{ repository(owner: "acme", name: "shop", followRenames: false) { id } }';
    expect((await ask(strict)).errors).toMatchObject([{ type: 'NOT_FOUND', path: ['repository'] }]);
    expect(
      (await quietOctokit(github.url, { auth: 'full' }).rest.repos.get({ owner: 'acme', repo: 'shop' })).data.full_name,
    ).toBe('globex/store');
    expect(github.requests.where({ status: 301 })).toHaveLength(1);
  });

  it('says nobody where somebody was deleted, and ghost where it must say a name', async () => {
    const shop = github.world.repository('acme/shop');
    const pull = shop.pullRequest({ by: 'gone' }).review({ by: 'gone' });
    shop.deploy({ sha: pull.headSha, by: 'gone' });
    github.world.deleteUser('gone');
    const fields =
      'pullRequest(number: 1) { author { login } reviews(first: 1) { nodes { author { login } } } } deployments(first: 1) { nodes { creator { login } } }';
    expect((await ask(ofShop(fields))).data?.repository).toEqual({
      pullRequest: { author: null, reviews: { nodes: [{ author: null }] } },
      deployments: { nodes: [{ creator: { login: 'ghost' } }] },
    });
  });

  it('publishes drafts late, deletes releases, and aims pull requests elsewhere', async () => {
    const shop = github.world.repository('acme/shop');
    const sha = shop.headOf('main');
    const draft = shop.release({ tag: 'v1', sha, draft: true, at: NOW - 2 * DAY_MS });
    const releases = async () => {
      const { data } = await ask(ofShop('releases(first: 5) { nodes { isDraft publishedAt tagCommit { oid } } }'));
      return data?.repository?.releases;
    };
    expect(await releases()).toEqual({ nodes: [{ isDraft: true, publishedAt: null, tagCommit: null }] });
    shop.publish(draft, sha, NOW);
    const publishedAt = '2026-11-25T00:00:00Z';
    expect(await releases()).toEqual({ nodes: [{ isDraft: false, publishedAt, tagCommit: { oid: sha } }] });
    shop.deleteRelease(draft);
    expect(await releases()).toEqual({ nodes: [] });
    shop.push({ branch: 'next', at: NOW });
    shop.pullRequest({ by: 'ann' }).retarget('next').merge();
    const { data } = await ask(
      ofShop('pullRequest(number: 1) { baseRefName baseRef { target { oid } } mergeCommit { oid } }'),
    );
    const merge = { oid: shop.headOf('next') };
    expect(data?.repository?.pullRequest).toEqual({
      baseRefName: 'next',
      baseRef: { target: merge },
      mergeCommit: merge,
    });
  });

  it('says when a thing was last touched', async () => {
    const shop = github.world.repository('acme/shop');
    const pull = shop.pullRequest({ by: 'ann', at: NOW - 9 * DAY_MS });
    const updatedAt = async () => {
      const { data } = await ask(ofShop('pullRequest(number: 1) { updatedAt }'));
      return Date.parse((data?.repository?.pullRequest as { updatedAt: string }).updatedAt);
    };
    const steps = [
      (at: number) => pull.review({ by: 'ben', at }),
      (at: number) => pull.label('bug', { at }),
      (at: number) => pull.close({ at }),
      (at: number) => pull.reopen({ at }),
      (at: number) => pull.merge({ at }),
      (at: number) => pull.review({ by: 'cleo', at }),
    ];
    for (const [index, step] of steps.entries()) {
      step(NOW - (8 - index) * DAY_MS);
      expect(await updatedAt()).toBe(NOW - (8 - index) * DAY_MS);
    }
    expect(shop.pushedAt).toBe(NOW - 4 * DAY_MS);
  });
});

interface Page {
  nodes: { number: number }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
