/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AddSourceInput = {
  clientMutationId?: string | null | undefined;
  kind: SourceKind;
  name: string;
  settings: unknown;
};

export type Aggregate =
  | 'MEAN'
  | 'P50'
  | 'P75'
  | 'P85'
  | 'P90'
  | 'P95'
  | 'RATIO'
  | 'SUM';

export type Band =
  | 'ELITE'
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

export type BandRuleSet =
  | 'DORA_2021'
  | 'DORA_2023'
  | 'DORA_2024'
  | 'NONE'
  | 'OWN_GOALS';

export type Basis =
  | 'FIRST_COMMIT'
  | 'MERGED'
  | 'OPENED';

/** Which moment of a change a range selects by. */
export type ChangeMoment =
  | 'DEPLOYED'
  | 'MERGED'
  | 'OPENED'
  | 'RELEASED';

export type ChangeType =
  | 'DEBT'
  | 'DEFECT'
  | 'FEATURE'
  | 'OTHER'
  | 'RISK';

export type DateRange = {
  from: string;
  to: string;
};

export type DeploymentRule =
  | 'GITHUB_DEPLOYMENTS'
  | 'MERGES'
  | 'NONE'
  | 'PUSHED'
  | 'RELEASES'
  | 'VERSION_TAGS'
  | 'WORKFLOW_RUNS';

export type DeploymentStatus =
  | 'FAILED'
  | 'PENDING'
  | 'SUCCEEDED';

export type Dimension =
  | 'AI_ASSISTED'
  | 'AI_TOOL'
  | 'AUTHOR'
  | 'CHANGE_TYPE'
  | 'ENVIRONMENT'
  | 'LABEL'
  | 'REPOSITORY'
  | 'ROLLOUT'
  | 'SERVICE'
  | 'TEAM';

export type Direction =
  | 'HIGHER_IS_BETTER'
  | 'LOWER_IS_BETTER'
  | 'NEUTRAL';

export type EmptyReason =
  | 'ALL_EXCLUDED'
  | 'COMMITS_UNKNOWN'
  | 'NOT_COVERED'
  | 'NOT_DEPLOYED_YET'
  | 'NO_CHANGES'
  | 'NO_DEPLOYMENTS'
  | 'NO_EARLIER_DEPLOYMENT'
  | 'NO_FAILURES'
  | 'NO_REVIEW'
  | 'NO_SOURCE'
  | 'OUT_OF_ORDER'
  | 'REVIEWS_UNKNOWN'
  | 'STILL_OPEN'
  | 'TOO_FEW';

export type FailureReason =
  | 'HOTFIX'
  | 'INCIDENT'
  | 'REVERT'
  | 'ROLLBACK'
  | 'ROLLOUT';

export type Interval =
  | 'DAY'
  | 'MONTH'
  | 'QUARTER'
  | 'WEEK';

export type LeftOutReason =
  | 'BOT'
  | 'COMMITS_UNKNOWN'
  | 'DRAFT'
  | 'EXCLUDED_BY_RULE'
  | 'NOT_DEPLOYED_YET'
  | 'NO_EARLIER_DEPLOYMENT'
  | 'OUT_OF_ORDER'
  | 'REVIEWS_UNKNOWN'
  | 'STILL_OPEN';

export type MetricFilter = {
  aiAssisted?: boolean | null | undefined;
  authors?: Array<string> | null | undefined;
  changeTypes?: Array<ChangeType> | null | undefined;
  environments?: Array<string> | null | undefined;
  includeBots?: boolean | null | undefined;
  labels?: Array<string> | null | undefined;
  repositories?: Array<string> | null | undefined;
  rollouts?: Array<string> | null | undefined;
  services?: Array<string> | null | undefined;
  teams?: Array<string> | null | undefined;
};

