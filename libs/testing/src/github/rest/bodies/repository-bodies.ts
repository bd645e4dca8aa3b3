import { toIso } from '../../world/moment.js';
import type { Repository } from '../../world/repository.js';
import type { FullRepository, RepositoryBody } from '../answers.js';
import { toSimpleUser, type Api } from './account-bodies.js';

function addressesOf({ nameWithOwner }: Repository, api: Api) {
  const url = api(`/repos/${nameWithOwner}`);
  return {
    url,
    html_url: `https://github.com/${nameWithOwner}`,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  };
}

function clonesOf({ nameWithOwner }: Repository) {
  return {
    clone_url: `https://github.com/${nameWithOwner}.git`,
    git_url: `git://github.com/${nameWithOwner}.git`,
    ssh_url: `git@github.com:${nameWithOwner}.git`,
    svn_url: `https://github.com/${nameWithOwner}`,
    mirror_url: null,
  };
}

/** A whole repository: what GitHub's lists say of one, and more than its minimal form must have. */
export function toRepository(repository: Repository, api: Api): RepositoryBody {
  const openIssues = [...repository.issues.values()].filter(({ state }) => state === 'OPEN').length;
  return {
    id: repository.databaseId,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: repository.nameWithOwner,
    owner: toSimpleUser(repository.owner, api),
    private: repository.isPrivate,
    visibility: repository.isPrivate ? 'private' : 'public',
    description: repository.description,
    fork: repository.isFork,
    ...addressesOf(repository, api),
    ...clonesOf(repository),
    default_branch: repository.defaultBranch,
    archived: repository.isArchived,
    disabled: false,
    topics: [],
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    has_downloads: true,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    open_issues: openIssues,
    open_issues_count: openIssues,
    size: repository.commits.size,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    created_at: toIso(repository.createdAt),
    updated_at: toIso(repository.updatedAt),
    pushed_at: toIso(repository.pushedAt),
  };
}

export function toFullRepository(repository: Repository, api: Api): FullRepository {
  return {
    ...toRepository(repository, api),
    has_discussions: false,
    created_at: toIso(repository.createdAt),
    updated_at: toIso(repository.updatedAt),
    pushed_at: toIso(repository.pushedAt),
    network_count: 0,
    subscribers_count: 0,
  };
}

/** Inside other answers: without its licence, of which the minimal form has another shape. */
export function toMinimalRepository(repository: Repository, api: Api): Omit<RepositoryBody, 'license'> {
  const { license: _license, ...minimal } = toRepository(repository, api);
  return minimal;
}
