import type { Instant } from '@weir/metrics';
import { toInstant } from '../to-instant.js';
import type { GitHubClient } from '../client/github-client.js';
import type { ListedThing, ListedThings, ThingKind } from './pages.js';
import { type Listed, nodesOf } from './payloads.js';
import { KNOWN_THINGS } from './queries/documents.js';

interface Outline {
  id: string;
  number?: number;
  databaseId?: number | null;
  createdAt: string;
  updatedAt: string;
}

/** A listing of one kind: it goes down to the window's start, then once more over what moved to the top meanwhile. */
interface Listing {
  kind: ThingKind;
  things: Map<number, ListedThing>;
  after: string | null;
  until: Instant;
  newest: Instant | null;
  isOpen: boolean;
}

type Answer = { node: Partial<Record<ThingKind, Listed<Outline>>> | null };

/** Ids and times of everything in the window, a hundred of each kind a request; null when some were refused. */
export async function listThings(
  client: GitHubClient,
  id: string,
  from: Instant,
  kinds: ThingKind[],
): Promise<ListedThings | null> {
  const listings = kinds.map((kind): Listing => ({
    kind,
    things: new Map(),
    after: null,
    until: from,
    newest: null,
    isOpen: true,
  }));
  while (listings.some(({ isOpen }) => isOpen)) {
    const variables = { id, ...toVariables(listings) };
    const { data, refusals } = await client.graphql<Answer>(KNOWN_THINGS, variables, { canShrink: false });
    const { node } = data;
    // What was refused cannot be told from what is gone.
    if (!node || refusals.length > 0) return null;
    for (const listing of listings.filter(({ isOpen }) => isOpen)) take(listing, node[listing.kind]);
  }
  const things: ListedThings = { pullRequests: [], issues: [], deployments: [] };
  for (const { kind, things: found } of listings) things[kind] = [...found.values()];
  return things;
}

function toVariables(listings: Listing[]): Record<string, unknown> {
  const of = (kind: ThingKind) => listings.find((listing) => listing.kind === kind && listing.isOpen);
  const [pullRequests, issues, deployments] = [of('pullRequests'), of('issues'), of('deployments')];
  return {
    ...{ withPullRequests: !!pullRequests, pullRequestsAfter: pullRequests?.after },
    ...{ withIssues: !!issues, issuesAfter: issues?.after },
    ...{ withDeployments: !!deployments, deploymentsAfter: deployments?.after },
  };
}

function take(listing: Listing, page: Listed<Outline> | undefined): void {
  const things = nodesOf(page).flatMap(toListedThing);
  const timeOf = ({ createdAt, updatedAt }: ListedThing) => (listing.kind === 'deployments' ? createdAt : updatedAt);
  for (const thing of things) listing.things.set(thing.id, thing);
  if (listing.after === null) listing.newest = things[0] ? timeOf(things[0]) : null;
  const { hasNextPage = false, endCursor = null } = page?.pageInfo ?? {};
  const hasEnded = !hasNextPage || endCursor === null || things.some((thing) => timeOf(thing) < listing.until);
  if (!hasEnded) listing.after = endCursor;
  else if (listing.after === null || listing.newest === null) listing.isOpen = false;
  else Object.assign(listing, { after: null, until: listing.newest + 1 });
}

function toListedThing({ id: nodeId, number, databaseId, createdAt, updatedAt }: Outline): ListedThing[] {
  const id = number ?? databaseId ?? null;
  return id === null ? [] : [{ nodeId, id, createdAt: toInstant(createdAt), updatedAt: toInstant(updatedAt) }];
}
