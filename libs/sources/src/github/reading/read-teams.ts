import type { TeamRecord } from '@weir/metrics';
import type { GitHubClient, GraphqlAnswer } from '../client/github-client.js';
import { type Listed, nodesOf, type TeamPayload } from './payloads.js';
import { TEAM_MEMBERS, TEAMS } from './queries/documents.js';

export interface ReadTeams {
  /** Null when they may not be read: those known stay. */
  teams: TeamRecord[] | null;
  problem: string | null;
}

/** All teams of an organisation with all their members. */
export async function readTeams(client: GitHubClient, owner: string): Promise<ReadTeams> {
  const teams: TeamPayload[] = [];
  let after: string | null = null;
  do {
    const answer: GraphqlAnswer<Answer> = await client.graphql(TEAMS, { owner, after }, { canShrink: false });
    const page: Listed<TeamPayload> | null | undefined = answer.data.organization?.teams;
    const [refusal] = answer.refusals;
    if (!page || refusal) return { teams: null, problem: problemOf(owner, refusal?.message) };
    teams.push(...nodesOf(page));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  for (const team of teams) await completeMembers(client, team);
  return { teams: teams.map((team) => toTeam(owner, team)), problem: null };
}

type Answer = { organization: { teams: Listed<TeamPayload> | null } | null };

async function completeMembers(client: GitHubClient, team: TeamPayload): Promise<void> {
  while (team.members.pageInfo.hasNextPage) {
    const variables = { id: team.id, after: team.members.pageInfo.endCursor };
    const { data } = await client.graphql<{ node: Pick<TeamPayload, 'members'> | null }>(TEAM_MEMBERS, variables, {
      canShrink: false,
    });
    const next = data.node?.members ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    team.members = { nodes: [...nodesOf(team.members), ...nodesOf(next)], pageInfo: next.pageInfo };
  }
}

function toTeam(owner: string, { slug, name, members }: TeamPayload): TeamRecord {
  return { key: `${owner}/${slug}`, name, members: nodesOf(members).map(({ login }) => login) };
}

function problemOf(owner: string, reason: string | undefined): string {
  const told = reason ? ` (${reason})` : '';
  return `The teams of ${owner} could not be read${told}: figures by team are missing. Give the token the permission to read the organisation's members.`;
}
