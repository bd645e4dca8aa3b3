import { lists } from '../http/viewer.js';
import type { Repository } from '../world/repository.js';
import { toFullRepository, toRepository } from './bodies/repository-bodies.js';
import { found, paged, repositoryOf, type RestCall, type RestHandler } from './rest-call.js';

const byField: Readonly<Record<string, (repository: Repository) => number | string>> = {
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
  pushed: ({ pushedAt }) => pushedAt,
  full_name: ({ nameWithOwner }) => nameWithOwner.toLowerCase(),
};

function pageOf(call: RestCall, repositories: Repository[]) {
  const { sort = 'full_name', direction = sort === 'full_name' ? 'asc' : 'desc' } = call.query;
  const keyOf = byField[sort] ?? (({ nameWithOwner }: Repository) => nameWithOwner);
  const sorted = repositories
    .filter((each) => lists(call.viewer, each) && each.closed === null)
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return paged(call, direction === 'desc' ? sorted.reverse() : sorted, (each) => toRepository(each, call.api));
}

function ofOwner(call: RestCall): unknown {
  const owner = found(call.world.findAccount(call.params.org ?? call.params.username ?? ''));
  return pageOf(call, call.world.repositoriesOf(owner));
}

export const repositoryRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /repos/{owner}/{repo}': (call) => toFullRepository(repositoryOf(call), call.api),
  'GET /orgs/{org}/repos': ofOwner,
  'GET /users/{username}/repos': ofOwner,
  'GET /user/repos': (call) => pageOf(call, [...call.world.repositories.values()]),
};
