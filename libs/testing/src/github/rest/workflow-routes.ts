import type { Repository } from '../world/repository.js';
import type { WorkflowRun } from '../world/workflow.js';
import { toRelease } from './bodies/release-bodies.js';
import { toRun, toWorkflow } from './bodies/workflow-bodies.js';
import { found, paged, repositoryOf, type RestCall, type RestHandler } from './rest-call.js';

function runsOf(call: RestCall, repository: Repository, isAsked: (run: WorkflowRun) => boolean): unknown {
  const { branch, event, status, head_sha, created } = call.query;
  const asked = repository.runs
    .filter((run) => isAsked(run) && isWithin(run.createdAt, created))
    .filter((run) => (branch ?? run.branch) === run.branch && (event ?? run.event) === run.event)
    .filter((run) => (head_sha ?? run.sha) === run.sha)
    .filter((run) => status === undefined || [run.status, run.conclusion].includes(status as WorkflowRun['status']))
    .sort((one, other) => other.createdAt - one.createdAt || other.databaseId - one.databaseId);
  // GitHub finds at most 1,000 runs when it is asked for some of them only.
  const most = (branch ?? event ?? status ?? head_sha ?? created) ? 1000 : asked.length;
  return paged(call, asked.slice(0, most), (run) => toRun(run, call.api), 'workflow_runs');
}

/** GitHub's dates of a search: `>=2026-01-01`, `<2026-01-01`, `2026-01-01..2026-02-01`. */
function isWithin(at: number, created: string | undefined): boolean {
  if (created === undefined) return true;
  if (created.includes('..')) {
    const [from = '', to = ''] = created.split('..');
    return (from === '*' || at >= Date.parse(from)) && (to === '*' || at <= Date.parse(to));
  }
  const [, sign = '', moment = ''] = /^([<>]?=?)(.*)$/.exec(created) ?? [];
  const other = Date.parse(moment);
  if (sign === '>') return at > other;
  if (sign === '<') return at < other;
  return sign === '<=' ? at <= other : at >= other;
}

function runOf(call: RestCall): WorkflowRun {
  const { runs } = repositoryOf(call, 'actions');
  return found(runs.find(({ databaseId }) => String(databaseId) === call.params.run_id));
}

/** By its number, or the name of its file. */
function workflowRuns(call: RestCall): unknown {
  const repository = repositoryOf(call, 'actions');
  const id = call.params.workflow_id ?? '';
  const isNamed = ({ databaseId, path }: { databaseId: number; path: string }) =>
    String(databaseId) === id || path.endsWith(`/${id}`);
  const workflow = found(repository.workflows.find(isNamed));
  return runsOf(call, repository, (run) => run.workflow === workflow);
}

export const workflowRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /repos/{owner}/{repo}/actions/workflows': (call) =>
    paged(call, repositoryOf(call, 'actions').workflows, (each) => toWorkflow(each, call.api), 'workflows'),
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': workflowRuns,
  'GET /repos/{owner}/{repo}/actions/runs': (call) => runsOf(call, repositoryOf(call, 'actions'), () => true),
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}': (call) => toRun(runOf(call), call.api),
  // Drafts are shown only to those who may push, as the owner of a classic token.
  'GET /repos/{owner}/{repo}/releases': (call) =>
    paged(
      call,
      repositoryOf(call, 'contents')
        .releases.filter(({ isDraft }) => !isDraft || call.viewer.token?.kind === 'CLASSIC')
        .reverse(),
      (each) => toRelease(each, call.api),
    ),
  'GET /repos/{owner}/{repo}/releases/{release_id}': (call) => {
    const { releases } = repositoryOf(call, 'contents');
    const release = releases.find(({ databaseId }) => String(databaseId) === call.params.release_id);
    return toRelease(found(release), call.api);
  },
};
