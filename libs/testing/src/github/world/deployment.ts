import type { Account } from './account.js';
import { toInstant, type Moment } from './moment.js';
import type { Repository } from './repository.js';
import type { By } from './thing.js';

export type StatusState =
  'ERROR' | 'FAILURE' | 'INACTIVE' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'SUCCESS' | 'WAITING';

export interface DeploymentStatus {
  readonly __typename: 'DeploymentStatus';
  readonly nodeId: string;
  readonly databaseId: number;
  readonly deployment: Deployment;
  readonly state: StatusState;
  readonly createdAt: number;
  readonly creator: Account | null;
  readonly description: string;
  readonly environmentUrl: string | null;
  readonly logUrl: string | null;
}

export interface StatusOptions extends By {
  state: StatusState;
  description?: string;
  environmentUrl?: string;
  logUrl?: string;
}

export interface DeploymentOptions extends By {
  sha: string;
  /** Branch, tag or sha that was asked for; absent: the sha. */
  ref?: string;
  environment?: string;
  /** What the deployer says besides, as an object or as text. */
  payload?: Readonly<Record<string, unknown>> | string;
  description?: string;
  task?: string;
  statuses?: (StatusOptions & { at: Moment })[];
}

export class Deployment {
  readonly __typename = 'Deployment';
  readonly nodeId: string;
  readonly databaseId: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly payload: Readonly<Record<string, unknown>> | string;
  readonly description: string | null;
  readonly task: string;
  readonly createdAt: number;
  readonly creator: Account | null;
  updatedAt: number;
  statuses: DeploymentStatus[] = [];

  constructor(
    readonly repository: Repository,
    options: DeploymentOptions,
  ) {
    ({ nodeId: this.nodeId, databaseId: this.databaseId } = repository.world.identity('DE'));
    this.sha = options.sha;
    this.ref = options.ref ?? options.sha;
    this.environment = options.environment ?? 'production';
    this.payload = options.payload ?? {};
    this.description = options.description ?? null;
    this.task = options.task ?? 'deploy';
    this.createdAt = toInstant(options.at ?? repository.world.now());
    this.updatedAt = this.createdAt;
    this.creator = repository.world.actor(options.by, repository);
    for (const status of options.statuses ?? []) this.status(status);
  }

  status(options: StatusOptions): this {
    const { world } = this.repository;
    const createdAt = toInstant(options.at ?? world.now());
    const status: DeploymentStatus = {
      __typename: 'DeploymentStatus',
      ...world.identity('DES'),
      deployment: this,
      state: options.state,
      createdAt,
      creator: world.actor(options.by, this.repository),
      description: options.description ?? '',
      environmentUrl: options.environmentUrl ?? null,
      logUrl: options.logUrl ?? null,
    };
    this.statuses.push(world.register(status));
    this.updatedAt = Math.max(this.updatedAt, createdAt);
    return this;
  }

  delete(): void {
    this.repository.deployments = this.repository.deployments.filter((each) => each !== this);
    this.repository.world.forget(this.nodeId);
  }
}
