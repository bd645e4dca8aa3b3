import type { Deployment, DeploymentStatus } from '../../world/deployment.js';
import { toIso } from '../../world/moment.js';
import type { DeploymentBody, StatusBody } from '../answers.js';
import { toUserOrNull, type Api } from './account-bodies.js';

export function toDeployment(deployment: Deployment, api: Api): DeploymentBody {
  const repository = api(`/repos/${deployment.repository.nameWithOwner}`);
  const url = `${repository}/deployments/${deployment.databaseId}`;
  return {
    url,
    id: deployment.databaseId,
    node_id: deployment.nodeId,
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload as DeploymentBody['payload'],
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: toUserOrNull(deployment.creator, api),
    created_at: toIso(deployment.createdAt),
    updated_at: toIso(deployment.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: repository,
    transient_environment: false,
    production_environment: deployment.environment === 'production',
  };
}

export function toStatus(status: DeploymentStatus, api: Api): StatusBody {
  const { deployment } = status;
  const repository = api(`/repos/${deployment.repository.nameWithOwner}`);
  const url = `${repository}/deployments/${deployment.databaseId}`;
  // GitHub says an empty text where there is none, against its own description; here it is always an address.
  const log = status.logUrl ?? `https://github.com/${deployment.repository.nameWithOwner}/deployments`;
  return {
    url: `${url}/statuses/${status.databaseId}`,
    id: status.databaseId,
    node_id: status.nodeId,
    state: status.state.toLowerCase() as StatusBody['state'],
    creator: toUserOrNull(status.creator, api),
    description: status.description,
    environment: deployment.environment,
    target_url: log,
    log_url: log,
    environment_url: status.environmentUrl ?? log,
    created_at: toIso(status.createdAt),
    updated_at: toIso(status.createdAt),
    deployment_url: url,
    repository_url: repository,
  };
}
