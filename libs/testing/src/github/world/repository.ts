import type { Account } from './account.js';
import type { Commit } from './commit.js';
import { Deployment, type DeploymentOptions } from './deployment.js';
import { Issue } from './issue.js';
import type { Label } from './label.js';
import { toInstant, type Moment } from './moment.js';
import { PullRequest, type CommitOptions, type PullRequestOptions } from './pull-request.js';
import type { Release, Tag } from './release.js';
import type { By, ThingOptions } from './thing.js';
import { WorkflowRun, type RunOptions, type Workflow } from './workflow.js';
import type { World } from './world.js';

/** Why GitHub answers nothing of a repository: gone (404), no access (403), blocked by a law or by GitHub (451, 403). */
export type Closed = 'VANISHED' | 'FORBIDDEN' | 'DMCA' | 'TERMS';

export interface RepositoryOptions {
  private?: boolean;
  archived?: boolean;
  fork?: boolean;
  defaultBranch?: string;
  description?: string;
  createdAt?: Moment;
  /** Without any commit yet. */
  empty?: boolean;
}

export interface NewCommit extends CommitOptions {
  parents: string[];
}

export class Repository {
  readonly __typename = 'Repository';
  readonly nodeId: string;
  readonly databaseId: number;
  isPrivate: boolean;
  isArchived: boolean;
  isFork: boolean;
  defaultBranch: string;
  description: string | null;
  closed: Closed | null = null;
  createdAt: number;
  updatedAt: number;
  pushedAt: number;
  readonly commits = new Map<string, Commit>();
  readonly branches = new Map<string, string>();
  readonly tags = new Map<string, Tag>();
  readonly labels = new Map<string, Label>();
  readonly pulls = new Map<number, PullRequest>();
  readonly issues = new Map<number, Issue>();
  deployments: Deployment[] = [];
  releases: Release[] = [];
  readonly workflows: Workflow[] = [];
  readonly runs: WorkflowRun[] = [];
  private readonly runCounts = new Map<Workflow, number>();
  lastNumber = 0;

  constructor(
    readonly world: World,
    public owner: Account,
    public name: string,
    options: RepositoryOptions,
  ) {
    ({ nodeId: this.nodeId, databaseId: this.databaseId } = world.identity('R'));
    this.isPrivate = options.private ?? false;
    this.isArchived = options.archived ?? false;
    this.isFork = options.fork ?? false;
    this.defaultBranch = options.defaultBranch ?? 'main';
    this.description = options.description ?? null;
    this.createdAt = toInstant(options.createdAt ?? world.beginning);
    this.updatedAt = this.pushedAt = this.createdAt;
    if (!options.empty) this.push({ message: 'Initial commit', at: this.createdAt });
  }

  get nameWithOwner(): string {
    return `${this.owner.login}/${this.name}`;
  }

  /** Environments come to be by deploying to them. */
  get environments(): string[] {
    return [...new Set(this.deployments.map(({ environment }) => environment))].sort();
  }

  /** Issues and pull requests share one line of numbers. */
  takeNumber(asked = this.lastNumber + 1): number {
    this.lastNumber = Math.max(this.lastNumber, asked);
    return asked;
  }

  headOf(branch: string): string {
    const sha = this.branches.get(branch);
    if (sha === undefined) throw new Error(`${this.nameWithOwner} has no branch ${branch}.`);
    return sha;
  }

  pullRequest(options: PullRequestOptions = {}): PullRequest {
    const pull = this.world.register(new PullRequest(this, options));
    this.pulls.set(pull.number, pull);
    return pull;
  }

  issue(options: ThingOptions = {}): Issue {
    const issue = this.world.register(new Issue(this, options));
    this.issues.set(issue.number, issue);
    return issue;
  }

  deploy(options: DeploymentOptions): Deployment {
    const deployment = this.world.register(new Deployment(this, options));
    this.deployments.push(deployment);
    return deployment;
  }

