import type { EmitterWebhookEvent, EmitterWebhookEventName } from '@octokit/webhooks';
import { toSimpleUser, toTeam, toUserOrGhost, type Api } from '../rest/bodies/account-bodies.js';
import { toInstallation } from '../rest/bodies/app-bodies.js';
import { toDeployment, toStatus } from '../rest/bodies/deployment-bodies.js';
import { toIssue } from '../rest/bodies/issue-bodies.js';
import { toLabel, toPullRequest, toReview } from '../rest/bodies/pull-request-bodies.js';
import { toRelease } from '../rest/bodies/release-bodies.js';
import { toRepository } from '../rest/bodies/repository-bodies.js';
import { toRun, toWorkflow } from '../rest/bodies/workflow-bodies.js';
import type { Installation } from '../world/access-list.js';
import type { Commit } from '../world/commit.js';
import type { Deployment, DeploymentStatus } from '../world/deployment.js';
import type { Issue } from '../world/issue.js';
import { toIso } from '../world/moment.js';
import type { PullRequest, Review } from '../world/pull-request.js';
import type { Release } from '../world/release.js';
import type { Repository } from '../world/repository.js';
import type { Thing, TimelineKind } from '../world/thing.js';
import type { WorkflowRun } from '../world/workflow.js';
import type { World } from '../world/world.js';

/** What GitHub sends with an event, as Octokit types it. */
export type Payload<E extends EmitterWebhookEventName> = EmitterWebhookEvent<E>['payload'];

type ActionOf<E extends EmitterWebhookEventName> =
  Payload<E> extends infer P ? (P extends { action: infer A } ? A : never) : never;

/** What GitHub would send of the things as they are now. */
export class Payloads {
  constructor(
    private readonly world: World,
    private readonly api: Api,
  ) {}

  pullRequest(pull: PullRequest, action: ActionOf<'pull_request'>): Payload<'pull_request'> {
    return this.of('pull_request', pull.repository, action, {
      number: pull.number,
      pull_request: toPullRequest(pull, this.api),
      ...this.about(pull, action),
    });
  }

  review(review: Review, action: ActionOf<'pull_request_review'> = 'submitted'): Payload<'pull_request_review'> {
    const { pullRequest } = review;
    const body = toReview(review, this.api);
    return this.of('pull_request_review', pullRequest.repository, action, {
      review: { ...body, state: body.state.toLowerCase() },
      pull_request: toPullRequest(pullRequest, this.api),
    });
  }

  deployment(deployment: Deployment): Payload<'deployment'> {
    const body = toDeployment(deployment, this.api);
    return this.of('deployment', deployment.repository, 'created', {
      deployment: body,
      workflow: null,
      workflow_run: null,
    });
  }

  deploymentStatus(status: DeploymentStatus): Payload<'deployment_status'> {
    const { deployment } = status;
    return this.of('deployment_status', deployment.repository, 'created', {
      deployment_status: toStatus(status, this.api),
      deployment: toDeployment(deployment, this.api),
    });
  }

  workflowRun(run: WorkflowRun, action: ActionOf<'workflow_run'> = 'completed'): Payload<'workflow_run'> {
    return this.of('workflow_run', run.workflow.repository, action, {
      workflow_run: toRun(run, this.api),
      workflow: toWorkflow(run.workflow, this.api),
    });
  }

  release(release: Release, action: ActionOf<'release'> = 'published'): Payload<'release'> {
    return this.of('release', release.repository, action, { release: toRelease(release, this.api) });
  }

  issues(issue: Issue, action: ActionOf<'issues'>): Payload<'issues'> {
    return this.of('issues', issue.repository, action, {
      issue: toIssue(issue, this.api),
      ...this.about(issue, action),
    });
  }

  /** `commits` are those pushed, the oldest first. */
  push(repository: Repository, branch: string, commits: readonly Commit[]): Payload<'push'> {
    const bodies = commits.map((commit) => toPushed(commit));
    const after = repository.branches.get(branch) ?? NOTHING;
    const before = commits[0]?.parents[0] ?? NOTHING;
    const compare = `https://github.com/${repository.nameWithOwner}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`;
    const flags = { created: before === NOTHING, deleted: after === NOTHING, forced: false, base_ref: null };
    const pusher = { name: commits.at(-1)?.committer.name ?? repository.owner.login, email: null };
    const shas = { ref: `refs/heads/${branch}`, before, after, compare };
    return this.of('push', repository, undefined, {
      ...shas,
      ...flags,
      pusher,
      commits: bodies,
      head_commit: bodies.at(-1) ?? null,
    });
  }

