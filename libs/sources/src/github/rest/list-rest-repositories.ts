import pLimit from 'p-limit';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { readAllPages } from '../client/read-all-pages.js';
import type { GitHubSettings } from '../github-settings.js';
import type { ListedRepositories } from '../reading/list-repositories.js';
import type { ListedRepositoryBody, UserBody } from './bodies.js';
import { readRestHead, type RestHead } from './rest-heads.js';

const AT_ONCE = 4;

export interface ListedByRest {
  listed: ListedRepositories;
  /** By the id of the repository. */
  heads: Map<string, RestHead>;
}

/** All repositories of the owner (no forks), or those that the settings name, and those known that go by another name now. */
export async function listRestRepositories(
  client: GitHubClient,
  settings: GitHubSettings,
  known: ReadonlyMap<string, string>,
): Promise<ListedByRest> {
  const listing = new Listing(client, settings, known);
  await (settings.repositories === null ? listing.addOwned() : listing.addNamed(settings.repositories));
  await listing.addKnown();
  return listing.readHeads();
}

class Listing {
  private readonly bodies = new Map<string, ListedRepositoryBody>();
  private readonly listed: ListedRepositories = {
    ...{ isOrganization: false, heads: [], problems: [] },
    ...{ namedAs: new Map<string, string>(), lost: new Map<string, string>() },
  };

  constructor(
    private readonly client: GitHubClient,
    private readonly settings: GitHubSettings,
    private readonly known: ReadonlyMap<string, string>,
  ) {}

  async addOwned(): Promise<void> {
    const { owner } = this.settings;
    const account = await this.client.rest<UserBody>('/users/{username}', { username: owner });
    this.listed.isOrganization = !account.isNotModified && account.data.type === 'Organization';
    const route = this.listed.isOrganization ? '/orgs/{org}/repos' : '/users/{username}/repos';
    const names = this.listed.isOrganization ? { org: owner } : { username: owner };
    const own = await readAllPages<ListedRepositoryBody>(this.client, route, { ...names, sort: 'pushed' });
    for (const body of own.filter(({ fork }) => !fork)) this.bodies.set(body.node_id, body);
  }

  async addNamed(names: string[]): Promise<void> {
    const { owner } = this.settings;
    await atOnce(names, async (name) => {
      const body = await this.find(`${owner}/${name}`, (problem) => this.listed.problems.push(problem));
      if (!body) return;
      this.bodies.set(body.node_id, body);
      this.listed.namedAs.set(body.node_id, name);
      this.listed.isOrganization = body.owner.type === 'Organization';
    });
  }

  /** Those that were read before: GitHub sends on from their former name. */
  async addKnown(): Promise<void> {
    const others = [...this.known].filter(([id]) => !this.bodies.has(id));
    await atOnce(others, async ([id, name]) => {
      const body = await this.find(name, (problem) => this.listed.lost.set(id, problem));
      if (body?.node_id === id) this.bodies.set(id, body);
      else if (body) this.listed.lost.set(id, `${name} is another repository now. What was read stays.`);
    });
  }

  async readHeads(): Promise<ListedByRest> {
    const heads = new Map<string, RestHead>();
    await atOnce([...this.bodies.values()], async (body) => {
      const head = await this.catch(
        () => readRestHead(this.client, body),
        (problem) => this.listed.lost.set(body.node_id, problem),
      );
      if (head) heads.set(body.node_id, head);
    });
    this.listed.heads = [...this.bodies.keys()].flatMap((id) => heads.get(id)?.head ?? []);
    return { listed: this.listed, heads };
  }

  private find(fullName: string, tell: (problem: string) => unknown): Promise<ListedRepositoryBody | null> {
    const [owner, repo] = fullName.split('/');
    return this.catch(async () => {
      const answer = await this.client.rest<ListedRepositoryBody>('/repos/{owner}/{repo}', { owner, repo });
      return answer.isNotModified ? null : answer.data;
    }, tell);
  }

  /** What only one repository suffers from is told, and the others go on. */
  private async catch<T>(read: () => Promise<T>, tell: (problem: string) => unknown): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof GitHubError) || !['NOT_FOUND', 'BLOCKED', 'SSO', 'FORBIDDEN'].includes(error.fault))
        throw error;
      tell(error.message);
      return null;
    }
  }
}

async function atOnce<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const limit = pLimit(AT_ONCE);
  await Promise.all(items.map((item) => limit(() => run(item))));
}
