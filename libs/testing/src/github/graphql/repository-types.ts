import type * as Published from '@octokit/graphql-schema';
import { toIso, toIsoOrNull } from '../world/moment.js';
import type { Label } from '../world/label.js';
import type { Release } from '../world/release.js';
import type { Repository } from '../world/repository.js';
import { standing } from '../world/account.js';
import { objectOf, refOf, refsOf, type RefView } from './commit-types.js';
import { connect } from './connection.js';
import { guarded, type Arguments, type Fields } from './fields.js';
import { connectDeployments } from './deployment-types.js';
import { connectThings } from './thing-fields.js';
import { releasedCommit } from './released-commit.js';

const repository: Fields<Repository, Published.Repository> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  name: ({ name }) => name,
  nameWithOwner: ({ nameWithOwner }) => nameWithOwner,
  owner: ({ owner }) => owner,
  description: ({ description }) => description,
  url: ({ nameWithOwner }) => `https://github.com/${nameWithOwner}`,
  resourcePath: ({ nameWithOwner }) => `/${nameWithOwner}`,
  sshUrl: ({ nameWithOwner }) => `git@github.com:${nameWithOwner}.git`,
  isPrivate: ({ isPrivate }) => isPrivate,
  visibility: ({ isPrivate }) => (isPrivate ? 'PRIVATE' : 'PUBLIC'),
  isArchived: ({ isArchived }) => isArchived,
  archivedAt: ({ isArchived, updatedAt }) => (isArchived ? toIso(updatedAt) : null),
  isFork: ({ isFork }) => isFork,
  isDisabled: () => false,
  isLocked: () => false,
  isMirror: () => false,
  isTemplate: () => false,
  isInOrganization: ({ owner }) => owner.__typename === 'Organization',
  isEmpty: ({ branches }) => branches.size === 0,
  hasIssuesEnabled: () => true,
  createdAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ updatedAt }) => toIso(updatedAt),
  pushedAt: ({ pushedAt }) => toIso(pushedAt),
  primaryLanguage: () => null,
  diskUsage: ({ commits }) => commits.size,
  stargazerCount: () => 0,
  forkCount: () => 0,
  viewerPermission: () => 'READ',
  defaultBranchRef: guarded('contents', (source) => refOf(source, `refs/heads/${source.defaultBranch}`)),
  ref: guarded('contents', (source, { qualifiedName }) => refOf(source, String(qualifiedName))),
  refs: guarded('contents', (source, args) => connectRefs(askedRefs(source, args), args)),
  object: guarded('contents', (source, { oid, expression }) => objectOf(source, String(oid ?? expression))),
  pullRequest: guarded('pull_requests', ({ pulls }, { number }) => pulls.get(Number(number)) ?? null),
  pullRequests: guarded('pull_requests', ({ pulls }, args) =>
    connectThings(
      [...pulls.values()]
        .filter(({ baseRefName }) => !args.baseRefName || args.baseRefName === baseRefName)
        .filter(({ headRefName }) => !args.headRefName || args.headRefName === headRefName),
      args,
      'pullRequests',
    ),
  ),
  issue: guarded('issues', ({ issues }, { number }) => issues.get(Number(number)) ?? null),
  issues: guarded('issues', ({ issues }, args) => connectThings([...issues.values()], args, 'issues')),
  issueOrPullRequest: ({ issues, pulls }, { number }) =>
    issues.get(Number(number)) ?? pulls.get(Number(number)) ?? null,
  label: ({ labels }, { name }) => labels.get(String(name)) ?? null,
  labels: ({ labels }, args) =>
    connect([...labels.values()], args, 'labels', ({ name, databaseId }) => [name, databaseId]),
  deployments: guarded('deployments', ({ deployments }, args) => connectDeployments(deployments, args)),
  environments: guarded('environments', (source, args) =>
    connect(environmentsOf(source), args, 'environments', ({ name }) => [name]),
  ),
  release: guarded(
    'contents',
    ({ releases }, { tagName }) => releases.find((each) => each.tagName === tagName) ?? null,
  ),
  releases: guarded('contents', ({ releases }, args) => connectReleases(releases, args)),
  latestRelease: guarded('contents', ({ releases }) => latestOf(releases)),
};

const environment: Fields<{ repository: Repository; name: string }, Published.Environment> = {
  id: ({ repository: { nodeId }, name }) => `EN_${Buffer.from(`${nodeId} ${name}`).toString('base64url')}`,
  databaseId: () => null,
  name: ({ name }) => name,
};

const release: Fields<Release, Published.Release> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  repository: (source) => source.repository,
  name: ({ name }) => name,
  tagName: ({ tagName }) => tagName,
  tag: (source) => refOf(source.repository, `refs/tags/${source.tagName}`),
  tagCommit: releasedCommit,
  description: ({ body }) => body,
  url: (source) => `https://github.com/${source.repository.nameWithOwner}/releases/tag/${source.tagName}`,
  resourcePath: (source) => `/${source.repository.nameWithOwner}/releases/tag/${source.tagName}`,
  isDraft: ({ isDraft }) => isDraft,
  isPrerelease: ({ isPrerelease }) => isPrerelease,
  isLatest: (source) => latestOf(source.repository.releases) === source,
  author: ({ author }) => (author?.__typename === 'User' ? standing(author) : null),
  createdAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ updatedAt }) => toIso(updatedAt),
  publishedAt: ({ publishedAt }) => toIsoOrNull(publishedAt),
};

const label: Fields<Label, Published.Label> = {
  id: ({ nodeId }) => nodeId,
  name: ({ name }) => name,
  color: ({ color }) => color,
  description: () => null,
  isDefault: () => false,
  createdAt: ({ createdAt }) => toIso(createdAt),
};

export const repositoryTypes = { Repository: repository, Environment: environment, Release: release, Label: label };

const environmentsOf = (source: Repository) =>
  source.environments.map((name) => ({ __typename: 'Environment', repository: source, name }));

const latestOf = (releases: readonly Release[]) =>
  releases.filter(({ isDraft, isPrerelease }) => !isDraft && !isPrerelease).at(-1) ?? null;

function connectReleases(releases: readonly Release[], args: Arguments) {
  const isByName = args.orderBy?.field === 'NAME';
  const orderBy = args.orderBy ?? { field: 'CREATED_AT', direction: 'DESC' };
  return connect(releases, { ...args, orderBy }, 'releases', ({ name, createdAt, databaseId }) => [
    isByName ? (name ?? '') : createdAt,
    databaseId,
  ]);
}

/** `query` is a part of the name. */
function askedRefs(source: Repository, { refPrefix, query }: Arguments): RefView[] {
  const part = typeof query === 'string' ? query : '';
  return refsOf(source, String(refPrefix)).filter(({ name }) => name.includes(part));
}

function connectRefs(refs: RefView[], args: Arguments) {
  const isByDate = args.orderBy?.field === 'TAG_COMMIT_DATE';
  return connect(refs, args, 'refs', ({ name, committedAt }) => (isByDate ? [committedAt, name] : [name]));
}
