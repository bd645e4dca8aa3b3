import type { Instant } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type {
  CommitPage,
  ListedThings,
  PageAnswer,
  PageAsk,
  RepositoryKey,
  RepositoryPages,
  SeenThing,
  Thing,
  ThingKind,
} from '../reading/pages.js';
import { DeploymentPages } from './deployment-pages.js';
import { IssuePages } from './issue-pages.js';
import { type Located, RestPlaces } from './rest-places.js';
import { PullRequestPages } from './pull-request-pages.js';
import { RefPages } from './ref-pages.js';
import type { RestHead } from './rest-heads.js';
import { listRestThings } from './list-rest-things.js';

/** Pages of a repository by REST, where GraphQL is not to be had: a request for each list, and some for each thing in it. */
export class RestPages implements RepositoryPages {
  private readonly places: RestPlaces;
  private readonly pullRequests: PullRequestPages;
  private readonly issues: IssuePages;
  private readonly deployments: DeploymentPages;
  private readonly refs: RefPages;

  constructor(
    private readonly client: GitHubClient,
    heads: ReadonlyMap<string, RestHead>,
  ) {
    this.places = new RestPlaces(heads);
    this.pullRequests = new PullRequestPages(client);
    this.issues = new IssuePages(client);
    this.deployments = new DeploymentPages(client);
    this.refs = new RefPages(client);
  }

  async read(repository: RepositoryKey, ask: PageAsk): Promise<PageAnswer> {
    const place = this.places.of(repository);
    const { head } = place;
    const answer: PageAnswer = {};
    const refused: NonNullable<PageAnswer['refused']> = {};
    const take = async <K extends keyof PageAsk & keyof PageAnswer>(
      part: K,
      read: (asked: NonNullable<PageAsk[K]>) => Promise<PageAnswer[K]>,
      none: PageAnswer[K],
    ): Promise<void> => {
      const asked = ask[part];
      if (!asked) return;
      try {
        answer[part] = await read(asked);
      } catch (error) {
        if (error instanceof GitHubError && error.fault === 'FORBIDDEN') refused[part] = error.message;
        else if (error instanceof GitHubError && OFF.includes(error.status ?? 0)) answer[part] = none;
        else throw error;
      }
    };
    const nothing = { items: [], total: 0, hasNextPage: false, endCursor: null };
    await Promise.all([
      take('pullRequests', (one) => this.pullRequests.read(place, one, head.pullRequests?.totalCount ?? 0), nothing),
      take('issues', (one) => this.issues.read(place, one, head.issues?.totalCount ?? 0), nothing),
      take('deployments', (one) => this.deployments.read(place, one, head.deployments?.totalCount ?? 0), nothing),
      take('releases', (one) => this.refs.readReleases(place, one.after), { items: [], endCursor: null }),
      take('branches', () => this.refs.readBranches(place), { refs: [] }),
      take('tags', () => this.refs.readTags(place), { refs: [], oldestCommittedAt: null, endCursor: null }),
      take('commits', (one) => this.refs.readCommits(place, one), null),
    ]);
    return { ...answer, ...(Object.keys(refused).length > 0 ? { refused } : {}) };
  }

  async readHeads(repository: RepositoryKey, heads: string[], since: Instant): Promise<(CommitPage | null)[]> {
    const place = this.places.of(repository);
    return Promise.all(heads.map((head) => orNull(() => this.refs.readCommits(place, { head, since, after: null }))));
  }

  /** Only what was listed in this reading can be found by its id. */
  readThings(ids: string[], seen: readonly SeenThing[] = []): Promise<(Thing | null)[]> {
    return Promise.all(ids.map((id, index) => this.readThing(id, seen[index] ?? null)));
  }

  async listThings(repository: RepositoryKey, from: Instant, kinds: ThingKind[]): Promise<ListedThings | null> {
    const place = this.places.of(repository);
    const things = await orNull(() => listRestThings(this.client, place, from, kinds));
    if (things) this.places.remember(place, things);
    return things;
  }

  private async readThing(id: string, seen: SeenThing | null): Promise<Thing | null> {
    const located = this.places.find(id);
    if (located === null) return this.places.areAllListed() ? null : { kind: 'REFUSED' };
    if (seen && !seen.isOpen && seen.updatedAt === located.updatedAt) return { kind: 'REFUSED' };
    return orNull(() => this.readLocated(located));
  }

  private async readLocated({ place, kind, id }: Located): Promise<Thing | null> {
    if (kind === 'pullRequests') return { kind: 'PULL_REQUEST', item: await this.pullRequests.readOne(place, id) };
    if (kind === 'issues') return { kind: 'ISSUE', item: await this.issues.readOne(place, id) };
    const item = await this.deployments.readOne(place, id);
    return item && { kind: 'DEPLOYMENT', item };
  }
}

/** What is switched off (410), empty (409), or a commit that is not there (422). A 404 is a repository that is gone. */
const OFF = [409, 410, 422];

/** Null for what is not there. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'NOT_FOUND') return null;
    throw error;
  }
}
