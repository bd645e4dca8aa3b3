import type { CoverageRecord, DeploymentRecord, Instant, RefRecord, RepositoryBatch } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { isDeploymentWorkflow } from '../rules/deployment-workflow.js';
import { toCommit } from '../to-commit.js';
import { toInstant } from '../to-instant.js';
import { toRelease } from '../to-release.js';
import { type RunPayload, toRun } from '../to-run.js';
import type {
  CommitBody,
  DeploymentBody,
  ListedPullRequestBody,
  ListedRepositoryBody,
  ReleaseBody,
  TagBody,
} from './bodies.js';
import { toOutline } from './pull-request-pages.js';
import { BY_UPDATE } from './rest-heads.js';
import { toCommitPayload } from './to-commit-payload.js';
import { toReleasePayload } from './to-delivery-payloads.js';

const NEWEST = 100;
const SECOND = 1000;
const ROUTE = '/repos/{owner}/{repo}';

/** The newest of a list; `isAll` when there is nothing older. */
interface Newest<T> {
  items: T[];
  isAll: boolean;
}

interface PublicLists {
  pulls: Newest<ListedPullRequestBody>;
  commits: Newest<CommitBody>;
  tags: Newest<TagBody>;
  releases: Newest<ReleaseBody>;
  runs: Newest<RunPayload>;
  hasDeployments: boolean;
}

export interface PublicRepository {
  /** Who it is, what the records cover, and what a person should know of them. */
  outline: RepositoryBatch;
  records: Pick<RepositoryBatch, 'pullRequests' | 'commits' | 'refs' | 'deployments'>;
}

/** What six requests tell of a public repository: the newest hundred of each list, without what belongs to each thing. */
export async function readPublicRepository(
  client: GitHubClient,
  body: ListedRepositoryBody,
  window: { from: Instant; to: Instant },
): Promise<PublicRepository> {
  const lists = await readLists(client, body);
  const { node_id: externalId, full_name: name, html_url: url, default_branch: branch } = body;
  return {
    outline: {
      repository: { name, url, defaultBranch: branch ?? null, externalId },
      coverage: toCoverage(name, lists, window),
      problems: [toProblem(name, url, lists)],
    },
    records: toRecords(body, lists),
  };
}

async function readLists(client: GitHubClient, body: ListedRepositoryBody): Promise<PublicLists> {
  const [owner, repo] = body.full_name.split('/');
  const branch = body.default_branch;
  const read = <T>(path: string, parameters: object = {}) =>
    readNewest<T>(client, `${ROUTE}/${path}`, { owner, repo, per_page: NEWEST, ...parameters });
  const [pulls, commits, tags, releases, runs, deployments] = await Promise.all([
    read<ListedPullRequestBody>('pulls', BY_UPDATE),
    read<CommitBody>('commits', { sha: branch }),
    read<TagBody>('tags'),
    read<ReleaseBody>('releases'),
    read<RunPayload>('actions/runs', { branch, status: 'completed' }),
    read<DeploymentBody>('deployments', { per_page: 1 }),
  ]);
  return { pulls, commits, tags, releases, runs, hasDeployments: deployments.items.length > 0 };
}

/** Nothing of what is switched off, empty, or not shown to everybody. */
async function readNewest<T>(
  client: GitHubClient,
  route: string,
  parameters: Record<string, unknown>,
): Promise<Newest<T>> {
  try {
    const answer = await client.rest<T[] | { workflow_runs: T[] }>(route, parameters);
    if (answer.isNotModified) return { items: [], isAll: false };
    const items = Array.isArray(answer.data) ? answer.data : answer.data.workflow_runs;
    return { items, isAll: !answer.hasNextPage };
  } catch (error) {
    if (!(error instanceof GitHubError) || !['NOT_FOUND', 'FORBIDDEN'].includes(error.fault)) throw error;
    return { items: [], isAll: error.fault === 'NOT_FOUND' };
  }
}

function toRecords(body: ListedRepositoryBody, lists: PublicLists): PublicRepository['records'] {
  return {
    pullRequests: lists.pulls.items.map((pull) => toOutline(pull).record),
    commits: lists.commits.items.map((commit) => toCommit(toCommitPayload(commit))),
    refs: toRefs(body.default_branch ?? '', lists),
    deployments: [...toRuns(body.default_branch ?? null, lists), ...toReleases(body.full_name, lists)],
  };
}

function toRefs(branch: string, { commits, tags }: PublicLists): RefRecord[] {
  const head = commits.items[0]?.sha;
  const branches: RefRecord[] = head === undefined ? [] : [{ kind: 'BRANCH', name: branch, sha: head, taggedAt: null }];
  // When an annotated tag was made would cost a request each.
  return [
    ...branches,
    ...tags.items.map(({ name, commit }): RefRecord => ({ kind: 'TAG', name, sha: commit.sha, taggedAt: null })),
  ];
}

function toRuns(branch: string | null, { runs }: PublicLists): DeploymentRecord[] {
  const deploying = runs.items.filter(({ name = null, path }) => isDeploymentWorkflow({ name, path }));
  return deploying.flatMap((run) => toRun(run, branch) ?? []);
}

function toReleases(name: string, { releases, tags }: PublicLists): DeploymentRecord[] {
  const shas = new Map(tags.items.map((tag) => [tag.name, tag.commit.sha]));
  return releases.items.flatMap(
    (body) => toRelease(toReleasePayload(body, shas.get(body.tag_name) ?? null), name) ?? [],
  );
}

/**
 * Everything that happened since the oldest of a list was read. Deployments are covered only where there are none whose states
 * would have to be asked for one by one.
 */
function toCoverage(
  repository: string,
  lists: PublicLists,
  { from, to }: { from: Instant; to: Instant },
): CoverageRecord[] {
  const changes = startOf(lists.pulls, ({ updated_at }) => updated_at);
  const commits = startOf(lists.commits, ({ commit }) => commit.committer?.date);
  const runs = startOf(lists.runs, ({ created_at }) => created_at);
  const releases = startOf(lists.releases, ({ published_at }) => published_at);
  const isDeploymentsKnown = !lists.hasDeployments && lists.tags.isAll;
  const starts: [CoverageRecord['subject'], Instant][] = [
    ['CHANGES', changes],
    ['COMMITS', commits],
    ...(isDeploymentsKnown ? [['DEPLOYMENTS', Math.max(runs, releases)] as ['DEPLOYMENTS', Instant]] : []),
  ];
  const covered = starts.map(([subject, start]) => ({ repository, subject, from: Math.max(from, start), to }));
  return covered.filter((one) => one.from < one.to);
}

/** The second after the oldest: others of its own second may be missing. Whole lists have no start. */
function startOf<T>({ items, isAll }: Newest<T>, timeOf: (item: T) => string | null | undefined): Instant {
  if (isAll) return -Infinity;
  const times = items.flatMap((item) => timeOf(item) ?? []).map(toInstant);
  return times.length === 0 ? Infinity : Math.min(...times) + SECOND;
}

function toProblem(name: string, url: string, { pulls, hasDeployments }: PublicLists): string {
  const which = pulls.isAll ? `the pull requests of ${name}` : `the newest ${NEWEST} pull requests of ${name}`;
  const deployments = hasDeployments ? ' Whether its deployments on GitHub succeeded was not read.' : '';
  return `Without a token GitHub answers 60 requests an hour. That is enough for ${which}, without their commits and reviews, and without issues.${deployments} For everything give a token in Settings → Sources; for the whole history of commits and versions clone ${url} and add the clone as a source.`;
}
