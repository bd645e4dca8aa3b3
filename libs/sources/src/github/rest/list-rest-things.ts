import type { Instant } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type { ListedThing, ListedThings, ThingKind } from '../reading/pages.js';
import { toInstant } from '../to-instant.js';
import { BY_UPDATE } from './rest-heads.js';
import type { Place } from './rest-places.js';

const PAGE = 100;

interface Body {
  id: number;
  number?: number;
  node_id: string;
  created_at: string;
  updated_at: string;
  pull_request?: object | null;
}

const ROUTES: Readonly<Record<ThingKind, string>> = {
  pullRequests: '/repos/{owner}/{repo}/pulls',
  issues: '/repos/{owner}/{repo}/issues',
  deployments: '/repos/{owner}/{repo}/deployments',
};

/** Ids and times of everything in the window; null when a list moved while it was paged through, or may not be read. */
export async function listRestThings(
  client: GitHubClient,
  { names }: Place,
  from: Instant,
  kinds: ThingKind[],
): Promise<ListedThings | null> {
  const things: ListedThings = { pullRequests: [], issues: [], deployments: [] };
  for (const kind of kinds) {
    const listed = await orNull(() => listKind(client, names, kind, from));
    if (listed === null) return null;
    things[kind] = listed
      .filter(({ pull_request }) => kind !== 'issues' || !pull_request)
      .map((body) => toListedThing(kind, body));
  }
  return things;
}

async function listKind(
  client: GitHubClient,
  names: Place['names'],
  kind: ThingKind,
  from: Instant,
): Promise<Body[] | null> {
  const order = kind === 'deployments' ? {} : BY_UPDATE;
  const timeOf = (body: Body) => toInstant(kind === 'deployments' ? body.created_at : body.updated_at);
  const read = (page: number) => client.rest<Body[]>(ROUTES[kind], { ...names, ...order, per_page: PAGE, page });
  const bodies: Body[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await read(page);
    if (answer.isNotModified) return null;
    bodies.push(...answer.data);
    if (answer.hasNextPage && !answer.data.some((body) => timeOf(body) < from)) continue;
    return page === 1 || (await isUnmoved(read, bodies)) ? bodies : null;
  }
}

/** What is updated or made meanwhile comes to the top and moves the rest. */
async function isUnmoved(read: (page: number) => ReturnType<GitHubClient['rest']>, bodies: Body[]): Promise<boolean> {
  const answer = await read(1);
  const [newest] = answer.isNotModified ? [] : (answer.data as Body[]);
  return newest?.node_id === bodies[0]?.node_id && newest?.updated_at === bodies[0]?.updated_at;
}

function toListedThing(kind: ThingKind, body: Body): ListedThing {
  const id = kind === 'deployments' ? body.id : (body.number ?? body.id);
  return { nodeId: body.node_id, id, createdAt: toInstant(body.created_at), updatedAt: toInstant(body.updated_at) };
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'FORBIDDEN') return null;
    throw error;
  }
}
