import type { RepositoryBatch } from '@weir/metrics';
import type { Hint, Refreshed } from '../../source.js';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type { GitHubSettings } from '../github-settings.js';
import type { RepositoryBody } from './bodies.js';
import { DeploymentPages } from './deployment-pages.js';
import { IssuePages } from './issue-pages.js';
import { PullRequestPages } from './pull-request-pages.js';

type Names = { owner: string; repo: string };

/** Looks at pull requests, issues and deployments that were heard of; what else was heard of is for the next sync. */
export async function* refreshByRest(
  client: GitHubClient,
  { owner, repositories }: GitHubSettings,
  hints: readonly Hint[],
): AsyncGenerator<Refreshed> {
  const named = repositories?.map((name) => `${owner}/${name}`.toLowerCase());
  let spent = 0;
  for (const [repository, abouts] of groupHints(hints)) {
    if (named && !named.includes(repository)) continue;
    const batch = await look(client, repository, [...abouts.values()]);
    const requests = client.requests - spent;
    spent = client.requests;
    const message = `news of ${repository}`;
    if (batch) yield { repositories: [batch], progress: { message, done: 1, total: null, requests } };
  }
}

/** By repository, each thing once. */
function groupHints(hints: readonly Hint[]): Map<string, Map<string, Hint['about']>> {
  const groups = new Map<string, Map<string, Hint['about']>>();
  for (const { repository, about } of hints) {
    const key = repository.toLowerCase();
    const group = groups.get(key) ?? new Map<string, Hint['about']>();
    groups.set(key, group.set(JSON.stringify(about), about));
  }
  return groups;
}

async function look(
  client: GitHubClient,
  repository: string,
  abouts: Hint['about'][],
): Promise<RepositoryBatch | null> {
  const [owner = '', repo = ''] = repository.split('/');
  const body = await orNull(() => client.rest<RepositoryBody>('/repos/{owner}/{repo}', { owner, repo }));
  if (!body || body.isNotModified) return null;
  const { full_name: name, html_url: url, default_branch: defaultBranch, node_id: externalId } = body.data;
  const batch: RepositoryBatch = { repository: { name, url, defaultBranch, externalId } };
  for (const about of abouts) await add(client, { owner, repo }, about, batch);
  return Object.keys(batch).length > 1 ? batch : null;
}

async function add(client: GitHubClient, names: Names, about: Hint['about'], batch: RepositoryBatch): Promise<void> {
  if (about.kind === 'PULL_REQUEST') {
    const item = await orNull(() => new PullRequestPages(client).readOne({ names }, about.number));
    if (item) batch.pullRequests = [...(batch.pullRequests ?? []), item.record];
  } else if (about.kind === 'ISSUE') {
    const item = await orNull(() => new IssuePages(client).readOne({ names }, about.number));
    if (item) batch.issues = [...(batch.issues ?? []), item.record];
  } else if (about.kind === 'DEPLOYMENT') {
    const item = await orNull(() => new DeploymentPages(client).readOne({ names }, Number(about.id)));
    if (item) batch.deployments = [...(batch.deployments ?? []), item.record];
  }
}

/** Null for what is not there, or may not be read: the next sync says so. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubError && ['NOT_FOUND', 'FORBIDDEN', 'BLOCKED', 'SSO'].includes(error.fault)) return null;
    throw error;
  }
}
