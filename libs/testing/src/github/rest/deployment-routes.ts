import type { Deployment } from '../world/deployment.js';
import { toIso } from '../world/moment.js';
import { toDeployment, toStatus } from './bodies/deployment-bodies.js';
import { found, paged, repositoryOf, type RestCall, type RestHandler } from './rest-call.js';

function deploymentOf(call: RestCall): Deployment {
  const { deployments } = repositoryOf(call, 'deployments');
  return found(deployments.find(({ databaseId }) => String(databaseId) === call.params.deployment_id));
}

function list(call: RestCall): unknown {
  const { sha, ref, task, environment } = call.query;
  const asked = repositoryOf(call, 'deployments')
    .deployments.filter((each) => (sha ?? each.sha) === each.sha && (ref ?? each.ref) === each.ref)
    .filter((each) => (task ?? each.task) === each.task && (environment ?? each.environment) === each.environment)
    .sort((one, other) => other.createdAt - one.createdAt || other.databaseId - one.databaseId);
  return paged(call, asked, (each) => toDeployment(each, call.api));
}

function environments(call: RestCall): unknown {
  const repository = repositoryOf(call, 'environments');
  const url = call.api(`/repos/${repository.nameWithOwner}/environments`);
  const times = { created_at: toIso(repository.createdAt), updated_at: toIso(repository.createdAt) };
  const toBody = (name: string, index: number) => ({
    id: repository.databaseId * 100 + index,
    node_id: `EN_${Buffer.from(`${repository.nodeId} ${name}`).toString('base64url')}`,
    name,
    url: `${url}/${name}`,
    html_url: `https://github.com/${repository.nameWithOwner}/deployments/activity_log?environments_filter=${name}`,
    ...times,
    protection_rules: [],
    deployment_branch_policy: null,
  });
  const bodies = repository.environments.map(toBody);
  return paged(call, bodies, (body) => body, 'environments');
}

export const deploymentRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /repos/{owner}/{repo}/deployments': list,
  'GET /repos/{owner}/{repo}/deployments/{deployment_id}': (call) => toDeployment(deploymentOf(call), call.api),
  'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses': (call) =>
    paged(call, [...deploymentOf(call).statuses].reverse(), (status) => toStatus(status, call.api)),
  'GET /repos/{owner}/{repo}/environments': environments,
};
