import type { CommitRecord, RepositoryBatch } from '@weir/metrics';
import { type Hint, type RefreshContext, type Refreshed } from '../../source.js';
import type { GitHubClient } from '../client/github-client.js';
import { refuseGaps, stepsRefused } from '../client/given-up.js';
import type { GitHubSettings } from '../github-settings.js';
import { completeThings } from '../reading/graphql-pages.js';
import { type CommitPayload, nodesOf } from '../reading/payloads.js';
import { isReleaseBranch } from '../reading/repository-answer.js';
import { parseSourceCursor } from '../reading/source-cursor.js';
import { toCommit } from '../to-commit.js';
import { toIssue } from '../to-issue.js';
import { toPullRequest } from '../to-pull-request.js';
import { type HintedRepository, type HintedThing, hintQuery } from './hint-query.js';
import { refreshDeployments } from './refresh-deployments.js';
import { refreshRefs } from './refresh-refs.js';
import { refreshReleases } from './refresh-releases.js';
import { refreshRuns } from './refresh-runs.js';

/** Things of one question; many hints of one repository are few questions. */
const AT_ONCE = 20;
/** A push that ends a merge comes at once: only so fresh merges are looked at with it. */
const FRESH_MS = 3_600_000;

/** What looking at hints needs. */
export interface Looking {
  client: GitHubClient;
  owner: string;
  name: string;
  /** The start of the window. */
  from: number;
  now: number;
}

/** Looks at what was heard of: each repository in as few questions as can be. */
export async function* refreshGitHub(
  client: GitHubClient,
  settings: GitHubSettings,
  hints: readonly Hint[],
  context: RefreshContext,
): AsyncGenerator<Refreshed> {
  const now = context.now();
  const since = settings.since === null ? null : Date.parse(settings.since);
  const { from } = parseSourceCursor(context.cursor ?? null, since, now);
  let told = 0;
  for (const [repository, abouts] of groupHints(hints, settings)) {
    const [owner = '', name = ''] = repository.split('/');
    for (let start = 0; start < abouts.length; start += AT_ONCE) {
      const batch = await look({ client, owner, name, from, now }, abouts.slice(start, start + AT_ONCE), settings);
      if (batch === null) continue;
      const requests = client.requests - told;
      told += requests;
      yield {
        repositories: [batch],
        progress: { message: `news of ${batch.repository.name}`, done: 1, total: null, requests },
      };
    }
  }
}

type About = Hint['about'];

/** By repository, each thing once; repositories that the source does not read are left out. */
function groupHints(hints: readonly Hint[], { owner, repositories }: GitHubSettings): Map<string, About[]> {
  const names = repositories && new Set(repositories.map((name) => `${owner}/${name}`.toLowerCase()));
  const groups = new Map<string, Map<string, About>>();
  for (const { repository, about } of hints) {
    const key = repository.toLowerCase();
    if (names && !names.has(key)) continue;
    const group = groups.get(key) ?? new Map<string, About>();
    groups.set(key, group.set(JSON.stringify(about), about));
  }
  return new Map([...groups].map(([key, group]) => [key, [...group.values()]]));
}

/** Null when GitHub does not show the repository, or it is a fork that nobody named: the next sync says so. */
async function look(looking: Looking, hints: About[], settings: GitHubSettings): Promise<RepositoryBatch | null> {
  const { repository, batch } = await ask(looking, hints);
  if (repository === null || batch === null || (repository.isFork && settings.repositories === null)) return null;
  await refreshDeployments(looking, repository, idsOf(hints, 'DEPLOYMENT'), batch);
  await refreshReleases(looking, repository, idsOf(hints, 'RELEASE'), batch);
  await refreshRuns(looking, repository, idsOf(hints, 'WORKFLOW_RUN'), batch);
  return batch;
}

