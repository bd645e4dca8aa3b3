import type { Hint } from '@weir/sources';
import type { Payload } from './payload.js';

/** What to look at again because of a delivery, and at which owner's source. */
export interface Heard {
  owner: string;
  /** Things of a repository. Empty: what the source reads has changed as a whole, so that it is synced. */
  hints: Hint[];
}

type About = Hint['about'];

const ofPullRequest = ({ pull_request: found }: Payload): About | null =>
  found ? { kind: 'PULL_REQUEST', number: found.number } : null;
const ofDeployment = ({ deployment }: Payload): About | null =>
  deployment ? { kind: 'DEPLOYMENT', id: String(deployment.id) } : null;
const ofRepository = (): About => ({ kind: 'REPOSITORY' });

/** What an event of a repository is about. The payload only names it; what it says is read from GitHub. */
const ABOUT = new Map<string, (payload: Payload) => About | null>(
  Object.entries({
    pull_request: ofPullRequest,
    pull_request_review: ofPullRequest,
    pull_request_review_comment: ofPullRequest,
    pull_request_review_thread: ofPullRequest,
    deployment: ofDeployment,
    deployment_status: ofDeployment,
    workflow_run: ({ workflow_run: run }: Payload) =>
      run ? { kind: 'WORKFLOW_RUN' as const, id: String(run.id) } : null,
    release: ({ release }: Payload) => (release ? { kind: 'RELEASE' as const, id: String(release.id) } : null),
    issues: ({ issue }: Payload) => (issue ? { kind: 'ISSUE' as const, number: issue.number } : null),
    push: ({ ref }: Payload) =>
      ref?.startsWith('refs/heads/') ? ofBranch(ref.slice('refs/heads/'.length)) : ofRepository(),
    create: ofRef,
    delete: ofRef,
    repository: ofRepository,
  }),
);

const OF_INSTALLATION = new Set(['installation', 'installation_repositories']);

/** The events a webhook must be subscribed to. Those of an App's installations come by themselves. */
export const GITHUB_EVENTS = [...ABOUT.keys()];

function ofBranch(branch: string): About {
  return { kind: 'PUSH', branch };
}

/** A branch that came or went; a tag is looked for with the repository. */
function ofRef({ ref, ref_type: type }: Payload): About {
  return type === 'branch' && ref ? ofBranch(ref) : ofRepository();
}

/** Null for an event that says nothing we read. */
export function toHints(event: string, payload: Payload): Heard[] | null {
  if (OF_INSTALLATION.has(event)) {
    const owner = payload.installation?.account?.login;
    return owner === undefined ? null : [{ owner, hints: [] }];
  }
  const { repository } = payload;
  const about = ABOUT.get(event)?.(payload);
  if (!about || !repository) return null;
  const heard = { owner: repository.owner.login, hints: [{ repository: repository.full_name, about }] };
  return [heard, ...leftBehind(payload, repository.name)];
}

/** A transferred repository is missed where it was, too. */
function leftBehind({ changes }: Payload, name: string): Heard[] {
  const from = changes?.owner?.from;
  const owner = (from?.organization ?? from?.user)?.login;
  return owner === undefined ? [] : [{ owner, hints: [{ repository: `${owner}/${name}`, about: ofRepository() }] }];
}
