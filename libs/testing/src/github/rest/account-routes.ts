import { Refusal } from '../http/answer.js';
import { demandOfOrganisation } from '../http/viewer.js';
import type { Limit } from '../http/rate-limits.js';
import type { Account } from '../world/account.js';
import { toOrganization, toOrganizationSimple, toSimpleUser, toTeam, toUser } from './bodies/account-bodies.js';
import { found, paged, type RestCall, type RestHandler } from './rest-call.js';

const toLimit = ({ limit, used, remaining, resetAt }: Limit) => ({ limit, used, remaining, reset: resetAt / 1000 });

function viewerOf({ viewer, world }: RestCall): Account {
  if (!viewer.token) throw new Refusal(401, 'Requires authentication', 'UNAUTHENTICATED');
  return world.account(viewer.token.login);
}

function organisationOf({ world, params, viewer }: RestCall, isForMembers = true): Account {
  const organisation = found(world.findAccount(params.org ?? ''));
  if (organisation.__typename !== 'Organization') throw new Refusal(404, 'Not Found', 'NOT_FOUND');
  demandOfOrganisation(viewer, organisation, isForMembers ? 'members' : 'metadata');
  return organisation;
}

export const accountRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /rate_limit': ({ limits }) => {
    const [core, graphql] = [toLimit(limits.core), toLimit(limits.graphql)];
    return { resources: { core, graphql, search: { ...core, limit: 30, used: 0, remaining: 30 } }, rate: core };
  },
  'GET /user': (call) => toUser(viewerOf(call), call.world, call.api),
  'GET /user/orgs': (call) => {
    viewerOf(call);
    const organisations = [...call.world.accounts.values()].filter((each) => each.__typename === 'Organization');
    return paged(call, organisations, (each) => toOrganizationSimple(each, call.api));
  },
  'GET /users/{username}': (call) =>
    toUser(found(call.world.findAccount(call.params.username ?? '')), call.world, call.api),
  'GET /orgs/{org}': (call) => toOrganization(organisationOf(call, false), call.world, call.api),
  'GET /orgs/{org}/teams': (call) => {
    const organisation = organisationOf(call);
    const teams = call.world.teams.filter((team) => team.organisation === organisation);
    return paged(call, teams, (team) => toTeam(team, call.api));
  },
  'GET /orgs/{org}/teams/{team_slug}/members': (call) => {
    const organisation = organisationOf(call);
    const isAsked = (slug: string) => slug === call.params.team_slug;
    const team = found(call.world.teams.find((each) => each.organisation === organisation && isAsked(each.slug)));
    return paged(
      call,
      team.members.filter(({ isDeleted }) => !isDeleted),
      (member) => toSimpleUser(member, call.api),
    );
  },
};