  /** A commit straight to a branch, which is made from the default branch when it is not there. */
  push({ branch = this.defaultBranch, ...options }: CommitOptions & { branch?: string } = {}): Commit {
    const parent = this.branches.get(branch) ?? this.branches.get(this.defaultBranch);
    const commit = this.commit({ ...options, parents: parent === undefined ? [] : [parent] });
    this.setBranch(branch, commit.sha, commit.committer.at);
    return commit;
  }

  commit(options: NewCommit): Commit {
    const commit = this.world.register(this.world.makeCommit(this, options));
    this.commits.set(commit.sha, commit);
    return commit;
  }

  setBranch(name: string, sha: string, at: Moment = this.world.now()): void {
    const instant = toInstant(at);
    this.branches.set(name, sha);
    this.pushedAt = Math.max(this.pushedAt, instant);
    if (name === this.defaultBranch) this.updatedAt = Math.max(this.updatedAt, instant);
  }

  tag(name: string, sha: string, annotation?: By & { message?: string }): Tag {
    const tag: Tag = { name, sha, annotation: annotation ? this.world.annotate(this, name, annotation) : null };
    this.tags.set(name, tag);
    this.pushedAt = Math.max(this.pushedAt, toInstant(annotation?.at ?? this.pushedAt));
    return tag;
  }

  release(
    options: By & { tag: string; sha: string; name?: string; body?: string; draft?: boolean; prerelease?: boolean },
  ): Release {
    const at = toInstant(options.at ?? this.world.now());
    if (!options.draft && !this.tags.has(options.tag)) this.tag(options.tag, options.sha);
    const release: Release = {
      __typename: 'Release',
      ...this.world.identity('RE'),
      repository: this,
      tagName: options.tag,
      name: options.name ?? options.tag,
      body: options.body ?? '',
      targetBranch: this.defaultBranch,
      isDraft: options.draft ?? false,
      isPrerelease: options.prerelease ?? false,
      author: this.world.actor(options.by, this),
      createdAt: this.commits.get(options.sha)?.committer.at ?? at,
      updatedAt: at,
      publishedAt: options.draft ? null : at,
    };
    this.releases.push(this.world.register(release));
    return release;
  }

  /** A draft becomes a release, which its creation does not tell. */
  publish(release: Release, sha: string, at: Moment = this.world.now()): void {
    this.tag(release.tagName, sha);
    release.isDraft = false;
    release.publishedAt = release.updatedAt = toInstant(at);
  }

  deleteRelease(release: Release): void {
    this.releases = this.releases.filter((each) => each !== release);
    this.world.forget(release.nodeId);
  }

  workflow(name: string, path = `.github/workflows/${name.toLowerCase().replaceAll(/\W+/g, '-')}.yml`): Workflow {
    const known = this.workflows.find((each) => each.name === name);
    if (known) return known;
    const { createdAt } = this;
    const identity = this.world.identity('W');
    const made: Workflow = {
      ...identity,
      repository: this,
      name,
      path,
      state: 'active',
      createdAt,
      updatedAt: createdAt,
    };
    this.workflows.push(made);
    return made;
  }

  run(options: RunOptions): WorkflowRun {
    const workflow = this.workflow(options.workflow ?? 'Deploy', options.path);
    const runNumber = (this.runCounts.get(workflow) ?? 0) + 1;
    this.runCounts.set(workflow, runNumber);
    const run = new WorkflowRun(workflow, runNumber, options);
    this.runs.push(run);
    return run;
  }

  label(name: string): Label {
    const known = this.labels.get(name);
    if (known) return known;
    const { createdAt } = this;
    const made: Label = { __typename: 'Label', ...this.world.identity('LA'), name, color: 'ededed', createdAt };
    this.labels.set(name, made);
    return this.world.register(made);
  }

  rename(name: string, at: Moment = this.world.now()): void {
    this.world.move(this, () => (this.name = name));
    this.updatedAt = toInstant(at);
  }

  transfer(owner: string, at: Moment = this.world.now()): void {
    this.world.move(this, () => (this.owner = this.world.organisation(owner)));
    this.updatedAt = toInstant(at);
  }

  /** From now on GitHub answers nothing of it, and why. */
  close(why: Closed): void {
    this.closed = why;
  }

  open(): void {
    this.closed = null;
  }
}
