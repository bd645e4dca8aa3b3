import type { GitHubClient } from '../client/github-client.js';
import { refuseGaps } from '../client/given-up.js';
import type { DeploymentPayload, IssuePayload, Listed, PullRequestPayload } from './payloads.js';
import { nestedPages, type NestedField, type NestedType, type OpenList } from './queries/nested-lists.js';

/** So many lists go on in one request. */
const LISTS_AT_ONCE = 20;

const FIELDS: Record<NestedType, NestedField[]> = {
  PullRequest: ['labels', 'commits', 'reviews', 'timelineItems', 'closingIssuesReferences'],
  Issue: ['labels', 'assignees', 'timelineItems'],
  Deployment: ['statuses'],
};

type AnyList = Listed<unknown>;

interface Incomplete {
  open: OpenList;
  list: AnyList;
}

/** Reads the lists inside things to their ends, many lists in one request, so that a thing is yielded whole or not at all. */
export async function completeLists(
  client: GitHubClient,
  type: NestedType,
  things: readonly (PullRequestPayload | IssuePayload | DeploymentPayload)[],
): Promise<void> {
  for (;;) {
    const incomplete = things.flatMap((thing) => findIncomplete(type, thing)).slice(0, LISTS_AT_ONCE);
    if (incomplete.length === 0) return;
    const { query, variables } = nestedPages(incomplete.map(({ open }) => open));
    const answer = await client.graphql<Record<string, { list?: AnyList } | null>>(query, variables, {
      canShrink: false,
    });
    const { data, refusals } = answer;
    refuseGaps(refusals);
    incomplete.forEach(({ list }, index) => append(list, data[`l${index}`]?.list));
  }
}

function findIncomplete(type: NestedType, thing: { id: string }): Incomplete[] {
  const lists = thing as unknown as Partial<Record<NestedField, AnyList | null>>;
  return FIELDS[type].flatMap((field) => {
    const list = lists[field];
    const after = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
    return list && after !== null ? [{ open: { id: thing.id, type, field, after }, list }] : [];
  });
}

/** A thing that vanished in between ends where it is. */
function append(list: AnyList, next: AnyList | undefined): void {
  list.nodes = [...(list.nodes ?? []), ...(next?.nodes ?? [])];
  list.pageInfo = next?.pageInfo ?? { hasNextPage: false, endCursor: null };
}
