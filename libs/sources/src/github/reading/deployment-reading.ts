import type { DeploymentRecord, RepositoryBatch } from '@weir/metrics';
import { ListReading } from './list-reading.js';
import type { Item } from './pages.js';
import type { Situation } from './repository-state.js';

/** Environments that come and go with a pull request: their commits are no history to follow. */
const PASSING = /(^|[^a-z])(preview|pr|review)([^a-z]|$)/i;

/** Deployments by creation; those that may still change are put under watch, their commits are followed later. */
export function readDeployments(situation: Situation): ListReading<DeploymentRecord> {
  const { state, now } = situation;
  return new ListReading<DeploymentRecord>(situation, 'deployments', (items, batch) => {
    keepDeployments(situation, items, batch);
    state.watched.prune(now);
  });
}

/** Yields what is other than when it was last seen. */
export function keepDeployments({ state }: Situation, items: Item<DeploymentRecord>[], batch: RepositoryBatch): void {
  const news = items.filter((item) => state.watched.see(item)).map(({ record }) => record);
  if (news.length > 0) batch.deployments = [...(batch.deployments ?? []), ...news];
  followCommits(state.part.commits, news);
}

/** Remembers deployed commits whose history is still to be read. */
export function followCommits(commits: { pending: string[] }, deployments: readonly DeploymentRecord[]): void {
  const shas = deployments.filter(({ environment }) => !PASSING.test(environment)).flatMap(({ sha }) => sha ?? []);
  commits.pending = [...new Set([...commits.pending, ...shas])];
}
