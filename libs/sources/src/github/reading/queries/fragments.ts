/**
 * What is asked of each kind of thing. Nested lists come with a first page that is enough for most; the rest of the longer
 * ones is asked for by node id. A commit's parents are the dearest: GitHub counts a list in a list as a request each.
 */
const OWN_COMMITS = 20;
const REVIEWS = 25;
const TIMELINE = 30;
const STATUSES = 15;

const PAGE = 'pageInfo { hasNextPage endCursor }';
const ACTOR = '__typename login';

export const OWN_COMMIT_LIST = `${PAGE} nodes { commit { oid authoredDate message parents { totalCount } } }`;
export const REVIEW_LIST = `${PAGE} nodes { state submittedAt author { ${ACTOR} } }`;
export const LABEL_LIST = `${PAGE} nodes { name }`;
export const CLOSING_LIST = `${PAGE} nodes { number repository { nameWithOwner } }`;
export const ASSIGNEE_LIST = `${PAGE} nodes { login }`;
export const STATUS_LIST = `${PAGE} nodes { state createdAt logUrl environmentUrl }`;

const PERSON = `__typename ... on User { login } ... on Bot { login } ... on Mannequin { login }`;
const THING_EVENTS = `
  ... on ClosedEvent { createdAt }
  ... on ReopenedEvent { createdAt }
  ... on LabeledEvent { createdAt label { name } }
  ... on UnlabeledEvent { createdAt label { name } }
  ... on AssignedEvent { createdAt assignee { ${PERSON} } }
  ... on UnassignedEvent { createdAt assignee { ${PERSON} } }`;

const THING_EVENT_TYPES = [
  'CLOSED_EVENT',
  'REOPENED_EVENT',
  'LABELED_EVENT',
  'UNLABELED_EVENT',
  'ASSIGNED_EVENT',
  'UNASSIGNED_EVENT',
];
const REVIEW_EVENT_TYPES = [
  'READY_FOR_REVIEW_EVENT',
  'CONVERT_TO_DRAFT_EVENT',
  'REVIEW_REQUESTED_EVENT',
  'REVIEW_REQUEST_REMOVED_EVENT',
];

export const ISSUE_EVENTS = `itemTypes: [${THING_EVENT_TYPES.join(', ')}]`;
export const PULL_REQUEST_EVENTS = `itemTypes: [${[...THING_EVENT_TYPES, ...REVIEW_EVENT_TYPES].join(', ')}]`;

export const ISSUE_EVENT_LIST = `${PAGE} nodes { __typename ${THING_EVENTS} }`;
export const PULL_REQUEST_EVENT_LIST = `${PAGE} nodes { __typename ${THING_EVENTS}
  ... on ReadyForReviewEvent { createdAt }
  ... on ConvertToDraftEvent { createdAt }
  ... on ReviewRequestedEvent { createdAt requestedReviewer { ${PERSON} } }
  ... on ReviewRequestRemovedEvent { createdAt requestedReviewer { ${PERSON} } } }`;

export const PULL_REQUEST = `id number title body url state isDraft createdAt updatedAt mergedAt closedAt
  author { ${ACTOR} } mergeCommit { oid } baseRefName headRefName isCrossRepository additions deletions changedFiles
  labels(first: 20) { ${LABEL_LIST} }
  commits(first: ${OWN_COMMITS}) { ${OWN_COMMIT_LIST} }
  reviews(first: ${REVIEWS}) { ${REVIEW_LIST} }
  timelineItems(first: ${TIMELINE}, ${PULL_REQUEST_EVENTS}) { ${PULL_REQUEST_EVENT_LIST} }
  closingIssuesReferences(first: 10) { ${CLOSING_LIST} }`;

export const ISSUE = `id number title body url closed stateReason(enableDuplicate: true) createdAt updatedAt closedAt
  author { ${ACTOR} }
  labels(first: 20) { ${LABEL_LIST} }
  assignees(first: 10) { ${ASSIGNEE_LIST} }
  timelineItems(first: ${TIMELINE}, ${ISSUE_EVENTS}) { ${ISSUE_EVENT_LIST} }`;

export const DEPLOYMENT = `id databaseId createdAt updatedAt environment latestEnvironment commitOid payload ref { name }
  statuses(first: ${STATUSES}) { ${STATUS_LIST} }`;

export const RELEASE = `id databaseId createdAt updatedAt publishedAt isDraft isPrerelease tagName url tagCommit { oid }`;

export const COMMIT = `oid authoredDate committedDate message author { name email }
  parents(first: 10) { nodes { oid } }`;

export const TAG = `name target { __typename oid ... on Commit { committedDate } ... on Tag { tagger { date }
  target { __typename oid ... on Commit { committedDate } ... on Tag { target { __typename oid ... on Commit { committedDate } } } } } }`;

const NEWEST_BY_UPDATE = 'first: 1, orderBy: { field: UPDATED_AT, direction: DESC }';
const NEWEST_BY_CREATION = 'first: 1, orderBy: { field: CREATED_AT, direction: DESC }';

const HEAD_FIELDS = {
  defaultBranchRef: '{ name target { oid } }',
  pullRequests: `(${NEWEST_BY_UPDATE}) { totalCount nodes { updatedAt } }`,
  issues: `(${NEWEST_BY_UPDATE}) { totalCount nodes { updatedAt } }`,
  deployments: `(${NEWEST_BY_CREATION}) { totalCount nodes { createdAt } }`,
  releases: `(${NEWEST_BY_CREATION}) { totalCount nodes { updatedAt } }`,
};

/** Parts of a repository that a token may lack the permission to read. */
export type HeadField = keyof typeof HEAD_FIELDS;
export const GUARDED = Object.keys(HEAD_FIELDS) as HeadField[];

/** What tells whether anything of a repository is new, and what it is; without what may not be read. */
export function repositoryHead(without: ReadonlySet<HeadField>): string {
  const fields = GUARDED.filter((field) => !without.has(field)).map((field) => `${field} ${HEAD_FIELDS[field]}`);
  return `id nameWithOwner url isFork isArchived isEmpty isLocked hasIssuesEnabled pushedAt ${fields.join(' ')}`;
}
