import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Instant } from '@weir/metrics';
import type { GitHubClient, GitHubRefusal, GraphqlAnswer } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { toInstantOrNull } from '../to-instant.js';
import { readAllPages } from '../client/read-all-pages.js';

export interface InspectedRepository {
  name: string;
  description: string | null;
  isPrivate: boolean;
  isArchived: boolean;
  isFork: boolean;
  pushedAt: Instant | null;
  /** How many there are; null where it would cost a request for each repository. */
  pullRequests: number | null;
}

export interface OwnedRepositories {
  /** As GitHub spells it. */
  owner: string;
  /** What it calls itself. */
  name: string | null;
  kind: 'USER' | 'ORGANIZATION' | null;
  /** Newest push first. */
  repositories: InspectedRepository[];
}

/** Who the owner is and every repository that may be seen, a hundred a request. */
export async function listOwned(
  client: GitHubClient,
  owner: string,
  account: string | null,
): Promise<OwnedRepositories> {
  const listed =
    client.reach === 'GRAPHQL' ? await listByGraphQL(client, owner) : await listByRest(client, owner, account);
  return { ...listed, repositories: listed.repositories.sort((a, b) => (b.pushedAt ?? 0) - (a.pushedAt ?? 0)) };
}

const OWNER = `query InspectOwner($owner: String!, $after: String, $withCounts: Boolean!) {
  repositoryOwner(login: $owner) {
    __typename login
    ... on Organization { name }
    ... on User { name }
    repositories(first: 100, after: $after, ownerAffiliations: [OWNER], orderBy: { field: PUSHED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { name description isPrivate isArchived isFork pushedAt pullRequests(first: 1) @include(if: $withCounts) { totalCount } }
    }
  }
}`;

interface RepositoryNode extends Omit<InspectedRepository, 'pushedAt' | 'pullRequests'> {
  pushedAt: string | null;
  pullRequests?: { totalCount: number };
}

interface OwnerNode {
  __typename: string;
  login: string;
  name?: string | null;
  repositories: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: (RepositoryNode | null)[] | null;
  } | null;
}

async function listByGraphQL(client: GitHubClient, owner: string): Promise<OwnedRepositories> {
  const repositories: InspectedRepository[] = [];
  let after: string | null = null;
  let withCounts = true;
  for (;;) {
    const variables: Record<string, unknown> = { owner, after, withCounts };
    const answer: OwnerAnswer = await client.graphql(OWNER, variables, { canShrink: false });
    const { refusals } = answer;
    const node: OwnerNode | null = answer.data.repositoryOwner;
    if (!node) throw unknownOwner(client, owner);
    // Who may not count pull requests is shown no repository at all.
    const isCountRefused: boolean = withCounts && refusals.some(({ path }) => path.includes('pullRequests'));
    withCounts &&= !isCountRefused;
    if (isCountRefused) continue;
    repositories.push(...takeRepositories(node, refusals));
    after = node.repositories?.pageInfo.endCursor ?? null;
    if (node.repositories?.pageInfo.hasNextPage !== true || after === null)
      return { owner: node.login, name: node.name ?? null, kind: toKind(node.__typename), repositories };
  }
}

type OwnerAnswer = GraphqlAnswer<{ repositoryOwner: OwnerNode | null }>;

function takeRepositories({ repositories }: OwnerNode, [refusal]: GitHubRefusal[]): InspectedRepository[] {
  const nodes = (repositories?.nodes ?? []).filter((node) => node !== null);
  if (refusal && nodes.length === 0) throw new GitHubError(refusal.fault, refusal.message, refusal.ssoUrl);
  return nodes.map(fromNode);
}

function fromNode({ pushedAt, pullRequests, ...rest }: RepositoryNode): InspectedRepository {
  return { ...rest, pushedAt: toInstantOrNull(pushedAt), pullRequests: pullRequests?.totalCount ?? null };
}

type Account = RestEndpointMethodTypes['users']['getByUsername']['response']['data'];
type RepositoryBody = RestEndpointMethodTypes['repos']['listForUser']['response']['data'][number];

/** Without a token three pages are what 60 requests an hour have room for. */
const ANONYMOUS_PAGES = 3;

async function listByRest(client: GitHubClient, owner: string, account: string | null): Promise<OwnedRepositories> {
  const { login, name, type } = await readOwner(client, owner);
  const kind = toKind(type);
  const isOwn = account?.toLowerCase() === login.toLowerCase();
  const bodies = await readAllPages<RepositoryBody>(
    client,
    isOwn ? '/user/repos' : kind === 'ORGANIZATION' ? '/orgs/{org}/repos' : '/users/{username}/repos',
    { ...(isOwn ? { affiliation: 'owner' } : { org: login, username: login }), sort: 'pushed', direction: 'desc' },
    client.reach === 'ANONYMOUS' ? ANONYMOUS_PAGES : Infinity,
  );
  return { owner: login, name, kind, repositories: bodies.map(fromBody) };
}

async function readOwner(client: GitHubClient, owner: string): Promise<Account> {
  try {
    const answer = await client.rest<Account>('/users/{username}', { username: owner });
    if (!answer.isNotModified) return answer.data;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.fault !== 'NOT_FOUND') throw error;
  }
  throw unknownOwner(client, owner);
}

function fromBody(body: RepositoryBody): InspectedRepository {
  return {
    name: body.name,
    description: body.description,
    isPrivate: body.private,
    isArchived: body.archived ?? false,
    isFork: body.fork,
    pushedAt: toInstantOrNull(body.pushed_at),
    pullRequests: null,
  };
}

function toKind(type: string): OwnedRepositories['kind'] {
  return type === 'Organization' ? 'ORGANIZATION' : type === 'User' ? 'USER' : null;
}

function unknownOwner({ webUrl, reach }: GitHubClient, owner: string): GitHubError {
  const hidden = reach === 'ANONYMOUS' ? '' : ', or this token may not see it';
  return new GitHubError(
    'NOT_FOUND',
    `${new URL(webUrl).host} knows no user or organisation “${owner}”${hidden}. Is it spelt like in its address, ${webUrl}/${owner}?`,
  );
}
