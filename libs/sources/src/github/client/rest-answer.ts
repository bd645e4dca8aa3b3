import type { RestAnswer } from './github-client.js';

interface Response {
  url: string;
  data: unknown;
  headers: Readonly<Record<string, string | number | undefined>>;
}

export function toRestAnswer<T>({ url, data, headers }: Response, askedUrl: string): RestAnswer<T> {
  const links = parseLinks(String(headers.link ?? ''));
  return {
    isNotModified: false,
    data: data as T,
    etag: headers.etag === undefined ? null : String(headers.etag),
    hasNextPage: links.has('next'),
    lastPage: pageOf(links.get('last')),
    movedTo: url === new URL(askedUrl).href ? null : url,
    scopes: parseScopes(headers['x-oauth-scopes']),
  };
}

/** `<https://…?page=2>; rel="next", …` */
function parseLinks(header: string): Map<string, string> {
  const links = [...header.matchAll(/<([^>]*)>;\s*rel="(\w+)"/g)];
  return new Map(links.map(([, url = '', rel = '']) => [rel, url]));
}

function parseScopes(header: string | number | undefined): string[] | null {
  if (header === undefined) return null;
  return String(header)
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

function pageOf(url: string | undefined): number | null {
  const page = Number(url === undefined ? NaN : (new URL(url).searchParams.get('page') ?? NaN));
  return Number.isInteger(page) ? page : null;
}

const THINGS: Readonly<Record<string, string>> = {
  pulls: 'pull requests',
  commits: 'commits',
  reviews: 'reviews',
  timeline: 'the history',
  issues: 'issues',
  releases: 'releases',
  tags: 'tags',
  branches: 'branches',
  'matching-refs': 'branches and tags',
  deployments: 'deployments',
  statuses: 'deployment statuses',
  runs: 'workflow runs',
  workflows: 'workflows',
  jobs: 'jobs of workflow runs',
  teams: 'teams',
  members: 'members',
  repos: 'repositories',
};

/** What a route asks for, in words: `pull requests of acme/shop`. */
export function toWhat(route: string, parameters: Readonly<Record<string, unknown>>): string {
  const thing = toWords(route).findLast((word) => word in THINGS);
  const whose = toOwner(parameters);
  if (thing && thing !== 'repos') return `${THINGS[thing]}${whose === null ? '' : ` of ${whose}`}`;
  if (route.includes('{repo}') || route.includes('{repository_id}')) return `repository ${whose}`;
  if (whose === null) return 'what was asked';
  return thing ? `repositories of ${whose}` : `user or organisation ${whose}`;
}

function toOwner({ owner, repo, repository_id, org, username }: Readonly<Record<string, unknown>>): string | null {
  if (typeof owner === 'string' && typeof repo === 'string') return `${owner}/${repo}`;
  const name = owner ?? org ?? username ?? (repository_id === undefined ? null : `number ${String(repository_id)}`);
  return typeof name === 'string' ? name : null;
}

/** The fixed parts of a route, without the repository's own. */
export function toWords(route: string): string[] {
  const parts = route.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  return /^\/(repos|repositories)\/\{/.test(route) ? parts.slice(1) : parts;
}