export type MetricKey =
  | 'AI_ACCEPTANCE_RATE'
  | 'AI_ACTIVE_USERS'
  | 'AI_ADOPTION_RATE'
  | 'AI_ASSISTED_SHARE'
  | 'CHANGES_PER_DEPLOYMENT'
  | 'CHANGE_FAIL_RATE'
  | 'CHANGE_LEAD_TIME'
  | 'CODING_TIME'
  | 'CYCLE_TIME'
  | 'DEPLOYMENT_FREQUENCY'
  | 'DEPLOYMENT_REWORK_RATE'
  | 'DEPLOYMENT_SUCCESS_RATE'
  | 'DEPLOY_TIME'
  | 'FAILED_DEPLOYMENT_RECOVERY_TIME'
  | 'FLOW_DISTRIBUTION'
  | 'FLOW_EFFICIENCY'
  | 'FLOW_LOAD'
  | 'FLOW_TIME'
  | 'FLOW_VELOCITY'
  | 'INCIDENTS'
  | 'MERGE_TIME'
  | 'OPEN_TO_MERGE_TIME'
  | 'PICKUP_TIME'
  | 'PULL_REQUESTS_MERGED'
  | 'PULL_REQUEST_SIZE'
  | 'RELEASE_LEAD_TIME'
  | 'RELEASE_TIME'
  | 'REVERT_RATE'
  | 'REVIEWS_PER_PULL_REQUEST'
  | 'REVIEW_COVERAGE'
  | 'REVIEW_TIME';

export type MetricQuery = {
  aggregate?: Aggregate | null | undefined;
  bandRuleSet?: BandRuleSet | null | undefined;
  compareToPrevious?: boolean | null | undefined;
  filter?: MetricFilter | null | undefined;
  groupBy?: Dimension | null | undefined;
  interval?: Interval | null | undefined;
  metric: MetricKey;
  range: DateRange;
  timeZone?: string | null | undefined;
};

export type Role =
  | 'ADMIN'
  | 'MANAGER'
  | 'MEMBER'
  | 'VIEWER';

export type SourceKind =
  | 'COPILOT'
  | 'FILE'
  | 'GIT'
  | 'GITHUB'
  | 'PROMETHEUS'
  | 'PUSH'
  | 'SAMPLE'
  | 'SQL';

export type Stage =
  | 'CODING'
  | 'DEPLOY'
  | 'MERGE'
  | 'PICKUP'
  | 'RELEASE'
  | 'REVIEW';

export type SyncState =
  | 'FAILED'
  | 'IDLE'
  | 'QUEUED'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'WAITING_FOR_RATE_LIMIT';

export type Unit =
  | 'COUNT'
  | 'LINES'
  | 'PER_DAY'
  | 'RATIO'
  | 'SECONDS';

export type FacetsQueryVariables = Exact<{
  dimension: Dimension;
  search?: string | null | undefined;
}>;


export type FacetsQuery = { facets: Array<{ key: string, label: string, count: number }> };

export type FigureFragment = { aggregate: Aggregate, asOf: string, covered: { from: string, to: string } | null, definition: { key: MetricKey, name: string, unit: Unit, direction: Direction, summary: string, method: string, source: string | null }, overall: { value: number | null, emptyReason: EmptyReason | null, sampleSize: number, numerator: number | null, previous: number | null, changeRatio: number | null, band: Band | null, blended: boolean, leftOut: Array<{ reason: LeftOutReason, count: number }>, basis: Array<{ basis: Basis, count: number }> }, series: Array<{ ' $fragmentRefs'?: { 'PointFragment': PointFragment } }>, previousSeries: Array<{ ' $fragmentRefs'?: { 'PointFragment': PointFragment } }> } & { ' $fragmentName'?: 'FigureFragment' };

export type PointFragment = { start: string, end: string, value: number | null, emptyReason: EmptyReason | null, sampleSize: number, unfinished: boolean } & { ' $fragmentName'?: 'PointFragment' };

export type StreamFragment = { upTo: Stage, cohortSize: number, leftOut: Array<{ reason: LeftOutReason, count: number }>, total: { value: number | null, emptyReason: EmptyReason | null, sampleSize: number, previous: number | null, changeRatio: number | null }, stages: Array<{ stage: Stage, contribution: number | null, share: number | null, p50: number | null, sampleSize: number, inProgress: number, bottleneck: boolean }> } & { ' $fragmentName'?: 'StreamFragment' };

export type OverviewQueryVariables = Exact<{
  queries: Array<MetricQuery> | MetricQuery;
  range: DateRange;
  before: DateRange;
  filter?: MetricFilter | null | undefined;
  compare: boolean;
}>;


