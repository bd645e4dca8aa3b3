import { GitHubError } from '../client/github-error.js';
import type { OctokitClient } from '../client/octokit-client.js';
import { type Permission, PERMISSIONS } from '../rules/permissions.js';
import type { OwnedRepositories } from './list-owned.js';

export interface MissingPermission {
  /** As GitHub calls it. */
  permission: string;
  /** What will be missing in the figures without it. */
  effect: string;
}

/** What each permission lets us read, as the cheapest question that needs it. */
const PROBES: readonly [Permission, string][] = [
  ['contents', '/repos/{owner}/{repo}/commits'],
  ['pull_requests', '/repos/{owner}/{repo}/pulls'],
  ['deployments', '/repos/{owner}/{repo}/deployments'],
  ['actions', '/repos/{owner}/{repo}/actions/runs'],
  ['issues', '/repos/{owner}/{repo}/issues'],
];
const TEAMS = '/orgs/{org}/teams';

const NO_TOKEN: MissingPermission = {
  permission: 'A token',
  effect:
    'Without a token GitHub answers 60 requests an hour and shows public repositories only: Weir reads the newest 100 pull requests of each, without their commits and reviews. Give a token, or read a clone of the repository instead.',
};

/** Each permission that is missing, with what it is missing for. Scopes and Apps say so themselves; other tokens are tried out. */
export async function findMissing(client: OctokitClient, owned: OwnedRepositories): Promise<MissingPermission[]> {
  if (client.credentials.kind === 'ANONYMOUS') return [NO_TOKEN];
  const wanted = wantedFrom(owned);
  const granted = await client.readAppPermissions();
  if (granted) return wanted.filter((key) => !(key in granted)).map(toMissing);
  const scopes = await readScopes(client, owned.owner);
  if (scopes === null) return tryOut(client, owned);
  // Scopes do not say whether single sign-on lets them in; asking for something of the members does.
  if (owned.kind === 'ORGANIZATION') await isRefused(client, TEAMS, { org: owned.owner });
  return missingScopes(scopes, owned);
}

function wantedFrom({ kind }: OwnedRepositories): Permission[] {
  return [...PROBES.map(([key]) => key), ...(kind === 'ORGANIZATION' ? (['members'] as const) : [])];
}

const toMissing = (key: Permission): MissingPermission => ({
  permission: PERMISSIONS[key].name,
  effect: PERMISSIONS[key].effect,
});

/** Every answer tells them; this one is for every kind of token. */
async function readScopes(client: OctokitClient, owner: string): Promise<readonly string[] | null> {
  const answer = await client.rest('/users/{username}', { username: owner });
  return answer.isNotModified ? null : answer.scopes;
}

function missingScopes(scopes: readonly string[], { kind }: OwnedRepositories): MissingPermission[] {
  const repo = scopes.includes('repo')
    ? []
    : [{ permission: 'repo', effect: 'No private repositories: only public ones are seen and read.' }];
  const seesTeams = scopes.some((scope) => ['read:org', 'write:org', 'admin:org'].includes(scope));
  const teams =
    kind !== 'ORGANIZATION' || seesTeams ? [] : [{ permission: 'read:org', effect: PERMISSIONS.members.effect }];
  return [...repo, ...teams];
}

/** A fine-grained token tells of no permission, but GitHub refuses what it lacks: best seen at a private repository. */
async function tryOut(
  client: OctokitClient,
  { owner, kind, repositories }: OwnedRepositories,
): Promise<MissingPermission[]> {
  const repo = (repositories.find(({ isPrivate }) => isPrivate) ?? repositories[0])?.name;
  const ofRepository = repo === undefined ? [] : PROBES;
  const probes = [...ofRepository, ...(kind === 'ORGANIZATION' ? ([['members', TEAMS]] as const) : [])];
  const results = await Promise.all(
    probes.map(async ([key, route]) =>
      (await isRefused(client, route, { owner, repo, org: owner })) ? [toMissing(key)] : [],
    ),
  );
  return results.flat();
}

async function isRefused(client: OctokitClient, route: string, names: Record<string, unknown>): Promise<boolean> {
  const parameters = Object.fromEntries(Object.entries(names).filter(([name]) => route.includes(`{${name}}`)));
  try {
    await client.rest(route, { ...parameters, per_page: 1 });
    return false;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.fault === 'FORBIDDEN') return true;
    // What is switched off or empty is not refused; teams that may not be seen are as if they were not there.
    if (error.fault === 'NOT_FOUND') return route === TEAMS;
    throw error;
  }
}
