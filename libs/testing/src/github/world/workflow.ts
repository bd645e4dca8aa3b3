import type { Account } from './account.js';
import { toInstant, type Moment } from './moment.js';
import type { Repository } from './repository.js';
import type { By } from './thing.js';

export interface Workflow {
  readonly nodeId: string;
  readonly databaseId: number;
  readonly repository: Repository;
  name: string;
  path: string;
  state: 'active' | 'disabled_manually';
  createdAt: number;
  updatedAt: number;
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | 'neutral' | 'action_required';

export interface RunOptions extends By {
  /** A workflow's name; made when it is not there. */
  workflow?: string;
  path?: string;
  sha: string;
  branch?: string;
  event?: string;
  title?: string;
  /** Absent: it still runs. */
  conclusion?: Conclusion | null;
  finishedAt?: Moment;
}

export class WorkflowRun {
  readonly nodeId: string;
  readonly databaseId: number;
  readonly sha: string;
  readonly branch: string;
  readonly event: string;
  readonly title: string;
  readonly actor: Account | null;
  readonly createdAt: number;
  startedAt: number;
  updatedAt: number;
  attempt = 1;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;

  constructor(
    readonly workflow: Workflow,
    readonly runNumber: number,
    options: RunOptions,
  ) {
    const { repository } = workflow;
    ({ nodeId: this.nodeId, databaseId: this.databaseId } = repository.world.identity('WFR'));
    this.sha = options.sha;
    this.branch = options.branch ?? repository.defaultBranch;
    this.event = options.event ?? 'push';
    this.title = options.title ?? workflow.name;
    this.actor = repository.world.actor(options.by, repository);
    this.createdAt = this.startedAt = toInstant(options.at ?? repository.world.now());
    this.updatedAt = toInstant(options.finishedAt ?? this.createdAt);
    this.conclusion = options.conclusion ?? null;
    this.status = this.conclusion === null ? 'in_progress' : 'completed';
  }

  finish(conclusion: Conclusion, at: Moment = this.workflow.repository.world.now()): this {
    this.status = 'completed';
    this.conclusion = conclusion;
    this.updatedAt = toInstant(at);
    return this;
  }

  /** Runs it again: the same run, another attempt. */
  again(at: Moment = this.workflow.repository.world.now()): this {
    this.attempt += 1;
    this.status = 'in_progress';
    this.conclusion = null;
    this.startedAt = this.updatedAt = toInstant(at);
    return this;
  }
}
