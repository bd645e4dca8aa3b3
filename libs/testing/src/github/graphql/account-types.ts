import type * as Published from '@octokit/graphql-schema';
import { demandOfOrganisation, sees, singleSignOnRefusal } from '../http/viewer.js';
import type { Account, Team } from '../world/account.js';
import { toIso } from '../world/moment.js';
import type { Repository } from '../world/repository.js';
import { connect, type Place } from './connection.js';
import type { Arguments, Asking, Fields } from './fields.js';
import { repositoryNamed } from './query-types.js';

/** GraphQL names a bot without the `[bot]` of its login. */
const loginOf = ({ login }: Account) => login.replace(/\[bot\]$/, '');
const byLogin = ({ login, databaseId }: Account): Place => [login, databaseId];

const account: Fields<Account, Published.Bot> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  login: loginOf,
  url: (source) => `https://github.com/${loginOf(source)}`,
  resourcePath: (source) => `/${loginOf(source)}`,
  avatarUrl: ({ databaseId }) => `https://avatars.githubusercontent.com/u/${databaseId}?v=4`,
  createdAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ createdAt }) => toIso(createdAt),
};

const owner: Fields<Account, Published.Organization> = {
  ...account,
  name: ({ name }) => name,
  email: ({ email }) => email ?? '',
  repositories: (source, args, asking) => connectRepositories(repositoriesOf(source, args, asking), args, asking),
  repository: (source, { name, followRenames }, asking) =>
    repositoryNamed(asking, `${source.login}/${name}`, followRenames !== false),
};

const organization: Fields<Account, Published.Organization> = {
  ...owner,
  viewerIsAMember: () => true,
  teams: (source, args, asking) => {
    demandOfOrganisation(asking.viewer, source, 'members');
    const teams = asking.world.teams.filter((team) => team.organisation === source);
    return connect(teams, args, 'teams', ({ name, databaseId }) => [name, databaseId]);
  },
  team: (source, { slug }, asking) => {
    demandOfOrganisation(asking.viewer, source, 'members');
    return asking.world.teams.find((team) => team.organisation === source && team.slug === slug) ?? null;
  },
  membersWithRole: (source, args, asking) => {
    demandOfOrganisation(asking.viewer, source, 'members');
    const teams = asking.world.teams.filter((team) => team.organisation === source);
    return connect([...new Set(teams.flatMap(({ members }) => members))], args, 'membersWithRole', byLogin);
  },
};

const user: Fields<Account, Published.User> = {
  ...owner,
  isViewer: ({ login }, _args, { viewer }) => viewer.token?.login === login,
  organizations: (_source, args, { world }) => {
    const organisations = [...world.accounts.values()].filter((each) => each.__typename === 'Organization');
    return connect(organisations, args, 'organizations', byLogin);
  },
};

const team: Fields<Team, Published.Team> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  slug: ({ slug }) => slug,
  combinedSlug: ({ organisation, slug }) => `${organisation.login}/${slug}`,
  name: ({ name }) => name,
  description: () => null,
  privacy: () => 'VISIBLE',
  parentTeam: () => null,
  organization: ({ organisation }) => organisation,
  url: ({ organisation, slug }) => `https://github.com/orgs/${organisation.login}/teams/${slug}`,
  createdAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ updatedAt }) => toIso(updatedAt),
  members: ({ members }, args) =>
    connect(
      members.filter((member) => !member.isDeleted),
      args,
      'members',
      byLogin,
    ),
};

export const accountTypes = { Organization: organization, User: user, Bot: account, Team: team };

function repositoriesOf(source: Account, { isArchived, isFork, privacy }: Arguments, asking: Asking): Repository[] {
  return asking.world
    .repositoriesOf(source)
    .filter((each) => sees(asking.viewer, each) && each.closed === null)
    .filter((each) => typeof isArchived !== 'boolean' || each.isArchived === isArchived)
    .filter((each) => typeof isFork !== 'boolean' || each.isFork === isFork)
    .filter((each) => !privacy || each.isPrivate === (privacy === 'PRIVATE'));
}

function connectRepositories(repositories: Repository[], args: Arguments, { viewer }: Asking) {
  const field = args.orderBy?.field ?? 'CREATED_AT';
  const page = connect(repositories, args, 'repositories', (each) => [repositoryKey(each, field), each.databaseId]);
  const orRefused = (each: Repository) => singleSignOnRefusal(viewer, each.owner) ?? each;
  return {
    totalCount: page.totalCount,
    get nodes() {
      return page.nodes.map(orRefused);
    },
    get edges() {
      return page.edges.map(({ node, cursor }) => ({ node: orRefused(node), cursor }));
    },
    get pageInfo() {
      return page.pageInfo;
    },
  };
}

function repositoryKey(repository: Repository, field: string): number | string {
  if (field === 'NAME') return repository.name;
  if (field === 'PUSHED_AT') return repository.pushedAt;
  return field === 'UPDATED_AT' ? repository.updatedAt : repository.createdAt;
}
