import type { Instant } from '@weir/metrics';
import type { GitHubClient, GitHubRefusal } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { toInstant } from '../to-instant.js';
import { isPageNumber } from './page-number.js';
import { completeLists } from './complete-lists.js';
import { listThings } from './list-things.js';
import type {
  CommitPage,
  ListedThings,
  PageAnswer,
  PageAsk,
  PageOptions,
  RepositoryKey,
  RepositoryPages,
  Thing,
  ThingKind,
} from './pages.js';
import {
  type DeploymentPayload,
  type IssuePayload,
  type Listed,
  nodesOf,
  type PullRequestPayload,
} from './payloads.js';
import { commitsOfHeads, REPOSITORY_PAGE, THINGS_AGAIN } from './queries/documents.js';
import { type RepositoryPayload, toAnswer, toCommitPage } from './repository-answer.js';
import { toDeploymentItem, toIssueItem, toPullRequestItem } from './to-items.js';

const COMMITS = 100;
/** Commits of one head among many: branches are short. */
const COMMITS_OF_HEAD = 20;
const THINGS_AT_ONCE = 100;

/** The pages of a repository, as many as are asked for, in one request; longer lists inside things in a further one. */
export class GraphQLPages implements RepositoryPages {
  constructor(private readonly client: GitHubClient) {}

  async read(repository: RepositoryKey, ask: PageAsk, options: PageOptions): Promise<PageAnswer> {
    const variables = toVariables(repository, ask);
    const { data, refusals } = await this.client.graphql<Answer>(REPOSITORY_PAGE, variables, options);
    const payload = data.node;
    if (!payload) {
      const refused = toRefused({}, ask, refusals);
      if (Object.keys(refused).length > 0) return { refused };
      throw toError(repository, refusals);
    }
    checkWhole(payload, repository, ask, refusals);
    await this.complete('PullRequest', payload.pullRequests, ask.pullRequests?.until, (one) => one.updatedAt);
    await this.complete('Issue', payload.issues, ask.issues?.until, (one) => one.updatedAt);
    await this.complete('Deployment', payload.deployments, ask.deployments?.until, (one) => one.createdAt);
    return { ...toAnswer(payload, repository, ask), refused: toRefused(payload, ask, refusals) };
  }

  async readHeads({ id }: RepositoryKey, heads: string[], since: Instant): Promise<(CommitPage | null)[] | null> {
    const variables = Object.fromEntries(heads.map((sha, index) => [`h${index}`, sha]));
    const { data, refusals } = await this.client.graphql<{ node: Record<string, RepositoryPayload['commits']> | null }>(
      commitsOfHeads(heads.length, COMMITS_OF_HEAD),
      { id, since: toText(since), ...variables },
      { canShrink: false },
    );
    if (!data.node || refusals.some(({ fault }) => fault !== 'NOT_FOUND')) return null;
    return heads.map((_, index) => toCommitPage(data.node?.[`h${index}`]));
  }

  async readThings(ids: string[]): Promise<(Thing | null)[]> {
    const things: (Thing | null)[] = [];
    for (let from = 0; from < ids.length; from += THINGS_AT_ONCE) {
      const asked = { ids: ids.slice(from, from + THINGS_AT_ONCE) };
      const answer = await this.client.graphql<{ nodes: (ThingPayload | null)[] }>(THINGS_AGAIN, asked, {
        canShrink: false,
      });
      const { data, refusals } = answer;
      await completeThings(this.client, data.nodes);
      things.push(...data.nodes.map((node, index) => toThing(node) ?? toRefusedThing(refusals, index)));
    }
    return things;
  }

  listThings({ id }: RepositoryKey, from: Instant, kinds: ThingKind[]): Promise<ListedThings | null> {
    return listThings(this.client, id, from, kinds);
  }

  /** Things that are older than wanted are not completed. */
  private async complete<T extends PullRequestPayload | IssuePayload | DeploymentPayload>(
    type: ThingPayload['__typename'],
    list: Listed<T> | undefined,
    until: Instant | undefined,
    timeOf: (thing: T) => string,
  ): Promise<void> {
    const wanted = nodesOf(list).filter((thing) => toInstant(timeOf(thing)) >= (until ?? -Infinity));
    await completeLists(this.client, type, wanted);
  }
}

