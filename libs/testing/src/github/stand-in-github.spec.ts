import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from './index.js';
import { quietOctokit } from './quiet-octokit.js';

const NOW = Date.UTC(2026, 10, 25);
let github: StandInGitHub;

const octokit = (auth?: string) => quietOctokit(github.apiUrl, { auth });

beforeEach(async () => {
  const world = new World({ now: () => NOW });
  world.access.token('ghp_full', { login: 'ann' });
  const shop = world.repository('acme/shop');
  const pull = shop.pullRequest({
    title: 'Pay by card',
    by: 'ann',
    at: '2026-11-02T09:00:00Z',
    draft: true,
    commits: [
      { message: 'One', at: '2026-11-01T09:00:00Z' },
      { message: 'Two', at: '2026-11-02T08:00:00Z' },
    ],
  });
  pull.ready({ by: 'ann', at: '2026-11-02T10:00:00Z' });
  pull.review({ by: 'ben', at: '2026-11-02T12:00:00Z' });
  pull.merge({ by: 'ann', at: '2026-11-03T09:00:00Z' });
  const deployment = shop.deploy({
    sha: pull.mergeSha ?? '',
    by: 'ann',
    at: '2026-11-03T10:00:00Z',
    payload: { service: 'web' },
  });
  deployment.status({ state: 'FAILURE', at: '2026-11-03T10:05:00Z' });
  deployment.status({ state: 'SUCCESS', at: '2026-11-03T10:15:00Z' });
  github = await startGitHub(world);
});
afterEach(() => github.stop());

describe('the stand-in GitHub', () => {
  it('answers a question over a repository in GraphQL', async () => {
    const answer = await octokit('ghp_full').graphql(
      `query Changes($owner: String!, $name: String!) {
        repository(owner: $owner, name: $name) {
          id nameWithOwner
          defaultBranchRef { name target { ... on Commit { oid history(first: 10) { totalCount nodes { oid message parents(first: 2) { nodes { oid } } } } } } }
          pullRequests(first: 10, orderBy: { field: UPDATED_AT, direction: DESC }) {
            pageInfo { hasNextPage endCursor }
            nodes {
              number title state isDraft mergedAt updatedAt author { __typename login } mergeCommit { oid }
              commits(first: 50) { totalCount nodes { commit { oid authoredDate message } } }
              reviews(first: 20) { nodes { state submittedAt author { login } } }
              timelineItems(first: 20, itemTypes: [READY_FOR_REVIEW_EVENT, CLOSED_EVENT]) { nodes { __typename ... on ReadyForReviewEvent { createdAt } } }
            }
          }
          deployments(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { databaseId payload state environment commitOid statuses(first: 5) { nodes { state createdAt } } } }
        }
        rateLimit { cost remaining resetAt }
      }`,
      { owner: 'acme', name: 'shop' },
    );
    expect(answer).toMatchObject({
      repository: {
        nameWithOwner: 'acme/shop',
        defaultBranchRef: { name: 'main', target: { history: { totalCount: 2 } } },
        pullRequests: {
          pageInfo: { hasNextPage: false },
          nodes: [
            {
              number: 1,
              state: 'MERGED',
              mergedAt: '2026-11-03T09:00:00Z',
              author: { __typename: 'User', login: 'ann' },
              commits: { totalCount: 2 },
              reviews: { nodes: [{ state: 'APPROVED', author: { login: 'ben' } }] },
              timelineItems: { nodes: [{ __typename: 'ReadyForReviewEvent' }, { __typename: 'ClosedEvent' }] },
            },
          ],
        },
        deployments: {
          nodes: [
            {
              state: 'ACTIVE',
              payload: '{"service":"web"}',
              statuses: { nodes: [{ state: 'SUCCESS' }, { state: 'FAILURE' }] },
            },
          ],
        },
      },
      rateLimit: { cost: 1, remaining: 4999 },
    });
    expect(github.requests.where({ operation: 'Changes' })).toMatchObject([
      { kind: 'GRAPHQL', repositories: ['acme/shop'], points: 1 },
    ]);
  });

  it('answers the same in REST', async () => {
    const { rest } = octokit('ghp_full');
    const at = { owner: 'acme', repo: 'shop' };
    expect((await rest.repos.get(at)).data).toMatchObject({ full_name: 'acme/shop', default_branch: 'main' });
    expect((await rest.pulls.list({ ...at, state: 'all' })).data).toMatchObject([{ number: 1, draft: false }]);
    expect((await rest.pulls.get({ ...at, pull_number: 1 })).data).toMatchObject({ merged: true, commits: 2 });
    expect((await rest.pulls.listCommits({ ...at, pull_number: 1 })).data).toHaveLength(2);
    expect((await rest.pulls.listReviews({ ...at, pull_number: 1 })).data).toMatchObject([{ state: 'APPROVED' }]);
    expect((await rest.repos.listCommits(at)).data).toHaveLength(2);
    const [deployment] = (await rest.repos.listDeployments(at)).data;
    const statuses = await rest.repos.listDeploymentStatuses({ ...at, deployment_id: deployment?.id ?? 0 });
    expect(statuses.data.map(({ state }) => state)).toEqual(['success', 'failure']);
    expect(github.requests.count({ kind: 'REST' })).toBe(8);
  });
});
