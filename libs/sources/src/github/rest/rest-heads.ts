import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type { HeadPayload } from '../reading/payloads.js';
import type {
  DeploymentBody,
  IssueBody,
  ListedPullRequestBody,
  ListedRepositoryBody,
  RefBody,
  ReleaseBody,
} from './bodies.js';
import { readRemembered } from './remembered-answers.js';

/** Issues come among pull requests: the newest of them is looked for in so many. */
export const ISSUE_PAGE = 50;
const DEPLOYMENT_PAGE = 100;

/** A deployment as the list tells it, without its statuses. */
export interface DeploymentOutline {
  id: number;
  node_id: string;
  created_at: string;
  updated_at: string;
}

/** What tells whether a repository has news, with the deployments that were listed on the way. */
export interface RestHead {
  head: HeadPayload;
  deployments: { newest: DeploymentOutline[]; isAll: boolean };
}

type Names = { owner: string; repo: string };

/** Five small requests; where nothing changed, GitHub counts none of them. */
export async function readRestHead(client: GitHubClient, body: ListedRepositoryBody): Promise<RestHead> {
  const [owner = '', repo = ''] = body.full_name.split('/');
  const names = { owner, repo };
  const [pullRequests, issues, deployments, releases, sha] = await Promise.all([
    orNothing(readPullRequests(client, names), NONE),
    body.has_issues === false ? NONE : orNothing(readIssues(client, names), NONE),
    orNothing(readDeployments(client, names), NO_DEPLOYMENTS),
    orNothing(readReleases(client, names), NONE),
    orNothing<string | null>(readBranch(client, names, body.default_branch ?? ''), null, NO_BRANCH),
  ]);
  return {
    head: {
      ...toOutline(body),
      isEmpty: sha === null,
      defaultBranchRef: toBranch(body.default_branch ?? '', sha),
      ...{ pullRequests, issues, releases },
      deployments: deployments && toNewest(deployments),
    },
    deployments: { newest: deployments?.newest ?? [], isAll: deployments?.isAll ?? false },
  };
}

function toBranch(name: string, sha: string | null | undefined): HeadPayload['defaultBranchRef'] {
  return typeof sha === 'string' ? { name, target: { oid: sha } } : sha;
}

function toNewest({ newest, total }: typeof NO_DEPLOYMENTS): HeadPayload['deployments'] {
  return { totalCount: total, nodes: newest.slice(0, 1).map(({ created_at }) => ({ createdAt: created_at })) };
}

function toOutline(body: ListedRepositoryBody) {
  return {
    ...{ id: body.node_id, nameWithOwner: body.full_name, url: body.html_url, isFork: body.fork, isLocked: false },
    isArchived: body.archived ?? false,
    hasIssuesEnabled: body.has_issues ?? true,
    pushedAt: body.pushed_at ?? null,
  };
}

interface Newest {
  totalCount: number;
  nodes: { updatedAt: string }[];
}

const NONE: Newest = { totalCount: 0, nodes: [] };
const NO_DEPLOYMENTS = { newest: [] as DeploymentOutline[], total: 0, isAll: true };

/** Statuses of what is switched off (410), empty (409) or not there; a 404 of anything but a branch is a repository that is gone. */
const OFF = [409, 410];
const NO_BRANCH = [404, ...OFF];

/** Undefined for what may not be read, which is told when its pages are asked for. */
async function orNothing<T>(asked: Promise<T>, nothing: T, statuses = OFF): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'FORBIDDEN') return undefined;
    if (error instanceof GitHubError && statuses.includes(error.status ?? 0)) return nothing;
    throw error;
  }
}

export const BY_UPDATE = { state: 'all', sort: 'updated', direction: 'desc' };

function readPullRequests(client: GitHubClient, names: Names): Promise<Newest> {
  return readRemembered<ListedPullRequestBody[], Newest>(
    client,
    '/repos/{owner}/{repo}/pulls',
    { ...names, ...BY_UPDATE, per_page: 1 },
    ({ data, lastPage }) => ({
      totalCount: lastPage ?? data.length,
      nodes: data.map(({ updated_at }) => ({ updatedAt: updated_at })),
    }),
  );
}

/** How many of them are issues is not told, only how many pages there are. */
function readIssues(client: GitHubClient, names: Names): Promise<Newest> {
  return readRemembered<IssueBody[], Newest>(
    client,
    '/repos/{owner}/{repo}/issues',
    { ...names, ...BY_UPDATE, per_page: ISSUE_PAGE, page: 1 },
    ({ data, lastPage }) => {
      const newest = data.find(({ pull_request }) => !pull_request);
      return { totalCount: lastPage ?? data.length, nodes: newest ? [{ updatedAt: newest.updated_at }] : [] };
    },
  );
}

function readDeployments(client: GitHubClient, names: Names): Promise<typeof NO_DEPLOYMENTS> {
  return readRemembered<DeploymentBody[], typeof NO_DEPLOYMENTS>(
    client,
    '/repos/{owner}/{repo}/deployments',
    { ...names, per_page: DEPLOYMENT_PAGE, page: 1 },
    ({ data, lastPage, hasNextPage }) => ({
      newest: data.map(({ id, node_id, created_at, updated_at }) => ({ id, node_id, created_at, updated_at })),
      total: hasNextPage ? (lastPage ?? 2) * DEPLOYMENT_PAGE : data.length,
      isAll: !hasNextPage,
    }),
  );
}

function readReleases(client: GitHubClient, names: Names): Promise<Newest> {
  return readRemembered<ReleaseBody[], Newest>(
    client,
    '/repos/{owner}/{repo}/releases',
    { ...names, per_page: 1 },
    ({ data, lastPage }) => ({
      totalCount: lastPage ?? data.length,
      nodes: data.map(({ published_at, created_at }) => ({ updatedAt: published_at ?? created_at })),
    }),
  );
}

function readBranch(client: GitHubClient, names: Names, branch: string): Promise<string> {
  const parameters = { ...names, ref: `heads/${branch}` };
  return readRemembered<RefBody, string>(
    client,
    '/repos/{owner}/{repo}/git/ref/{+ref}',
    parameters,
    ({ data }) => data.object.sha,
  );
}
