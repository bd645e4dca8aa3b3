import { Refusal } from '../http/answer.js';
import type { Issue } from '../world/issue.js';
import type { PullRequest } from '../world/pull-request.js';
import { toIssue } from './bodies/issue-bodies.js';
import { toTimeline } from './bodies/timeline-bodies.js';
import { found, paged, repositoryOf, type RestCall, type RestHandler } from './rest-call.js';

type Either = Issue | PullRequest;

/** A pull request is an issue to this part of GitHub; one that was deleted is gone. */
function thingOf(call: RestCall): Either {
  const { issues, pulls, lastNumber } = repositoryOf(call, 'issues');
  const number = Number(call.params.issue_number);
  const thing = issues.get(number) ?? pulls.get(number);
  if (!thing && number <= lastNumber) throw new Refusal(410, 'This issue was deleted', 'NOT_FOUND');
  return found(thing);
}

function list(call: RestCall): unknown {
  const { state = 'open', sort = 'created', direction = 'desc', since, labels } = call.query;
  const { issues, pulls } = repositoryOf(call, 'issues');
  const from = since ? Date.parse(since) : -Infinity;
  const wanted = labels?.split(',') ?? [];
  const keyOf = (thing: Either) => (sort === 'updated' ? thing.updatedAt : thing.createdAt);
  const asked = [...issues.values(), ...pulls.values()]
    .filter((thing) => state === 'all' || (thing.state === 'OPEN') === (state === 'open'))
    .filter(
      (thing) => thing.updatedAt >= from && wanted.every((name) => thing.labels.some((each) => each.name === name)),
    )
    .sort((one, other) => keyOf(one) - keyOf(other) || one.number - other.number);
  return paged(call, direction === 'desc' ? asked.reverse() : asked, (thing) => toIssue(thing, call.api));
}

export const issueRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /repos/{owner}/{repo}/issues': list,
  'GET /repos/{owner}/{repo}/issues/{issue_number}': (call) => toIssue(thingOf(call), call.api),
  'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline': (call) =>
    paged(call, toTimeline(thingOf(call), call.api), (event) => event),
};
