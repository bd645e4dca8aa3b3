import { standing, type Account, type Team } from '../../world/account.js';
import { toIso } from '../../world/moment.js';
import type { World } from '../../world/world.js';
import type { OrganizationBody, OrganizationSimple, SimpleUser, TeamBody, UserBody } from '../answers.js';

/** Makes addresses of the API as it was asked for. */
export type Api = (path: string) => string;

export function toSimpleUser(account: Account, api: Api): SimpleUser {
  const { login, databaseId, nodeId, __typename } = account;
  const user = api(`/users/${login}`);
  return {
    login,
    id: databaseId,
    node_id: nodeId,
    avatar_url: `https://avatars.githubusercontent.com/u/${databaseId}?v=4`,
    gravatar_id: '',
    url: user,
    html_url: `https://github.com/${login}`,
    followers_url: `${user}/followers`,
    following_url: `${user}/following{/other_user}`,
    gists_url: `${user}/gists{/gist_id}`,
    starred_url: `${user}/starred{/owner}{/repo}`,
    subscriptions_url: `${user}/subscriptions`,
    organizations_url: `${user}/orgs`,
    repos_url: `${user}/repos`,
    events_url: `${user}/events{/privacy}`,
    received_events_url: `${user}/received_events`,
    type: __typename,
    site_admin: false,
  };
}

/** GitHub's REST says `ghost` for somebody who deleted their account. */
export const toUserOrGhost = (account: Account | null, world: World, api: Api) =>
  toSimpleUser(standing(account) ?? world.ghost, api);

export function toUserOrNull(account: Account | null, api: Api): SimpleUser | null {
  const found = standing(account);
  return found && toSimpleUser(found, api);
}

export function toUser(account: Account, world: World, api: Api): UserBody {
  return {
    ...toSimpleUser(account, api),
    name: account.name,
    company: null,
    blog: null,
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    public_repos: world.repositoriesOf(account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: toIso(account.createdAt),
    updated_at: toIso(account.createdAt),
  };
}

export function toOrganizationSimple({ login, databaseId, nodeId }: Account, api: Api): OrganizationSimple {
  const url = api(`/orgs/${login}`);
  return {
    login,
    id: databaseId,
    node_id: nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${databaseId}?v=4`,
    description: null,
  };
}

export function toOrganization(account: Account, world: World, api: Api): OrganizationBody {
  return {
    ...toOrganizationSimple(account, api),
    name: account.name ?? account.login,
    html_url: `https://github.com/${account.login}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: world.repositoriesOf(account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: toIso(account.createdAt),
    updated_at: toIso(account.createdAt),
    archived_at: null,
  };
}

export function toTeam({ organisation, slug, name, databaseId, nodeId }: Team, api: Api): TeamBody {
  const url = api(`/organizations/${organisation.databaseId}/team/${databaseId}`);
  return {
    id: databaseId,
    node_id: nodeId,
    url,
    html_url: `https://github.com/orgs/${organisation.login}/teams/${slug}`,
    name,
    slug,
    description: null,
    privacy: 'closed',
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    parent: null,
  };
}
