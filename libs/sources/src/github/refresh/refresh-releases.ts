import type { RepositoryBatch } from '@weir/metrics';
import { nodesOf } from '../reading/payloads.js';
import { toRelease } from '../to-release.js';
import type { HintedRepository } from './hint-query.js';
import { addCommits, type Looking } from './refresh.js';
import { addDeployments, findNodeId, tellGone } from './refresh-deployments.js';

/** Releases that were heard of; one that is gone, or is none any more, is told so. An edit of an old one waits for the sync. */
export async function refreshReleases(
  looking: Looking,
  repository: HintedRepository,
  ids: string[],
  batch: RepositoryBatch,
): Promise<void> {
  const newest = nodesOf(repository.releases);
  for (const id of ids) {
    const release = newest.find((one) => String(one.databaseId) === id || one.id === id);
    const record = release ? toRelease(release, repository.nameWithOwner) : null;
    addDeployments(batch, [record]);
    addCommits(batch, nodesOf(release?.tagCommit?.history), looking.from);
    const isGone = release
      ? record === null
      : (await findNodeId(looking, '/repos/{owner}/{repo}/releases/{id}', id)) === null;
    if (isGone) tellGone(batch, `release:${id}`);
  }
}
