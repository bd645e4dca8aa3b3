import type * as Published from '@octokit/graphql-schema';
import { standing } from '../world/account.js';
import { toIso, toIsoOrNull } from '../world/moment.js';
import type { Thing } from '../world/thing.js';
import { connect } from './connection.js';
import type { Arguments, Fields } from './fields.js';

/** What issues and pull requests answer alike. */
export const thingFields: Fields<Thing, Published.Issue> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ databaseId }) => databaseId,
  fullDatabaseId: ({ databaseId }) => String(databaseId),
  number: ({ number }) => number,
  title: ({ title }) => title,
  body: ({ body }) => body,
  bodyText: ({ body }) => body,
  author: ({ author }) => standing(author),
  authorAssociation: () => 'MEMBER',
  repository: (source) => source.repository,
  createdAt: ({ createdAt }) => toIso(createdAt),
  publishedAt: ({ createdAt }) => toIso(createdAt),
  updatedAt: ({ updatedAt }) => toIso(updatedAt),
  closedAt: ({ closedAt }) => toIsoOrNull(closedAt),
  closed: ({ closedAt }) => closedAt !== null,
  locked: () => false,
  milestone: () => null,
  url: (source) => `https://github.com${pathOf(source)}`,
  resourcePath: pathOf,
  labels: ({ labels }, args) => connect(labels, args, 'labels', ({ name, databaseId }) => [name, databaseId]),
  assignees: ({ assignees }, args) =>
    connect(
      assignees.filter(({ isDeleted }) => !isDeleted),
      args,
      'assignees',
      ({ login }) => [login],
    ),
  comments: (source, args) =>
    connect(
      source.timeline.filter(({ __typename }) => __typename === 'IssueComment'),
      args,
      'comments',
      ({ at, databaseId }) => [at, databaseId],
    ),
};

function pathOf({ repository, __typename, number }: Thing): string {
  return `/${repository.nameWithOwner}/${__typename === 'Issue' ? 'issues' : 'pull'}/${number}`;
}

interface Listed extends Thing {
  state: string;
}

export function connectThings(things: readonly Listed[], args: Arguments, name: string) {
  const [states, labels] = [args.states, args.labels] as (string[] | null | undefined)[];
  const since = sinceOf(args);
  const asked = things
    .filter(({ state }) => !states || states.includes(state))
    .filter((each) => !labels || each.labels.some((label) => labels.includes(label.name)))
    .filter(({ updatedAt }) => updatedAt >= since);
  const isByUpdate = args.orderBy?.field === 'UPDATED_AT';
  return connect(asked, args, name, ({ updatedAt, createdAt, databaseId }) => [
    isByUpdate ? updatedAt : createdAt,
    databaseId,
  ]);
}

function sinceOf({ filterBy }: Arguments): number {
  const since = (filterBy as { since?: string } | null | undefined)?.since;
  return since ? Date.parse(since) : -Infinity;
}
