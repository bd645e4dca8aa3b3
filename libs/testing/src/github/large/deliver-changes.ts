import type { PullRequest } from '../world/pull-request.js';
import type { Repository } from '../world/repository.js';
import { skewed, type Draw } from './draw.js';
import type { RepositoryPlan } from './plan-repositories.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How often each happens. */
const OFTEN = { delivery: 0.45, failure: 0.08, incident: 0.05 };

/** Brings out what was merged, in batches, as the repository does that; sometimes in vain, sometimes with an incident after it. */
export class Deliveries {
  private count = 0;

  constructor(
    private readonly draw: Draw,
    private readonly repository: Repository,
    private readonly plan: RepositoryPlan,
  ) {}

  afterMerge(pull: PullRequest): void {
    const { draw, repository } = this;
    const at = (pull.mergedAt ?? 0) + skewed(draw, 20) * MINUTE_MS;
    const sha = pull.mergeSha ?? '';
    if (draw() > OFTEN.delivery || at + HOUR_MS > repository.world.now()) return;
    this.count += 1;
    if (this.plan.delivers === 'DEPLOYMENTS') this.deploy(sha, at);
    if (this.plan.delivers === 'WORKFLOW_RUNS') this.run(sha, at);
    if (this.plan.delivers === 'RELEASES')
      repository.release({ tag: `v1.${this.count}.0`, sha, by: this.plan.people[0], at });
    if (draw() < OFTEN.incident) this.incident(at);
  }

  private deploy(sha: string, at: number): void {
    this.attempt('staging', sha, at, false);
    const isFailed = this.draw() < OFTEN.failure;
    this.attempt('production', sha, at + 10 * MINUTE_MS, isFailed);
    if (isFailed) this.attempt('production', sha, at + 30 * MINUTE_MS, false);
  }

  private attempt(environment: string, sha: string, at: number, isFailed: boolean): void {
    const end = at + skewed(this.draw, 6, 0.4) * MINUTE_MS;
    this.repository
      .deploy({ sha, environment, by: 'github-actions[bot]', at, ref: 'main' })
      .status({ state: 'IN_PROGRESS', at: at + 20_000 })
      .status({ state: isFailed ? 'FAILURE' : 'SUCCESS', at: end });
  }

  private run(sha: string, at: number): void {
    const conclusion = this.draw() < OFTEN.failure ? 'failure' : 'success';
    const finishedAt = at + skewed(this.draw, 8, 0.4) * MINUTE_MS;
    this.repository.run({ workflow: 'Deploy to production', sha, at, finishedAt, conclusion });
    this.repository.run({ workflow: 'Test', sha, at, finishedAt, conclusion: 'success' });
  }

  /** Beyond the numbers of the pull requests, which were planned before. */
  private incident(at: number): void {
    const { draw, repository, plan } = this;
    const startedAt = at + skewed(draw, 90) * MINUTE_MS;
    const endedAt = startedAt + skewed(draw, 100) * MINUTE_MS;
    if (startedAt >= repository.world.now()) return;
    const number = Math.max(repository.lastNumber, plan.changes) + 1;
    const by = plan.people[0];
    const issue = repository.issue({ title: `Outage ${number}`, labels: ['incident'], by, at: startedAt, number });
    if (endedAt < repository.world.now()) issue.close({ by, at: endedAt });
  }
}