async function ask(
  looking: Looking,
  hints: About[],
): Promise<{ repository: HintedRepository | null; batch: RepositoryBatch | null }> {
  const { client, owner, name } = looking;
  const variables = { owner, name };
  const answer = await client.graphql<{ repository: HintedRepository | null }>(hintQuery(hints), variables, {
    canShrink: false,
  });
  refuseGaps(answer.refusals);
  const { repository } = answer.data;
  if (!repository) return { repository, batch: null };
  const batch = newBatch(repository);
  const answers = repository as unknown as Record<string, HintedThing | null | undefined>;
  const things = hints.map((_, index) => answers[`h${index}`] ?? null);
  await completeThings(
    client,
    things.filter((thing) => thing?.__typename !== 'Ref'),
  );
  takeThings(things, batch);
  tellGoneIssues(hints, things, stepsRefused(answer.refusals), batch);
  const merged = takePushes(looking, repository, things, batch);
  if (hints.some(({ kind }) => kind === 'PUSH' || kind === 'RELEASE')) await refreshRefs(looking, repository, batch);
  await addMerged(looking, merged, batch);
  return { repository, batch };
}

function takeThings(things: (HintedThing | null)[], batch: RepositoryBatch): void {
  for (const thing of things) {
    if (thing?.__typename === 'PullRequest') batch.pullRequests = [...(batch.pullRequests ?? []), toPullRequest(thing)];
    if (thing?.__typename === 'Issue') batch.issues = [...(batch.issues ?? []), toIssue(thing)];
  }
}

/** One that may not be read (any more) is not gone. */
function tellGoneIssues(
  hints: About[],
  things: (HintedThing | null)[],
  refused: Set<string | number>,
  batch: RepositoryBatch,
): void {
  const isGone = (index: number) => things[index] === null && !refused.has(`h${index}`);
  const gone = hints.flatMap((hint, index) => (hint.kind === 'ISSUE' && isGone(index) ? [hint.number] : []));
  if (gone.length > 0) batch.gone = { ...batch.gone, issues: gone };
}

/** Keeps what was pushed to branches that matter, and tells which pull requests it merged. */
function takePushes(
  looking: Looking,
  repository: HintedRepository,
  things: (HintedThing | null)[],
  batch: RepositoryBatch,
): number[] {
  const merged = new Set<number>();
  for (const thing of things) {
    if (thing?.__typename !== 'Ref') continue;
    if (thing.name !== repository.defaultBranchRef?.name && !isReleaseBranch(thing.name)) continue;
    const commits = nodesOf(thing.target?.history);
    addCommits(batch, commits, looking.from);
    for (const { number, mergedAt } of commits.flatMap((commit) => nodesOf(commit.associatedPullRequests)))
      if (mergedAt !== null && looking.now - Date.parse(mergedAt) < FRESH_MS) merged.add(number);
  }
  const known = new Set(batch.pullRequests?.map(({ number }) => number));
  return [...merged].filter((number) => !known.has(number)).slice(0, AT_ONCE);
}

async function addMerged(looking: Looking, numbers: number[], batch: RepositoryBatch): Promise<void> {
  if (numbers.length === 0) return;
  const { batch: more } = await ask(
    looking,
    numbers.map((number) => ({ kind: 'PULL_REQUEST', number })),
  );
  batch.pullRequests = [...(batch.pullRequests ?? []), ...(more?.pullRequests ?? [])];
}

/** Commits of the window, each once. */
export function addCommits(batch: RepositoryBatch, commits: readonly CommitPayload[], from: number): void {
  const known = new Map<string, CommitRecord>(batch.commits?.map((commit) => [commit.sha, commit]));
  for (const commit of commits.map(toCommit)) if (commit.committedAt >= from) known.set(commit.sha, commit);
  if (known.size > 0) batch.commits = [...known.values()];
}

function newBatch({ nameWithOwner, url, defaultBranchRef, id }: HintedRepository): RepositoryBatch {
  return { repository: { name: nameWithOwner, url, defaultBranch: defaultBranchRef?.name ?? null, externalId: id } };
}

function idsOf(hints: About[], kind: 'DEPLOYMENT' | 'RELEASE' | 'WORKFLOW_RUN'): string[] {
  return hints.flatMap((hint) => (hint.kind === kind ? [hint.id] : []));
}
