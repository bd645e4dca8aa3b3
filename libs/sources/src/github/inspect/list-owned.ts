import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Instant } from '@weir/metrics';
import type { GitHubClient, GraphqlAnswer } from '../client/github-client.js';
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

const OWNER = `query InspectOwner($owner: String!, $after: String) {
  repositoryOwner(login: $owner) {
    __typename login
    ... on Organization { name }
    ... on User { name }
    repositories(first: 100, after: $after, ownerAffiliations: [OWNER], orderBy: { field: PUSHED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { name description isPrivate isArchived isFork pushedAt pullRequests(first: 1) { totalCount } }
    }
  }
}`;

interface RepositoryNode extends Omit<InspectedRepository, 'pushedAt' | 'pullRequests'> {
  pushedAt: string | null;
  pullRequests: { totalCount: number } | null;
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
  for (;;) {
    const answer: GraphqlAnswer<{ repositoryOwner: OwnerNode | null }> = await client.graphql(
      OWNER,
      { owner, after },
      { canShrink: false },
    );
    const node = answer.data.repositoryOwner;
    const [refusal] = answer.refusals;
    if (!node) throw unknownOwner(client, owner);
    if (refusal && !node.repositories?.nodes?.some((one) => one !== null))
      throw new GitHubError(refusal.fault, refusal.message, refusal.ssoUrl);
    repositories.push(...(node.repositories?.nodes ?? []).flatMap((one) => (one ? [fromNode(one)] : [])));
    after = node.repositories?.pageInfo.endCursor ?? null;
    if (node.repositories?.pageInfo.hasNextPage !== true || after === null)
      return { owner: node.login, name: node.name ?? null, kind: toKind(node.__typename), repositories };
  }
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
