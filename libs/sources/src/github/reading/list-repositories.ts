import type { GitHubClient, GitHubRefusal, GraphqlAnswer } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type { GitHubSettings } from '../github-settings.js';
import { type HeadPayload, type Listed, nodesOf, type PageInfo } from './payloads.js';
import { namedRepositories, OWNED_REPOSITORIES, REPOSITORY_HEADS } from './queries/documents.js';

const AT_ONCE = 50;

/** The repositories of a source as they are now. */
export interface ListedRepositories {
  isOrganization: boolean;
  heads: HeadPayload[];
  /** How a repository is called in the settings, by its id. */
  namedAs: Map<string, string>;
  /** Known ones that GitHub does not show any more: id and why. */
  lost: Map<string, string>;
  /** Named ones that were never seen, each a sentence. */
  problems: string[];
}

type OwnerPayload = { __typename: string; repositories?: Listed<HeadPayload> } | null;

/**
 * All repositories of the owner (no forks), or those that the settings name; and, by their ids, those that were read before and
 * now go by another name or owner.
 */
export async function listRepositories(
  client: GitHubClient,
  settings: GitHubSettings,
  known: ReadonlyMap<string, string>,
): Promise<ListedRepositories> {
  const listed = settings.repositories === null ? await listOwned(client, settings) : await listNamed(client, settings);
  const there = new Set(listed.heads.map(({ id }) => id));
  const others = [...known.keys()].filter((id) => !there.has(id));
  await addKnown(client, listed, others, known);
  return listed;
}

async function listOwned(client: GitHubClient, settings: GitHubSettings): Promise<ListedRepositories> {
  const listed = newListing();
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = { owner: settings.owner, first: AT_ONCE, after };
    const { data }: GraphqlAnswer<{ repositoryOwner: OwnerPayload }> = await client.graphql(
      OWNED_REPOSITORIES,
      variables,
      { canShrink: false },
    );
    const owner: OwnerPayload = data.repositoryOwner;
    if (!owner) throw noOwner(client, settings);
    listed.isOrganization = owner.__typename === 'Organization';
    listed.heads.push(...nodesOf(owner.repositories).filter(({ isFork }) => !isFork));
    const page: PageInfo | undefined = owner.repositories?.pageInfo;
    after = page?.hasNextPage ? page.endCursor : null;
  } while (after !== null);
  return listed;
}

async function listNamed(client: GitHubClient, settings: GitHubSettings): Promise<ListedRepositories> {
  const listed = newListing();
  const names = settings.repositories ?? [];
  for (let from = 0; from < names.length; from += AT_ONCE)
    await addNamed(client, settings, listed, names.slice(from, from + AT_ONCE));
  return listed;
}

async function addNamed(client: GitHubClient, settings: GitHubSettings, listed: ListedRepositories, names: string[]) {
  const variables = Object.fromEntries(names.map((name, index) => [`n${index}`, name]));
  const { data, refusals } = await client.graphql<
    Record<string, HeadPayload | null> & { repositoryOwner: OwnerPayload }
  >(namedRepositories(names.length), { owner: settings.owner, ...variables }, { canShrink: false });
  if (!data.repositoryOwner) throw noOwner(client, settings);
  listed.isOrganization = data.repositoryOwner.__typename === 'Organization';
  names.forEach((name, index) => {
    const head = data[`r${index}`];
    if (!head) listed.problems.push(sentenceOf(`${settings.owner}/${name}`, findRefusal(refusals, `r${index}`)));
    else if (!listed.namedAs.has(head.id)) listed.heads.push(head);
    if (head) listed.namedAs.set(head.id, name);
  });
}

async function addKnown(
  client: GitHubClient,
  listed: ListedRepositories,
  ids: string[],
  known: ReadonlyMap<string, string>,
) {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const asked = ids.slice(from, from + AT_ONCE);
    const { data, refusals } = await client.graphql<{ nodes: (HeadPayload | null)[] }>(
      REPOSITORY_HEADS,
      { ids: asked },
      { canShrink: false },
    );
    asked.forEach((id, index) => {
      const head = data.nodes[index];
      if (head?.id) listed.heads.push(head);
      else listed.lost.set(id, sentenceOf(known.get(id) ?? id, findRefusal(refusals, index)));
    });
  }
}

function newListing(): ListedRepositories {
  return { isOrganization: false, heads: [], namedAs: new Map(), lost: new Map(), problems: [] };
}

function findRefusal(refusals: GitHubRefusal[], step: string | number): GitHubRefusal | undefined {
  return refusals.find(({ path }) => path.includes(step));
}

/** What a person should know of a repository that GitHub does not show, and what to do. */
function sentenceOf(name: string, refusal: GitHubRefusal | undefined): string {
  if (refusal && refusal.fault !== 'NOT_FOUND') return refusal.message;
  return `${name} is not to be found on GitHub: it was deleted, or this token may no longer see it. What was read stays; give the token access, or take the repository out of the source.`;
}

function noOwner({ webUrl }: GitHubClient, { owner }: GitHubSettings): GitHubError {
  return new GitHubError(
    'NOT_FOUND',
    `${webUrl} knows no user or organisation ${owner}, or this token may not see it: check the name and the token.`,
  );
}
