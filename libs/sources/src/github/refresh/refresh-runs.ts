import type { RepositoryBatch } from '@weir/metrics';
import { GitHubError } from '../client/github-error.js';
import { isDeploymentWorkflow } from '../rules/deployment-workflow.js';
import { type RunPayload, toRun } from '../to-run.js';
import type { HintedRepository } from './hint-query.js';
import type { Looking } from './refresh.js';
import { addDeployments } from './refresh-deployments.js';

/** Runs that were heard of, where they are of a workflow that deploys. */
export async function refreshRuns(
  looking: Looking,
  repository: HintedRepository,
  ids: string[],
  batch: RepositoryBatch,
): Promise<void> {
  for (const id of ids) {
    const run = await findRun(looking, id);
    if (run === null || !isDeploymentWorkflow({ name: run.name ?? null, path: run.path })) continue;
    addDeployments(batch, [toRun(run, repository.defaultBranchRef?.name ?? null)]);
  }
}

async function findRun({ client, owner, name }: Looking, id: string): Promise<RunPayload | null> {
  try {
    const answer = await client.rest<RunPayload>('/repos/{owner}/{repo}/actions/runs/{id}', { owner, repo: name, id });
    return answer.isNotModified ? null : answer.data;
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'NOT_FOUND') return null;
    throw error;
  }
}
