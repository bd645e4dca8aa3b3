import type { TeamRecord } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { readAllPages } from '../client/read-all-pages.js';
import type { ReadTeams } from '../reading/read-teams.js';
import { PERMISSIONS } from '../rules/permissions.js';
import type { TeamBody, UserBody } from './bodies.js';

/** All teams of an organisation with all their members. */
export async function readRestTeams(client: GitHubClient, owner: string): Promise<ReadTeams> {
  try {
    const teams = await readAllPages<TeamBody>(client, '/orgs/{org}/teams', { org: owner });
    const records: TeamRecord[] = [];
    for (const { slug, name } of teams)
      records.push({ key: `${owner}/${slug}`, name, members: await readMembers(client, owner, slug) });
    return { teams: records, problem: null };
  } catch (error) {
    if (!(error instanceof GitHubError) || !['FORBIDDEN', 'NOT_FOUND', 'SSO'].includes(error.fault)) throw error;
    return { teams: null, problem: `${error.message} ${PERMISSIONS.members.effect}` };
  }
}

async function readMembers(client: GitHubClient, org: string, slug: string): Promise<string[]> {
  const members = await readAllPages<UserBody>(client, '/orgs/{org}/teams/{team_slug}/members', {
    org,
    team_slug: slug,
  });
  return members.map(({ login }) => login);
}