  /** Besides `renamed` and `transferred` GitHub sends what it was before. */
  repository(repository: Repository, action: ActionOf<'repository'>, changes?: object): Payload<'repository'> {
    return this.of('repository', repository, action, changes ? { changes } : {});
  }

  installation(installation: Installation, action: ActionOf<'installation'> = 'created'): Payload<'installation'> {
    const repositories = this.reached(installation).map(toShort);
    return {
      action,
      installation: toInstallation(installation, this.world, this.api),
      repositories,
      requester: null,
      ...this.sender(installation),
    } as unknown as Payload<'installation'>;
  }

  installationRepositories(
    installation: Installation,
    action: ActionOf<'installation_repositories'>,
    repositories: readonly Repository[],
  ): Payload<'installation_repositories'> {
    const [repositories_added, repositories_removed] = [repositories.map(toShort), []];
    const changed =
      action === 'added'
        ? { repositories_added, repositories_removed }
        : { repositories_added: repositories_removed, repositories_removed: repositories_added };
    const repository_selection = installation.repositories === null ? 'all' : 'selected';
    const body = {
      action,
      installation: toInstallation(installation, this.world, this.api),
      repository_selection,
      ...changed,
      requester: null,
    };
    return { ...body, ...this.sender(installation) } as unknown as Payload<'installation_repositories'>;
  }

  ping(hookId = 1): Payload<'ping'> {
    return { zen: 'Keep it logically awesome.', hook_id: hookId };
  }

  /** The parts are REST's answers, of which webhooks' own types differ in small things only. */
  private of<E extends EmitterWebhookEventName>(
    _event: E,
    repository: Repository,
    action: unknown,
    parts: object,
  ): Payload<E> {
    const { owner } = repository;
    const installed = this.world.access.installations.find((each) => each.owner === owner.login);
    const installation = installed ? { installation: { id: installed.id, node_id: `MDIz${installed.id}` } } : {};
    const sender = toUserOrGhost(owner, this.world, this.api);
    const body = {
      ...(action === undefined ? {} : { action }),
      ...parts,
      repository: toRepository(repository, this.api),
    };
    return { ...body, sender, ...installation } as unknown as Payload<E>;
  }

  /** What the action is about, besides the thing itself: as its last event of this kind has it. */
  private about(thing: Thing, action: string): object {
    const last = thing.timeline.filter(({ __typename }) => __typename === EVENTS[action]).at(-1);
    if (last?.label) return { label: toLabel(last.label, thing.repository, this.api) };
    if (last?.person?.__typename === 'Team') return { requested_team: toTeam(last.person, this.api) };
    if (last?.person) return { requested_reviewer: toSimpleUser(last.person, this.api) };
    if (action === 'edited') return { changes: {} };
    return action === 'synchronize' ? headsOf(thing as PullRequest) : {};
  }

  private sender({ owner }: Installation) {
    return { sender: toSimpleUser(this.world.account(owner), this.api) };
  }

  private reached({ owner, repositories }: Installation): Repository[] {
    const all = this.world.repositoriesOf(this.world.account(owner));
    return repositories === null ? all : all.filter(({ name }) => repositories.includes(name));
  }
}

const EVENTS: Readonly<Record<string, TimelineKind>> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  review_requested: 'ReviewRequestedEvent',
  review_request_removed: 'ReviewRequestRemovedEvent',
};

const NOTHING = '0'.repeat(40);

const toShort = ({ databaseId, nodeId, name, nameWithOwner, isPrivate }: Repository) => ({
  id: databaseId,
  node_id: nodeId,
  name,
  full_name: nameWithOwner,
  private: isPrivate,
});

function toPushed({ sha, message, author, committer, repository }: Commit) {
  const toPerson = ({ name, email }: Commit['author']) => ({ name, email });
  return {
    id: sha,
    tree_id: sha,
    distinct: true,
    message,
    timestamp: toIso(committer.at),
    url: `https://github.com/${repository.nameWithOwner}/commit/${sha}`,
    author: toPerson(author),
    committer: toPerson(committer),
    added: [],
    removed: [],
    modified: [],
  };
}

function headsOf({ commits }: PullRequest): { before: string; after: string } {
  const [before, after = before] = commits.slice(-2);
  return { before: before?.sha ?? NOTHING, after: after?.sha ?? NOTHING };
}
