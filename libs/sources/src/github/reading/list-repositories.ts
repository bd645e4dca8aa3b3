import type { GitHubClient, GitHubRefusal, GraphqlAnswer } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type { GitHubSettings } from '../github-settings.js';
import { type HeadPayload, type Listed, nodesOf } from './payloads.js';
import { namedRepositories, ownedRepositories, repositoryHeads } from './queries/documents.js';
import { withName } from './repository-reader.js';
import { GUARDED, type HeadField } from './queries/fragments.js';

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
  const listing = new Listing(client, settings, known);
  await (settings.repositories === null ? listing.addOwned() : listing.addNamed(settings.repositories));
  await listing.addKnown();
  return listing.listed;
}

class Listing {
  readonly listed: ListedRepositories = {
    ...{ isOrganization: false, heads: [], problems: [] },
    ...{ namedAs: new Map<string, string>(), lost: new Map<string, string>() },
  };
  /** What was refused once is not asked for again: GitHub leaves out the whole repository for it. */
  private readonly without = new Set<HeadField>();

  constructor(
    private readonly client: GitHubClient,
    private readonly settings: GitHubSettings,
    private readonly known: ReadonlyMap<string, string>,
  ) {}

  async addOwned(): Promise<void> {
    let after: string | null = null;
    do {
      const variables: Record<string, unknown> = { owner: this.settings.owner, first: AT_ONCE, after };
      const { data, refusals }: GraphqlAnswer<{ repositoryOwner: OwnerPayload }> = await this.ask(
        ownedRepositories,
        variables,
      );
      const page = this.takeOwner(data.repositoryOwner).repositories;
      if (!page) throw notListed(this.settings, refusals);
      this.listed.heads.push(...nodesOf(page).filter(({ isFork }) => !isFork));
      this.tellHidden(page.nodes ?? [], refusals);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
  }

  async addNamed(all: string[]): Promise<void> {
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const names = all.slice(from, from + AT_ONCE);
      const variables = Object.fromEntries(names.map((name, index) => [`n${index}`, name]));
      const { data, refusals } = await this.ask<Record<string, HeadPayload | null> & { repositoryOwner: OwnerPayload }>(
        (without) => namedRepositories(names.length, without),
        { owner: this.settings.owner, ...variables },
      );
      this.takeOwner(data.repositoryOwner);
      names.forEach((name, index) => this.addOne(name, data[`r${index}`], findRefusal(refusals, `r${index}`)));
    }
  }

  async addKnown(): Promise<void> {
    const there = new Set(this.listed.heads.map(({ id }) => id));
    const others = [...this.known.keys()].filter((id) => !there.has(id));
    for (let from = 0; from < others.length; from += AT_ONCE) {
      const ids = others.slice(from, from + AT_ONCE);
      const { data, refusals } = await this.ask<{ nodes: (HeadPayload | null)[] }>(repositoryHeads, { ids });
      ids.forEach((id, index) => {
        const head = data.nodes[index];
        if (head?.id) this.listed.heads.push(head);
        else this.listed.lost.set(id, sentenceOf(this.known.get(id) ?? id, findRefusal(refusals, index)));
      });
    }
  }

  private addOne(name: string, head: HeadPayload | null | undefined, refusal: GitHubRefusal | undefined): void {
    const fullName = `${this.settings.owner}/${name}`;
    if (head && !this.listed.namedAs.has(head.id)) this.listed.heads.push(head);
    if (head) this.listed.namedAs.set(head.id, name);
    // Of one that was read before, its own line tells.
    const isKnown = [...this.known.values()].some((one) => one.toLowerCase() === fullName.toLowerCase());
    if (!head && !isKnown) this.listed.problems.push(sentenceOf(fullName, refusal));
  }

  /** Repositories that are listed without being shown; those read before are told by name. */
  private tellHidden(nodes: (HeadPayload | null)[], refusals: GitHubRefusal[]): void {
    const refused = nodes.flatMap((node, index) =>
      node === null ? (findRefusal(refusals, index)?.message ?? []) : [],
    );
    for (const message of new Set(refused)) {
      const sentence = `GitHub lists a repository of ${this.settings.owner} and does not show it: ${message}`;
      if (!this.listed.problems.includes(sentence)) this.listed.problems.push(sentence);
    }
  }

  private takeOwner(owner: OwnerPayload): NonNullable<OwnerPayload> {
    if (!owner) throw noOwner(this.client, this.settings);
    this.listed.isOrganization = owner.__typename === 'Organization';
    return owner;
  }

  /** Asks again without the parts that were refused, as long as there are new ones. */
  private async ask<T>(
    query: (without: ReadonlySet<HeadField>) => string,
    variables: Record<string, unknown>,
  ): Promise<GraphqlAnswer<T>> {
    for (;;) {
      const answer = await this.client.graphql<T>(query(this.without), variables, { canShrink: false });
      const before = this.without.size;
      const refused = answer.refusals.flatMap(({ path }) => GUARDED.filter((field) => path.includes(field)));
      for (const field of refused) this.without.add(field);
      if (this.without.size === before) return answer;
    }
  }
}

function findRefusal(refusals: GitHubRefusal[], step: string | number): GitHubRefusal | undefined {
  return refusals.find(({ path }) => path.includes(step));
}

/** What a person should know of a repository that GitHub does not show, and what to do. */
function sentenceOf(name: string, refusal: GitHubRefusal | undefined): string {
  if (refusal && refusal.fault !== 'NOT_FOUND') return withName(name, refusal.message);
  return `${name} is not to be found on GitHub: it was deleted, or this token may no longer see it. What was read stays; give the token access, or take the repository out of the source.`;
}

/** A list that breaks off must not pass for all there are. */
function notListed({ owner }: GitHubSettings, [refusal]: GitHubRefusal[]): GitHubError {
  const message = refusal?.message ?? `GitHub leaves out the repositories of ${owner} and does not say why.`;
  return new GitHubError(refusal?.fault ?? 'MALFORMED', message, refusal?.ssoUrl);
}

function noOwner({ webUrl }: GitHubClient, { owner }: GitHubSettings): GitHubError {
  return new GitHubError(
    'NOT_FOUND',
    `${webUrl} knows no user or organisation ${owner}, or this token may not see it: check the name and the token.`,
  );
}
