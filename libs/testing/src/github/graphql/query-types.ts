import type * as Published from '@octokit/graphql-schema';
import { notFound, Refusal } from '../http/answer.js';
import { demand, sees } from '../http/viewer.js';
import type { Permission } from '../world/access-list.js';
import type { Account } from '../world/account.js';
import { toIso } from '../world/moment.js';
import type { Repository } from '../world/repository.js';
import type { Entity } from '../world/world.js';
import type { Arguments, Asking, Fields } from './fields.js';

const query: Fields<undefined, Published.Query> = {
  repository: (_source, { owner, name, followRenames }, asking) =>
    repositoryNamed(asking, `${owner}/${name}`, followRenames !== false),
  node: (_source, { id }, asking) => nodeOf(asking, String(id)),
  nodes: (_source, { ids }, asking) => (ids as string[]).map((id) => orError(() => nodeOf(asking, id))),
  organization: (_source, { login }, asking) => accountNamed(asking, String(login), ['Organization']),
  user: (_source, { login }, asking) => accountNamed(asking, String(login), ['User']),
  repositoryOwner: (_source, { login }, { world }) => world.findAccount(String(login)),
  viewer: (_source, _args, { viewer, world }) => ({
    ...world.account(viewer.token?.login ?? 'ghost'),
    __typename: 'User',
  }),
  rateLimit: (_source, _args: Arguments, asking) => asking,
};

const rateLimit: Fields<Asking, Published.RateLimit> = {
  cost: ({ cost }) => cost.points,
  nodeCount: ({ cost }) => cost.nodes,
  limit: ({ limit }) => limit.limit,
  used: ({ limit }) => limit.used,
  remaining: ({ limit }) => limit.remaining,
  resetAt: ({ limit }) => toIso(limit.resetAt),
};

export const queryTypes = { Query: query, RateLimit: rateLimit };

export function repositoryNamed(asking: Asking, name: string, followsRenames: boolean): Repository {
  const found = asking.world.findRepository(name);
  const isThere = found && (followsRenames || found.nameWithOwner.toLowerCase() === name.toLowerCase());
  if (!isThere || !sees(asking.viewer, found)) {
    throw new Refusal(200, `Could not resolve to a Repository with the name '${name}'.`, 'NOT_FOUND');
  }
  demand(asking.viewer, found, 'metadata');
  asking.strike(found);
  return found;
}

/** What a token must be allowed to read to be given these by their ids. */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  PullRequest: 'pull_requests',
  Issue: 'issues',
  Deployment: 'deployments',
  Commit: 'contents',
  Release: 'contents',
};

function nodeOf(asking: Asking, id: string): Entity {
  const node = asking.world.findNode(id);
  const repository = node && repositoryOf(node);
  const unresolved = new Refusal(200, `Could not resolve to a node with the global id of '${id}'`, 'NOT_FOUND');
  if (!node || (repository && !sees(asking.viewer, repository))) throw unresolved;
  if (repository) demand(asking.viewer, repository, PERMISSIONS[node.__typename] ?? 'metadata');
  if (repository) asking.strike(repository);
  return node;
}

function repositoryOf(node: Entity & { repository?: Repository }): Repository | null {
  return node.__typename === 'Repository' ? (node as Repository) : (node.repository ?? null);
}

/** In a list each id is refused by itself. */
function orError(read: () => Entity): Entity | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : notFound();
  }
}

function accountNamed({ world }: Asking, login: string, types: string[]): Account {
  const found = world.findAccount(login);
  if (found && types.includes(found.__typename)) return found;
  const article = types[0] === 'Organization' ? 'an Organization' : 'a User';
  throw new Refusal(200, `Could not resolve to ${article} with the login of '${login}'.`, 'NOT_FOUND');
}