export type OverviewQuery = { metrics: Array<
    | { __typename: 'MetricFailure', code: string, message: string }
    | (
      { __typename: 'MetricResult' }
      & { ' $fragmentRefs'?: { 'FigureFragment': FigureFragment } }
    )
  >, valueStream: { ' $fragmentRefs'?: { 'StreamFragment': StreamFragment } }, before?: { ' $fragmentRefs'?: { 'StreamFragment': StreamFragment } } };

export type ChangesBehindQueryVariables = Exact<{
  range: DateRange;
  by: ChangeMoment;
  filter?: MetricFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangesBehindQuery = { changes: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, repository: string, number: number | null, title: string, url: string | null, mergeSha: string | null, author: string | null, firstCommitAt: string | null, openedAt: string | null, mergedAt: string | null, deployedAt: string | null } }> } };

export type DeploymentsBehindQueryVariables = Exact<{
  range: DateRange;
  filter?: MetricFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type DeploymentsBehindQuery = { deployments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, repository: string | null, service: string, environment: string, sha: string | null, ref: string | null, url: string | null, status: DeploymentStatus, createdAt: string, finishedAt: string | null, changeFailed: boolean, failureReasons: Array<FailureReason>, isRework: boolean, recoveredAt: string | null, changes: { totalCount: number } } }> } };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { name: string, role: Role }, workspace: { name: string, version: string, timeZone: string, bandRuleSet: BandRuleSet, asOf: string | null, firstAt: string | null, lastAt: string | null, hasSources: boolean, hasReviews: boolean, hasDeployments: boolean, hasIncidents: boolean } };

export type SyncFragment = { state: SyncState, startedAt: string | null, finishedAt: string | null, progress: number | null, message: string | null, requests: number, records: number, nextAttemptAt: string | null, done: number, total: number | null, rejected: number, rejectedRows: Array<{ file: string, line: number, column: string | null, message: string }> } & { ' $fragmentName'?: 'SyncFragment' };

export type SourceRowFragment = { id: string, kind: SourceKind, name: string, settings: unknown, createdAt: string, lastSyncedAt: string | null, repositories: Array<string>, sync: { ' $fragmentRefs'?: { 'SyncFragment': SyncFragment } } } & { ' $fragmentName'?: 'SourceRowFragment' };

export type SourcesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourcesQuery = { sources: Array<{ ' $fragmentRefs'?: { 'SourceRowFragment': SourceRowFragment } }> };

export type SourceHistoryQueryVariables = Exact<{ [key: string]: never; }>;


export type SourceHistoryQuery = { sources: Array<{ id: string, syncs: Array<{ ' $fragmentRefs'?: { 'SyncFragment': SyncFragment } }> }> };

export type CoverageQueryVariables = Exact<{ [key: string]: never; }>;


export type CoverageQuery = { coverage: { totalCount: number, edges: Array<{ node: { repository: string, deploymentRule: DeploymentRule, deploymentRuleReason: string, mergedChanges: number, withCommits: number, withReviews: number, withDeployment: number, exactAttribution: number, waiting: number, deployments: number, incidents: number, incidentsLinked: number, firstAt: string | null, lastSyncedAt: string | null, warnings: Array<string> } }> } };

export type InspectPathQueryVariables = Exact<{
  path: string;
  kind: SourceKind;
  fileKind?: string | null | undefined;
  map?: unknown;
  time?: string | null | undefined;
}>;


export type InspectPathQuery = { inspectPath: { path: string, kind: SourceKind, name: string, branch: string | null, commits: number | null, versionTags: number | null, fileKind: string | null, columns: Array<string>, map: unknown, time: string | null, rows: number | null, sample: Array<unknown>, problem: string | null } };

export type AddSourceMutationVariables = Exact<{
  input: AddSourceInput;
}>;


export type AddSourceMutation = { addSource: { source: { ' $fragmentRefs'?: { 'SourceRowFragment': SourceRowFragment } } | null, refusal: { code: string, message: string } | null } };

export type SyncSourceMutationVariables = Exact<{
  id: string;
}>;


