import type { PullRequest } from '../world/pull-request.js';
import { toCommit } from './bodies/commit-bodies.js';
import { toPullRequest, toPullRequestSimple, toReview } from './bodies/pull-request-bodies.js';
import { found, paged, repositoryOf, type RestCall, type RestHandler } from './rest-call.js';

/** GitHub lists no more of one pull request. */
const MOST_COMMITS = 250;

function pullOf(call: RestCall): PullRequest {
  const repository = repositoryOf(call, 'pull_requests');
  return found(repository.pulls.get(Number(call.params.pull_number)));
}

function list(call: RestCall): unknown {
  const { state = 'open', sort = 'created', direction = call.query.sort ? 'asc' : 'desc', base, head } = call.query;
  const pulls = [...repositoryOf(call, 'pull_requests').pulls.values()]
    .filter((pull) => state === 'all' || (pull.state === 'OPEN') === (state === 'open'))
    .filter((pull) => (base === undefined || pull.baseRefName === base) && isHead(pull, head));
  const keyOf = (pull: PullRequest) => (sort === 'updated' ? pull.updatedAt : pull.createdAt);
  pulls.sort((one, other) => keyOf(one) - keyOf(other) || one.databaseId - other.databaseId);
  if (direction === 'desc') pulls.reverse();
  return paged(call, pulls, (pull) => toPullRequestSimple(pull, call.api));
}

const isHead = ({ head, headRefName }: PullRequest, asked: string | undefined) =>
  asked === undefined || asked === `${head.repository.split('/')[0]}:${headRefName}`;

export const pullRequestRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /repos/{owner}/{repo}/pulls': list,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': (call) => toPullRequest(pullOf(call), call.api),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': (call) =>
    paged(call, pullOf(call).commits.slice(0, MOST_COMMITS), (commit) => toCommit(commit, call.api)),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': (call) =>
    paged(call, pullOf(call).reviews, (review) => toReview(review, call.api)),
};
