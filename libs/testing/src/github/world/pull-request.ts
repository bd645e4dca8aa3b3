import type { Account, Team } from './account.js';
import type { Commit } from './commit.js';
import type { Issue } from './issue.js';
import { mergeInto, type MergeHow } from './merge.js';
import type { Moment } from './moment.js';
import type { Repository } from './repository.js';
import { Thing, type By, type ThingOptions } from './thing.js';

export interface Review {
  readonly __typename: 'PullRequestReview';
  readonly nodeId: string;
  readonly databaseId: number;
  readonly pullRequest: PullRequest;
  readonly author: Account | null;
  state: ReviewState;
  readonly body: string;
  readonly submittedAt: number;
  readonly sha: string | null;
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

export interface CommitOptions extends By {
  message?: string;
  /** When it was written, where that is not when it was committed. */
  authoredAt?: Moment;
  /** The author's name, where it is no account's. */
  authorName?: string;
  authorEmail?: string;
  additions?: number;
  deletions?: number;
  changedFiles?: number;
}

export interface PullRequestOptions extends ThingOptions {
  draft?: boolean;
  base?: string;
  head?: string;
  /** The fork (`owner/name`) that the head is in. */
  fork?: string;
  /** Absent: one commit at the opening. */
  commits?: CommitOptions[];
  reviews?: (By & { state?: ReviewState })[];
  closes?: Issue[];
  merged?: By & { how?: MergeHow; message?: string };
}

export class PullRequest extends Thing {
  readonly __typename = 'PullRequest';
  readonly nodeId: string;
  readonly databaseId: number;
  state: 'OPEN' | 'CLOSED' | 'MERGED' = 'OPEN';
  isDraft: boolean;
  baseRefName: string;
  baseSha: string;
  headRefName: string;
  fork: string | null;
  commits: Commit[] = [];
  reviews: Review[] = [];
  requested: (Account | Team)[] = [];
  closes: Issue[];
  mergedAt: number | null = null;
  mergedBy: Account | null = null;
  mergeSha: string | null = null;

  constructor(repository: Repository, options: PullRequestOptions = {}) {
    super(repository, options);
    ({ nodeId: this.nodeId, databaseId: this.databaseId } = repository.world.identity('PR'));
    this.isDraft = options.draft ?? false;
    this.baseRefName = options.base ?? repository.defaultBranch;
    this.baseSha = repository.headOf(this.baseRefName);
    this.headRefName = options.head ?? `change-${this.number}`;
    this.fork = options.fork ?? null;
    if (this.fork !== null) repository.world.repository(this.fork, { fork: true });
    this.closes = options.closes ?? [];
    const { by, at } = options;
    for (const commit of options.commits ?? [{ message: this.title }]) this.push({ by, at, ...commit }, this.createdAt);
    this.begin(options);
    for (const review of options.reviews ?? []) this.review(review);
    if (options.merged) this.merge(options.merged);
  }

  get headSha(): string {
    return this.commits.at(-1)?.sha ?? this.baseSha;
  }

  get head(): { repository: string } {
    return { repository: this.fork ?? this.repository.nameWithOwner };
  }

  push(options: CommitOptions, noticedAt = this.instant(options.at)): this {
    const commit = this.repository.commit({ ...options, parents: [this.headSha] });
    this.commits.push(commit);
    if (this.fork === null) this.repository.setBranch(this.headRefName, commit.sha, noticedAt);
    this.touch(noticedAt);
    return this;
  }

  /** Rewrites the head: all its commits are others now. */
  forcePush(commits: CommitOptions[], by: By = {}): this {
    this.commits = [];
    for (const commit of commits) this.push({ ...by, ...commit });
    return this.record('HeadRefForcePushedEvent', by, { sha: this.headSha });
  }

  review({ by, at, state = 'APPROVED', body = '' }: By & { state?: ReviewState; body?: string }): this {
    const { world } = this.repository;
    const submittedAt = this.instant(at);
    const review = { ...world.identity('PRR'), pullRequest: this, author: world.actor(by, this.repository), body };
    this.reviews.push(
      world.register({ ...review, __typename: 'PullRequestReview', state, submittedAt, sha: this.headSha }),
    );
    this.requested = this.requested.filter((person) => person !== review.author);
    this.touch(submittedAt);
    return this;
  }

  dismiss(review: Review, by: By = {}): this {
    review.state = 'DISMISSED';
    this.touch(this.instant(by.at));
    return this;
  }

  /** Aims it at another branch. */
  retarget(base: string, by: By = {}): this {
    this.baseRefName = base;
    this.baseSha = this.repository.headOf(base);
    this.touch(this.instant(by.at));
    return this;
  }

  requestReview(of: string, by: By = {}): this {
    const person = this.repository.world.accountOrTeam(of);
    this.requested.push(person);
    return this.record('ReviewRequestedEvent', by, { person });
  }

  withdrawRequest(of: string, by: By = {}): this {
    const person = this.repository.world.accountOrTeam(of);
    this.requested = this.requested.filter((each) => each !== person);
    return this.record('ReviewRequestRemovedEvent', by, { person });
  }

  ready(by: By = {}): this {
    this.isDraft = false;
    return this.record('ReadyForReviewEvent', by);
  }

  backToDraft(by: By = {}): this {
    this.isDraft = true;
    return this.record('ConvertToDraftEvent', by);
  }

  close(by: By = {}): this {
    this.state = 'CLOSED';
    this.closedAt = this.instant(by.at);
    return this.record('ClosedEvent', by);
  }

  reopen(by: By = {}): this {
    this.state = 'OPEN';
    this.closedAt = null;
    return this.record('ReopenedEvent', by);
  }

  merge({ how = 'SQUASH', message, ...by }: By & { how?: MergeHow; message?: string } = {}): this {
    const at = this.instant(by.at);
    this.mergeSha = mergeInto(this, { how, message, by: by.by, at });
    this.state = 'MERGED';
    this.mergedAt = this.closedAt = at;
    this.mergedBy = this.repository.world.actor(by.by, this.repository);
    this.record('MergedEvent', { ...by, at }, { sha: this.mergeSha });
    this.record('ClosedEvent', { ...by, at });
    for (const issue of this.closes) if (issue.state === 'OPEN') issue.close({ ...by, at, closer: this });
    this.repository.branches.delete(this.headRefName);
    return this.record('HeadRefDeletedEvent', { ...by, at });
  }
}