export type SyncSourceMutation = { syncSource: { source: { ' $fragmentRefs'?: { 'SourceRowFragment': SourceRowFragment } } | null, refusal: { code: string, message: string } | null } };

export type RemoveSourceMutationVariables = Exact<{
  id: string;
}>;


export type RemoveSourceMutation = { removeSource: { refusal: { code: string, message: string } | null } };

export type SyncProgressSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SyncProgressSubscription = { syncProgress: { ' $fragmentRefs'?: { 'SourceRowFragment': SourceRowFragment } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PointFragmentDoc = new TypedDocumentString(`
    fragment Point on MetricPoint {
  start
  end
  value
  emptyReason
  sampleSize
  unfinished
}
    `, {"fragmentName":"Point"}) as unknown as TypedDocumentString<PointFragment, unknown>;
export const FigureFragmentDoc = new TypedDocumentString(`
    fragment Figure on MetricResult {
  aggregate
  asOf
  covered {
    from
    to
  }
  definition {
    key
    name
    unit
    direction
    summary
    method
    source
  }
  overall {
    value
    emptyReason
    sampleSize
    numerator
    previous
    changeRatio
    band
    blended
    leftOut {
      reason
      count
    }
    basis {
      basis
      count
    }
  }
  series {
    ...Point
  }
  previousSeries {
    ...Point
  }
}
    fragment Point on MetricPoint {
  start
  end
  value
  emptyReason
  sampleSize
  unfinished
}`, {"fragmentName":"Figure"}) as unknown as TypedDocumentString<FigureFragment, unknown>;
export const StreamFragmentDoc = new TypedDocumentString(`
    fragment Stream on ValueStream {
  upTo
  cohortSize
  leftOut {
    reason
    count
  }
  total {
    value
    emptyReason
    sampleSize
    previous
    changeRatio
  }
  stages {
    stage
    contribution
    share
    p50
    sampleSize
    inProgress
    bottleneck
  }
}
    `, {"fragmentName":"Stream"}) as unknown as TypedDocumentString<StreamFragment, unknown>;
export const SyncFragmentDoc = new TypedDocumentString(`
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}
    `, {"fragmentName":"Sync"}) as unknown as TypedDocumentString<SyncFragment, unknown>;
export const SourceRowFragmentDoc = new TypedDocumentString(`
    fragment SourceRow on Source {
  id
  kind
  name
  settings
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}`, {"fragmentName":"SourceRow"}) as unknown as TypedDocumentString<SourceRowFragment, unknown>;
export const FacetsDocument = new TypedDocumentString(`
    query Facets($dimension: Dimension!, $search: String) {
  facets(dimension: $dimension, search: $search, first: 50) {
    key
    label
    count
  }
}
    `) as unknown as TypedDocumentString<FacetsQuery, FacetsQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($queries: [MetricQuery!]!, $range: DateRange!, $before: DateRange!, $filter: MetricFilter, $compare: Boolean!) {
  metrics(queries: $queries) {
    __typename
    ... on MetricResult {
      ...Figure
    }
    ... on MetricFailure {
      code
      message
    }
  }
  valueStream(range: $range, filter: $filter) {
    ...Stream
  }
  before: valueStream(range: $before, filter: $filter) @include(if: $compare) {
    ...Stream
  }
}
    fragment Figure on MetricResult {
  aggregate
  asOf
  covered {
    from
    to
  }
  definition {
    key
    name
    unit
    direction
    summary
    method
    source
  }
  overall {
    value
    emptyReason
    sampleSize
    numerator
    previous
    changeRatio
    band
    blended
    leftOut {
      reason
      count
    }
    basis {
      basis
      count
    }
  }
  series {
    ...Point
  }
  previousSeries {
    ...Point
  }
}
fragment Point on MetricPoint {
  start
  end
  value
  emptyReason
  sampleSize
  unfinished
}
fragment Stream on ValueStream {
  upTo
  cohortSize
  leftOut {
    reason
    count
  }
  total {
    value
    emptyReason
    sampleSize
    previous
    changeRatio
  }
  stages {
    stage
    contribution
    share
    p50
    sampleSize
    inProgress
    bottleneck
  }
}`) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const ChangesBehindDocument = new TypedDocumentString(`
    query ChangesBehind($range: DateRange!, $by: ChangeMoment!, $filter: MetricFilter, $after: String) {
  changes(
    range: $range
    by: $by
    filter: $filter
    state: MERGED
    first: 50
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        repository
        number
        title
        url
        mergeSha
        author
        firstCommitAt
        openedAt
        mergedAt
        deployedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesBehindQuery, ChangesBehindQueryVariables>;
export const DeploymentsBehindDocument = new TypedDocumentString(`
    query DeploymentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {
  deployments(range: $range, filter: $filter, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        repository
        service
        environment
        sha
        ref
        url
        status
        createdAt
        finishedAt
        changeFailed
        failureReasons
        isRework
        recoveredAt
        changes(first: 1) {
          totalCount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeploymentsBehindQuery, DeploymentsBehindQueryVariables>;
export const SessionDocument = new TypedDocumentString(`
    query Session {
  viewer {
    name
    role
  }
  workspace {
    name
    version
    timeZone
    bandRuleSet
    asOf
    firstAt
    lastAt
    hasSources
    hasReviews
    hasDeployments
    hasIncidents
  }
}
    `) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const SourcesDocument = new TypedDocumentString(`
    query Sources {
  sources {
    ...SourceRow
  }
}
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}
fragment SourceRow on Source {
  id
  kind
  name
  settings
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<SourcesQuery, SourcesQueryVariables>;
export const SourceHistoryDocument = new TypedDocumentString(`
    query SourceHistory {
  sources {
    id
    syncs(first: 20) {
      ...Sync
    }
  }
}
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}`) as unknown as TypedDocumentString<SourceHistoryQuery, SourceHistoryQueryVariables>;
export const CoverageDocument = new TypedDocumentString(`
    query Coverage {
  coverage(first: 200) {
    totalCount
    edges {
      node {
        repository
        deploymentRule
        deploymentRuleReason
        mergedChanges
        withCommits
        withReviews
        withDeployment
        exactAttribution
        waiting
        deployments
        incidents
        incidentsLinked
        firstAt
        lastSyncedAt
        warnings
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CoverageQuery, CoverageQueryVariables>;
export const InspectPathDocument = new TypedDocumentString(`
    query InspectPath($path: String!, $kind: SourceKind!, $fileKind: String, $map: JSON, $time: String) {
  inspectPath(
    path: $path
    kind: $kind
    fileKind: $fileKind
    map: $map
    time: $time
  ) {
    path
    kind
    name
    branch
    commits
    versionTags
    fileKind
    columns
    map
    time
    rows
    sample
    problem
  }
}
    `) as unknown as TypedDocumentString<InspectPathQuery, InspectPathQueryVariables>;
export const AddSourceDocument = new TypedDocumentString(`
    mutation AddSource($input: AddSourceInput!) {
  addSource(input: $input) {
    source {
      ...SourceRow
    }
    refusal {
      code
      message
    }
  }
}
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}
fragment SourceRow on Source {
  id
  kind
  name
  settings
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<AddSourceMutation, AddSourceMutationVariables>;
export const SyncSourceDocument = new TypedDocumentString(`
    mutation SyncSource($id: ID!) {
  syncSource(id: $id) {
    source {
      ...SourceRow
    }
    refusal {
      code
      message
    }
  }
}
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}
fragment SourceRow on Source {
  id
  kind
  name
  settings
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<SyncSourceMutation, SyncSourceMutationVariables>;
export const RemoveSourceDocument = new TypedDocumentString(`
    mutation RemoveSource($id: ID!) {
  removeSource(id: $id) {
    refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveSourceMutation, RemoveSourceMutationVariables>;
export const SyncProgressDocument = new TypedDocumentString(`
    subscription SyncProgress {
  syncProgress {
    ...SourceRow
  }
}
    fragment Sync on SyncStatus {
  state
  startedAt
  finishedAt
  progress
  message
  requests
  records
  nextAttemptAt
  done
  total
  rejected
  rejectedRows {
    file
    line
    column
    message
  }
}
fragment SourceRow on Source {
  id
  kind
  name
  settings
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<SyncProgressSubscription, SyncProgressSubscriptionVariables>;