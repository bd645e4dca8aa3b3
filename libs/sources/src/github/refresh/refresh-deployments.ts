import type { DeploymentRecord, RepositoryBatch } from '@weir/metrics';
import { GitHubError } from '../client/github-error.js';
import { completeLists } from '../reading/complete-lists.js';
import { GraphQLPages } from '../reading/graphql-pages.js';
import { nodesOf } from '../reading/payloads.js';
import { toDeployment } from '../to-deployment.js';
import type { HintedRepository } from './hint-query.js';
import { addCommits, type Looking } from './refresh.js';

/** Deployments that were heard of, with the commits they bring; an older one is looked for by its id. */
export async function refreshDeployments(
  looking: Looking,
  repository: HintedRepository,
  ids: string[],
  batch: RepositoryBatch,
): Promise<void> {
  const newest = nodesOf(repository.deployments).filter(
    (one) => ids.includes(String(one.databaseId)) || ids.includes(one.id),
  );
  await completeLists(looking.client, 'Deployment', newest);
  addDeployments(batch, newest.map(toDeployment));
  for (const { commit } of newest) addCommits(batch, nodesOf(commit?.history), looking.from);
  const found = newest.flatMap(({ id, databaseId }) => [id, String(databaseId)]);
  for (const id of ids.filter((one) => !found.includes(one))) await findOlder(looking, id, batch);
}

async function findOlder(looking: Looking, id: string, batch: RepositoryBatch): Promise<void> {
  const nodeId = await findNodeId(looking, '/repos/{owner}/{repo}/deployments/{id}', id);
  if (nodeId === null) return tellGone(batch, `deployment:${id}`);
  const [thing] = await new GraphQLPages(looking.client).readThings([nodeId]);
  if (thing?.kind === 'DEPLOYMENT') addDeployments(batch, [thing.item.record]);
}

/** Null when there is none (any more). */
export async function findNodeId({ client, owner, name }: Looking, route: string, id: string): Promise<string | null> {
  try {
    const answer = await client.rest<{ node_id: string }>(route, { owner, repo: name, id });
    return answer.isNotModified ? null : answer.data.node_id;
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'NOT_FOUND') return null;
    throw error;
  }
}

export function addDeployments(batch: RepositoryBatch, records: (DeploymentRecord | null)[]): void {
  const news = records.filter((record) => record !== null);
  if (news.length > 0) batch.deployments = [...(batch.deployments ?? []), ...news];
}

export function tellGone(batch: RepositoryBatch, key: string): void {
  batch.gone = { ...batch.gone, deployments: [...(batch.gone?.deployments ?? []), key] };
}
