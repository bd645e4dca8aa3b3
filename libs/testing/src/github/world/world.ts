import { createHash } from 'node:crypto';
import { standing, type Account, type AccountType, type Team } from './account.js';
import { AccessList } from './access-list.js';
import type { Commit, Signature } from './commit.js';
import { toInstant, type Moment } from './moment.js';
import type { Tag } from './release.js';
import { Repository, type NewCommit, type RepositoryOptions } from './repository.js';
import type { By } from './thing.js';

export interface WorldOptions {
  /** The clock. */
  now?: () => number;
  /** When repositories without a date of their own were made. */
  beginning?: Moment;
}

/** Everything that has a node id. */
export interface Entity {
  readonly __typename: string;
  readonly nodeId: string;
}

/** What GitHub knows, as it changes. */
export class World {
  readonly now: () => number;
  readonly beginning: number;
  readonly repositories = new Map<string, Repository>();
  readonly accounts = new Map<string, Account>();
  readonly teams: Team[] = [];
  readonly access: AccessList;
  /** Whom GitHub names where it must name somebody and they are gone. */
  readonly ghost: Account;
  private readonly formerNames = new Map<string, Repository>();
  private readonly entities = new Map<string, Entity>();
  private lastId = 1000;

  constructor({ now = Date.now, beginning = '2025-01-01T00:00:00Z' }: WorldOptions = {}) {
    this.now = now;
    this.beginning = toInstant(beginning);
    this.access = new AccessList(this);
    this.ghost = { ...this.user('ghost'), databaseId: 10137 };
  }

  /** The repository of this name, made when there is none. */
  repository(nameWithOwner: string, options: RepositoryOptions = {}): Repository {
    const known = this.repositories.get(nameWithOwner.toLowerCase());
    if (known) return known;
    const [owner = '', name = ''] = nameWithOwner.split('/');
    const made = this.register(
      new Repository(this, this.accounts.get(owner) ?? this.organisation(owner), name, options),
    );
    this.repositories.set(nameWithOwner.toLowerCase(), made);
    return made;
  }

  /** By its name of today, or one it had. */
  findRepository(nameWithOwner: string): Repository | null {
    const key = nameWithOwner.toLowerCase();
    return this.repositories.get(key) ?? this.formerNames.get(key) ?? null;
  }

  repositoriesOf(owner: Account): Repository[] {
    return [...this.repositories.values()].filter((each) => each.owner === owner);
  }

  move(repository: Repository, change: () => void): void {
    const former = repository.nameWithOwner.toLowerCase();
    change();
    const name = repository.nameWithOwner.toLowerCase();
    this.repositories.delete(former);
    this.formerNames.delete(name);
    this.formerNames.set(former, repository);
    this.repositories.set(name, repository);
  }

  user(login: string, more: { name?: string; email?: string } = {}): Account {
    const account = this.make(login.endsWith('[bot]') ? 'Bot' : 'User', login);
    return Object.assign(account, more);
  }

  organisation(login: string): Account {
    return this.make('Organization', login);
  }

  account(login: string): Account {
    return this.accounts.get(login) ?? this.user(login);
  }

  /** Logins are told apart without regard to case. */
  findAccount(login: string): Account | null {
    return [...this.accounts.values()].find((each) => each.login.toLowerCase() === login.toLowerCase()) ?? null;
  }

  /** `owner/slug` names a team, anything else an account. */
  accountOrTeam(name: string): Account | Team {
    return this.teams.find((team) => `${team.organisation.login}/${team.slug}` === name) ?? this.account(name);
  }

  /** Who did something: null is somebody deleted, nothing said is the repository's owner. */
  actor(login: string | null | undefined, repository: Repository): Account | null {
    return login === null ? null : login === undefined ? repository.owner : this.account(login);
  }

  team(key: string, members: string[], name?: string): Team {
    const [owner = '', slug = ''] = key.split('/');
    const known = this.teams.find((team) => team.organisation.login === owner && team.slug === slug);
    const accounts = members.map((login) => this.account(login));
    if (known) return Object.assign(known, { members: accounts, updatedAt: toInstant(this.now()) });
    const times = { createdAt: this.beginning, updatedAt: this.beginning };
    const organisation = this.organisation(owner);
    const identity = { __typename: 'Team', ...this.identity('T') } as const;
    const team: Team = { ...identity, organisation, slug, name: name ?? slug, members: accounts, ...times };
    this.teams.push(team);
    return this.register(team);
  }

  /** What they did stays, and says no name any more. */
  deleteUser(login: string): void {
    const account = this.account(login);
    account.isDeleted = true;
    this.accounts.delete(login);
    this.forget(account.nodeId);
  }

  identity(prefix: string): { nodeId: string; databaseId: number } {
    const databaseId = (this.lastId += 1);
    return { databaseId, nodeId: `${prefix}_${Buffer.from(`kw:${databaseId}`).toString('base64url')}` };
  }

  register<T extends Entity>(entity: T): T {
    this.entities.set(entity.nodeId, entity);
    return entity;
  }

  forget(nodeId: string): void {
    this.entities.delete(nodeId);
  }

  findNode(nodeId: string): Entity | null {
    return this.entities.get(nodeId) ?? null;
  }

  makeCommit(repository: Repository, options: NewCommit): Commit {
    const at = toInstant(options.at ?? this.now());
    const { nodeId, databaseId } = this.identity('C');
    const { message = 'Change', parents, additions = 10, deletions = 2, changedFiles = 1 } = options;
    const sha = shaOf([repository.nodeId, databaseId, message, ...parents].join(' '));
    const committer = this.sign(repository, options, at);
    const author = { ...committer, at: toInstant(options.authoredAt ?? at) };
    const size = { additions, deletions, changedFiles };
    return { __typename: 'Commit', nodeId, repository, sha, message, parents, author, committer, ...size };
  }

  annotate(repository: Repository, name: string, options: By & { message?: string }): NonNullable<Tag['annotation']> {
    const { nodeId } = this.identity('TA');
    const tagger = this.actor(options.by, repository)?.login ?? 'ghost';
    const at = toInstant(options.at ?? this.now());
    return { sha: shaOf(`${nodeId} ${name}`), nodeId, message: options.message ?? name, at, tagger };
  }

  private sign(repository: Repository, { by, authorName, authorEmail }: NewCommit, at: number): Signature {
    const account = authorName === undefined ? standing(this.actor(by, repository)) : null;
    const name = authorName ?? account?.name ?? account?.login ?? 'Somebody';
    return {
      name,
      email: authorEmail ?? account?.email ?? `${name.replaceAll(/[^\w.-]/g, '-')}@users.noreply.github.com`,
      at,
      account,
    };
  }

  private make(__typename: AccountType, login: string): Account {
    const known = this.accounts.get(login);
    if (known) return known;
    const identity = { __typename, ...this.identity(__typename === 'User' ? 'U' : __typename === 'Bot' ? 'BOT' : 'O') };
    const made: Account = { ...identity, login, name: null, email: null, createdAt: this.beginning, isDeleted: false };
    this.accounts.set(login, made);
    return this.register(made);
  }
}

const shaOf = (text: string) => createHash('sha1').update(text).digest('hex');
