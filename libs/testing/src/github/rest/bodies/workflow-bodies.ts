import { toIso } from '../../world/moment.js';
import type { Workflow, WorkflowRun } from '../../world/workflow.js';
import type { RunBody, WorkflowBody } from '../answers.js';
import { toUserOrGhost, type Api } from './account-bodies.js';
import { toGitUser } from './commit-bodies.js';
import { toMinimalRepository } from './repository-bodies.js';

export function toWorkflow(workflow: Workflow, api: Api): WorkflowBody {
  const { repository, databaseId, name, path } = workflow;
  return {
    id: databaseId,
    node_id: workflow.nodeId,
    name,
    path,
    state: workflow.state,
    created_at: toIso(workflow.createdAt),
    updated_at: toIso(workflow.updatedAt),
    url: api(`/repos/${repository.nameWithOwner}/actions/workflows/${databaseId}`),
    html_url: `https://github.com/${repository.nameWithOwner}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `https://github.com/${repository.nameWithOwner}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

export function toRun(run: WorkflowRun, api: Api): RunBody {
  const { workflow, databaseId } = run;
  const { repository } = workflow;
  const actions = api(`/repos/${repository.nameWithOwner}/actions`);
  const actor = toUserOrGhost(run.actor, repository.world, api);
  return {
    ...addressesOf(`${actions}/runs/${databaseId}`),
    id: databaseId,
    node_id: run.nodeId,
    name: workflow.name,
    display_title: run.title,
    path: workflow.path,
    workflow_id: workflow.databaseId,
    workflow_url: `${actions}/workflows/${workflow.databaseId}`,
    html_url: `https://github.com/${repository.nameWithOwner}/actions/runs/${databaseId}`,
    check_suite_url: api(`/repos/${repository.nameWithOwner}/check-suites/${databaseId}`),
    check_suite_id: databaseId,
    check_suite_node_id: `CS_${databaseId}`,
    previous_attempt_url: null,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.branch,
    head_sha: run.sha,
    head_commit: headOf(run),
    head_repository: toMinimalRepository(repository, api),
    repository: toMinimalRepository(repository, api),
    pull_requests: [],
    actor,
    triggering_actor: actor,
    created_at: toIso(run.createdAt),
    run_started_at: toIso(run.startedAt),
    updated_at: toIso(run.updatedAt),
  };
}

const addressesOf = (url: string) => ({
  url,
  jobs_url: `${url}/jobs`,
  logs_url: `${url}/logs`,
  cancel_url: `${url}/cancel`,
  rerun_url: `${url}/rerun`,
  artifacts_url: `${url}/artifacts`,
});

function headOf({ workflow, sha }: WorkflowRun): RunBody['head_commit'] {
  const commit = workflow.repository.commits.get(sha);
  if (!commit) return null;
  const { author, committer, message } = commit;
  const timestamp = toIso(committer.at);
  return { id: sha, tree_id: sha, message, timestamp, author: toGitUser(author), committer: toGitUser(committer) };
}
