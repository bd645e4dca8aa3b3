import type * as Published from '@octokit/graphql-schema';
import type { Deployment, DeploymentStatus } from '../world/deployment.js';
import { standing } from '../world/account.js';
import { toIso } from '../world/moment.js';
import { refOf } from './commit-types.js';
import { connect } from './connection.js';
import type { Arguments, Asking, Fields } from './fields.js';

const deployment: Fields<Deployment, Published.Deployment> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  repository: (source) => source.repository,
  commit: (source) => source.repository.commits.get(source.sha) ?? null,
  commitOid: ({ sha }) => sha,
  ref: (source) =>
    refOf(source.repository, `refs/heads/${source.ref}`) ?? refOf(source.repository, `refs/tags/${source.ref}`),
  environment: ({ environment }) => environment,
  latestEnvironment: ({ environment }) => environment,
  originalEnvironment: ({ environment }) => environment,
  description: ({ description }) => description,
  task: ({ task }) => task,
  payload: ({ payload }) => (typeof payload === 'string' ? payload : JSON.stringify(payload)),
  creator: ({ creator }, _args, asking) => standing(creator) ?? ghostOf(asking),
  createdAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ updatedAt }) => toIso(updatedAt),
  state: stateOf,
  latestStatus: ({ statuses }) => latestOf(statuses),
  // The newest first, as GitHub gives them.
  statuses: ({ statuses }, args) =>
    connect(
      statuses,
      { ...args, orderBy: { field: '', direction: 'DESC' } },
      'statuses',
      ({ createdAt, databaseId }) => [createdAt, databaseId],
    ),
};

const status: Fields<DeploymentStatus, Published.DeploymentStatus> = {
  id: ({ nodeId }) => nodeId,
  deployment: (source) => source.deployment,
  state: ({ state }) => state,
  createdAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ createdAt }) => toIso(createdAt),
  creator: ({ creator }, _args, asking) => standing(creator) ?? ghostOf(asking),
  description: ({ description }) => description,
  environment: (source) => source.deployment.environment,
  environmentUrl: ({ environmentUrl }) => environmentUrl,
  logUrl: ({ logUrl }) => logUrl,
};

export const deploymentTypes = { Deployment: deployment, DeploymentStatus: status };

export function connectDeployments(deployments: readonly Deployment[], args: Arguments) {
  const environments = args.environments as string[] | null | undefined;
  const asked = deployments.filter(({ environment }) => !environments || environments.includes(environment));
  return connect(asked, args, 'deployments', ({ createdAt, databaseId }) => [createdAt, databaseId]);
}

/** Where GitHub cannot say nobody it says `ghost`. */
const ghostOf = ({ world }: Asking) => world.ghost;

function stateOf({ statuses }: Deployment): string {
  const state = latestOf(statuses)?.state ?? 'PENDING';
  return state === 'SUCCESS' ? 'ACTIVE' : state;
}

function latestOf(statuses: readonly DeploymentStatus[]): DeploymentStatus | null {
  return statuses.reduce<DeploymentStatus | null>((latest, each) => {
    return latest && latest.createdAt > each.createdAt ? latest : each;
  }, null);
}
