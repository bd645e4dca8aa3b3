import type { Account, Team } from './account.js';
import type { Label } from './label.js';
import { toInstant, type Moment } from './moment.js';
import type { Repository } from './repository.js';

/** Who did something, and when; absent: the repository's owner, and the world's now. */
export interface By {
  by?: string | null;
  at?: Moment;
}

export type TimelineKind =
  | 'AssignedEvent'
  | 'UnassignedEvent'
  | 'ClosedEvent'
  | 'ReopenedEvent'
  | 'LabeledEvent'
  | 'UnlabeledEvent'
  | 'RenamedTitleEvent'
  | 'MergedEvent'
  | 'ReadyForReviewEvent'
  | 'ConvertToDraftEvent'
  | 'ReviewRequestedEvent'
  | 'ReviewRequestRemovedEvent'
  | 'HeadRefForcePushedEvent'
  | 'HeadRefDeletedEvent'
  | 'IssueComment';

export interface TimelineEvent {
  readonly __typename: TimelineKind;
  readonly nodeId: string;
  readonly databaseId: number;
  readonly thing: Thing;
  readonly at: number;
  readonly actor: Account | null;
  readonly label?: Label;
  readonly person?: Account | Team;
  readonly previousTitle?: string;
  readonly currentTitle?: string;
  readonly body?: string;
  readonly sha?: string;
  /** What closed an issue: a pull request that names it. */
  readonly closer?: Thing;
  readonly stateReason?: string | null;
}

export interface ThingOptions extends By {
  title?: string;
  body?: string;
  labels?: string[];
  assignees?: string[];
  number?: number;
}

/** What issues and pull requests have in common: one line of numbers, labels, assignees, a timeline. */
export abstract class Thing {
  abstract readonly __typename: 'Issue' | 'PullRequest';
  abstract readonly nodeId: string;
  abstract readonly databaseId: number;
  readonly number: number;
  title: string;
  body: string;
  author: Account | null;
  labels: Label[] = [];
  assignees: Account[] = [];
  timeline: TimelineEvent[] = [];
  comments = 0;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null = null;

  constructor(
    readonly repository: Repository,
    options: ThingOptions,
  ) {
    this.number = repository.takeNumber(options.number);
    this.title = options.title ?? `Change ${this.number}`;
    this.body = options.body ?? '';
    this.author = repository.world.actor(options.by, repository);
    this.createdAt = this.instant(options.at);
    this.updatedAt = this.createdAt;
  }

  label(name: string, by: By = {}): this {
    const label = this.repository.label(name);
    if (this.labels.includes(label)) return this;
    this.labels.push(label);
    return this.record('LabeledEvent', by, { label });
  }

  unlabel(name: string, by: By = {}): this {
    const label = this.repository.label(name);
    this.labels = this.labels.filter((each) => each !== label);
    return this.record('UnlabeledEvent', by, { label });
  }

  assign(login: string, by: By = {}): this {
    const person = this.repository.world.account(login);
    this.assignees.push(person);
    return this.record('AssignedEvent', by, { person });
  }

  unassign(login: string, by: By = {}): this {
    const person = this.repository.world.account(login);
    this.assignees = this.assignees.filter((each) => each !== person);
    return this.record('UnassignedEvent', by, { person });
  }

  retitle(title: string, by: By = {}): this {
    const previousTitle = this.title;
    this.title = title;
    return this.record('RenamedTitleEvent', by, { previousTitle, currentTitle: title });
  }

  /** Writes the text anew, which leaves no mark in the timeline. */
  edit(body: string, by: By = {}): this {
    this.body = body;
    this.touch(this.instant(by.at));
    return this;
  }

  comment(body: string, by: By = {}): this {
    this.comments += 1;
    return this.record('IssueComment', by, { body });
  }

  protected record(kind: TimelineKind, { by, at }: By, more: Partial<TimelineEvent> = {}): this {
    const { world } = this.repository;
    const instant = this.instant(at);
    const event = { ...world.identity('TE'), ...more, __typename: kind, thing: this, at: instant };
    this.timeline.push(world.register({ ...event, actor: world.actor(by, this.repository) }));
    this.touch(instant);
    return this;
  }

  /** Things told late (a review of last week) do not turn the clock back. */
  protected touch(at: number): void {
    this.updatedAt = Math.max(this.updatedAt, at);
  }

  protected instant(at: Moment | undefined): number {
    return toInstant(at ?? this.repository.world.now());
  }

  protected begin(options: ThingOptions): void {
    const by = { by: options.by, at: options.at };
    for (const name of options.labels ?? []) this.label(name, by);
    for (const login of options.assignees ?? []) this.assign(login, by);
  }
}
