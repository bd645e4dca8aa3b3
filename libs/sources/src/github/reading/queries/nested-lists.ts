import {
  ASSIGNEE_LIST,
  CLOSING_LIST,
  ISSUE_EVENTS,
  ISSUE_EVENT_LIST,
  LABEL_LIST,
  OWN_COMMIT_LIST,
  PULL_REQUEST_EVENTS,
  PULL_REQUEST_EVENT_LIST,
  REVIEW_LIST,
  STATUS_LIST,
} from './fragments.js';

export type NestedField =
  'labels' | 'commits' | 'reviews' | 'timelineItems' | 'closingIssuesReferences' | 'assignees' | 'statuses';
export type NestedType = 'PullRequest' | 'Issue' | 'Deployment';

/** A list that did not end with its first page: whose it is, and where it goes on. */
export interface OpenList {
  id: string;
  type: NestedType;
  field: NestedField;
  after: string;
}

const PULL_REQUEST_FIELDS: Partial<Record<NestedField, [filter: string, body: string]>> = {
  labels: ['', LABEL_LIST],
  commits: ['', OWN_COMMIT_LIST],
  reviews: ['', REVIEW_LIST],
  timelineItems: [`, ${PULL_REQUEST_EVENTS}`, PULL_REQUEST_EVENT_LIST],
  closingIssuesReferences: ['', CLOSING_LIST],
};
const ISSUE_FIELDS: typeof PULL_REQUEST_FIELDS = {
  labels: ['', LABEL_LIST],
  assignees: ['', ASSIGNEE_LIST],
  timelineItems: [`, ${ISSUE_EVENTS}`, ISSUE_EVENT_LIST],
};
const DEPLOYMENT_FIELDS: typeof PULL_REQUEST_FIELDS = { statuses: ['', STATUS_LIST] };
const FIELDS: Record<NestedType, typeof PULL_REQUEST_FIELDS> = {
  PullRequest: PULL_REQUEST_FIELDS,
  Issue: ISSUE_FIELDS,
  Deployment: DEPLOYMENT_FIELDS,
};

/** The next pages of many lists of many things in one request: `l0`, `l1`, … in the order given. */
export function nestedPages(lists: readonly OpenList[]): { query: string; variables: Record<string, string> } {
  const variables: Record<string, string> = {};
  const names: string[] = [];
  const fields = lists.map(({ id, type, field, after }, index) => {
    variables[`i${index}`] = id;
    variables[`a${index}`] = after;
    names.push(`$i${index}: ID!, $a${index}: String!`);
    const [filter, body] = FIELDS[type][field] ?? ['', ''];
    return `l${index}: node(id: $i${index}) { ... on ${type} { list: ${field}(first: 100, after: $a${index}${filter}) { ${body} } } }`;
  });
  return { query: `query NestedPages(${names.join(', ')}) {\n  ${fields.join('\n  ')}\n}`, variables };
}
