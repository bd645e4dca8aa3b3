/** What Weir reads of GitHub, by the permission it takes (GitHub's own key for it), and what is missing without. */
export const PERMISSIONS = {
  contents: {
    name: 'Contents: read',
    what: 'commits, branches, tags and releases',
    effect: 'No commits, tags and releases: first commits, coding time and what a deployment contains stay unknown.',
  },
  pull_requests: {
    name: 'Pull requests: read',
    what: 'pull requests and reviews',
    effect: 'No pull requests and reviews: no changes, lead times, review times or review coverage.',
  },
  deployments: {
    name: 'Deployments: read',
    what: 'deployments',
    effect: 'No GitHub deployments: deployments are looked for among workflow runs, releases and tags only.',
  },
  actions: {
    name: 'Actions: read',
    what: 'workflow runs',
    effect: 'No workflow runs: where they are how deployments happen, deployment figures stay empty.',
  },
  issues: {
    name: 'Issues: read',
    what: 'issues',
    effect: 'No issues: no incidents from issues, so fail rate and recovery know only other sources of incidents.',
  },
  members: {
    name: 'Members: read (organization)',
    what: 'teams and their members',
    effect: 'No teams: figures cannot be filtered or grouped by team.',
  },
  metadata: {
    name: 'Metadata: read',
    what: 'names of repositories',
    effect: 'No repositories: nothing can be read.',
  },
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** Words of REST paths and of GraphQL answers, from the particular to the general. */
const WORDS: readonly [RegExp, Permission][] = [
  [/^(actions|runs|workflows|jobs|checkSuites)$/i, 'actions'],
  [/^(teams?|members|orgs\/teams)$/i, 'members'],
  [/^(pulls|pullRequests?|reviews|closingIssuesReferences)$/i, 'pull_requests'],
  [/^(issues?|timeline|events)$/i, 'issues'],
  [/^(deployments?|statuses|environments)$/i, 'deployments'],
  [/^(commits?|releases?|tags|branches|releaseBranches|refs|git|object|history|defaultBranchRef|h\d+)$/i, 'contents'],
];

/** The permission that reading this takes, by the words of a route or of a place in an answer; null when they do not say. */
export function toPermission(words: readonly (string | number)[]): Permission | null {
  const found = WORDS.find(([pattern]) => words.some((word) => pattern.test(String(word))));
  return found?.[1] ?? null;
}

/** `pull_requests=read; issues=read,metadata=read` → the permissions it names; any of the first level would do. */
export function parseAcceptedPermissions(header: string): string[] {
  return header
    .split(';')
    .map((alternative) => alternative.trim())
    .filter(Boolean);
}

/** `pull_requests=read` as GitHub's settings call it: `Pull requests: read`. */
export function toPermissionName(accepted: string): string {
  return accepted
    .split(',')
    .map((part) => part.trim().split('='))
    .map(([key = '', level = 'read']) =>
      isKnown(key) && level === 'read' ? PERMISSIONS[key].name : `${toWords(key)}: ${level}`,
    )
    .join(' and ');
}

const isKnown = (key: string): key is Permission => key in PERMISSIONS;

function toWords(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