export type ThingPayload =
  | ({ __typename: 'PullRequest' } & PullRequestPayload)
  | ({ __typename: 'Issue' } & IssuePayload)
  | ({ __typename: 'Deployment' } & DeploymentPayload);

export async function completeThings(client: GitHubClient, nodes: readonly (ThingPayload | null)[]): Promise<void> {
  for (const type of ['PullRequest', 'Issue', 'Deployment'] as const)
    await completeLists(
      client,
      type,
      nodes.filter((node) => node !== null).filter((node) => node.__typename === type),
    );
}

function toThing(payload: ThingPayload | null): Thing | null {
  if (payload?.__typename === 'PullRequest') return { kind: 'PULL_REQUEST', item: toPullRequestItem(payload) };
  if (payload?.__typename === 'Issue') return { kind: 'ISSUE', item: toIssueItem(payload) };
  const item = payload?.__typename === 'Deployment' ? toDeploymentItem(payload)[0] : undefined;
  return item ? { kind: 'DEPLOYMENT', item } : null;
}

function toRefusedThing(refusals: GitHubRefusal[], index: number): Thing | null {
  const refusal = refusals.find(({ path }) => path[0] === 'nodes' && path[1] === index);
  return refusal && refusal.fault !== 'NOT_FOUND' ? { kind: 'REFUSED' } : null;
}

type Answer = { node: RepositoryPayload | null };

function toError({ name }: RepositoryKey, [refusal]: GitHubRefusal[]): GitHubError {
  if (refusal) return new GitHubError(refusal.fault, refusal.message, refusal.ssoUrl);
  return new GitHubError('NOT_FOUND', `GitHub does not show ${name} any more.`);
}

const FIELDS: Partial<Record<keyof PageAsk, keyof RepositoryPayload>> = {
  pullRequests: 'pullRequests',
  issues: 'issues',
  deployments: 'deployments',
  releases: 'releases',
  tags: 'tags',
  commits: 'commits',
};

/** A list that is neither there nor refused would be asked for again and again. */
function checkWhole(
  payload: RepositoryPayload,
  { name }: RepositoryKey,
  ask: PageAsk,
  refusals: GitHubRefusal[],
): void {
  const refused = toRefused(payload, ask, refusals);
  const missing = (['pullRequests', 'issues', 'deployments', 'releases'] as const).find(
    (key) => ask[key] && !payload[key] && refused[key] === undefined,
  );
  if (missing) throw new GitHubError('MALFORMED', `GitHub leaves out the ${missing} of ${name} and does not say why.`);
}

/** What was asked for and refused: GitHub leaves out the list, or the whole repository for it. */
function toRefused(
  payload: RepositoryPayload,
  ask: PageAsk,
  refusals: GitHubRefusal[],
): NonNullable<PageAnswer['refused']> {
  const missing = Object.entries(FIELDS).filter(([key, field]) => ask[key as keyof PageAsk] && !payload[field]);
  return Object.fromEntries(
    missing.flatMap(([key, field]) => {
      const refusal = refusals.find(({ path }) => path.includes(field));
      return refusal ? [[key, refusal.message]] : [];
    }),
  );
}

function toVariables({ id }: RepositoryKey, ask: PageAsk): Record<string, unknown> {
  const { pullRequests, issues, deployments, releases, branches, tags, commits } = ask;
  return {
    id,
    ...{
      withPullRequests: !!pullRequests,
      pullRequests: pullRequests?.size ?? 1,
      pullRequestsAfter: toCursor(pullRequests?.after),
    },
    ...{ withIssues: !!issues, issues: issues?.size ?? 1, issuesAfter: toCursor(issues?.after) },
    ...{
      withDeployments: !!deployments,
      deployments: deployments?.size ?? 1,
      deploymentsAfter: toCursor(deployments?.after),
    },
    ...{ withReleases: !!releases, releasesAfter: releases?.after },
    ...{ withBranches: !!branches, withTags: !!tags, tagsAfter: tags?.after },
    ...{ withCommits: !!commits, commits: COMMITS, commitsOf: commits?.head, commitsAfter: toCursor(commits?.after) },
    commitsSince: commits && toText(commits.since),
  };
}

/** A place that REST told means nothing to GraphQL: the reading begins at the top again. */
function toCursor(after: string | null | undefined): string | null {
  return !after || isPageNumber(after) ? null : after;
}

const toText = (at: Instant): string => new Date(at).toISOString();
