import { Thing, type By, type ThingOptions } from './thing.js';
import type { Repository } from './repository.js';

export type StateReason = 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | 'REOPENED';

export class Issue extends Thing {
  readonly __typename = 'Issue';
  readonly nodeId: string;
  readonly databaseId: number;
  state: 'OPEN' | 'CLOSED' = 'OPEN';
  stateReason: StateReason | null = null;

  constructor(repository: Repository, options: ThingOptions = {}) {
    super(repository, options);
    ({ nodeId: this.nodeId, databaseId: this.databaseId } = repository.world.identity('I'));
    this.begin(options);
  }

  close(options: By & { reason?: Exclude<StateReason, 'REOPENED'>; closer?: Thing } = {}): this {
    this.state = 'CLOSED';
    this.stateReason = options.reason ?? 'COMPLETED';
    this.closedAt = this.instant(options.at);
    return this.record('ClosedEvent', options, { closer: options.closer, stateReason: this.stateReason });
  }

  reopen(by: By = {}): this {
    this.state = 'OPEN';
    this.stateReason = 'REOPENED';
    this.closedAt = null;
    return this.record('ReopenedEvent', by, { stateReason: 'REOPENED' });
  }

  /** An administrator deletes it: GitHub then knows nothing of it. */
  delete(): void {
    this.repository.issues.delete(this.number);
    this.repository.world.forget(this.nodeId);
  }
}
