/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An installation whose repositories become a source. */
export type AddGitHubInstallationInput = {
  /** The App. */
  appId: string;
  /** Any text; comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The installation. */
  installationId: string;
  /** Names of repositories, without the owner; absent takes all. */
  repositories?: Array<string> | null | undefined;
};

/** A source to add. The same thing named twice is the same source. */
export type AddSourceInput = {
  /** Any text; comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** What it reads. */
  kind: SourceKind;
  /** Its name for people; empty takes one from the settings. */
  name: string;
  /** GITHUB: `{"owner", "repositories"?: [name…], "token"? | "app"?: {"appId", "privateKey", "installationId"?}, "apiUrl"?, "since"?}`; without repositories all of the owner, and named again more of them. GIT: `{"path", "branch"?, "name"?}`. FILE: `{"path", "kind", "map"?, "time"?}` with kind pull-requests, deployments or incidents. SAMPLE: `{"seed"?}`. PUSH: `{}`. */
  settings: unknown;
};

/** How many measurements become one figure. */
export type Aggregate =
  /** Arithmetic mean. */
  | 'MEAN'
  /** Median, linearly interpolated. */
  | 'P50'
  /** 75th percentile. */
  | 'P75'
  /** 85th percentile. */
  | 'P85'
  /** 90th percentile. */
  | 'P90'
  /** 95th percentile. */
  | 'P95'
  /** Part of the whole, or per unit. */
  | 'RATIO'
  /** Count. */
  | 'SUM';

/** A level of delivery performance, by the rule set asked for. */
export type Band =
  /** The best level. */
  | 'ELITE'
  /** High. */
  | 'HIGH'
  /** Low. */
  | 'LOW'
  /** Medium. */
  | 'MEDIUM';

/** Where the bounds of the bands come from. */
export type BandRuleSet =
  /** Bounds of DORA's report of 2021. */
  | 'DORA_2021'
  /** Bounds of DORA's report of 2023. */
  | 'DORA_2023'
  /** Bounds of DORA's report of 2024. */
  | 'DORA_2024'
  /** No bands. */
  | 'NONE'
  /** Goals set in this workspace. */
  | 'OWN_GOALS';

/** Which moment a lead time starts at. */
export type Basis =
  /** The first commit. */
  | 'FIRST_COMMIT'
  /** The merge, where nothing earlier is known. */
  | 'MERGED'
  /** The opening, where the first commit is unknown. */
  | 'OPENED';

/** Which moment of a change a range selects by. */
export type ChangeMoment =
  /** When it was deployed. */
  | 'DEPLOYED'
  /** When it was merged. */
  | 'MERGED'
  /** When it was opened. */
  | 'OPENED'
  /** When it was fully released. */
  | 'RELEASED';

/** What kind of work a change is. */
export type ChangeType =
  /** Refactoring, build, tests, chores. */
  | 'DEBT'
  /** A repair. */
  | 'DEFECT'
  /** Something new. */
  | 'FEATURE'
  /** None of these, or not said. */
  | 'OTHER'
  /** Security, dependencies, compliance. */
  | 'RISK';

/** A half-open range of time: `from` is in it, `to` is not. */
export type DateRange = {
  /** First instant in the range. */
  from: string;
  /** First instant after the range. */
  to: string;
};

/** Where the deployments of a repository come from. */
export type DeploymentRule =
  /** Deployments recorded on GitHub. */
  | 'GITHUB_DEPLOYMENTS'
  /** Merges to the production branch. */
  | 'MERGES'
  /** None are known. */
  | 'NONE'
  /** Told by a file or a push. */
  | 'PUSHED'
  /** Published releases. */
  | 'RELEASES'
  /** Version tags. */
  | 'VERSION_TAGS'
  /** Runs of a workflow that deploys. */
  | 'WORKFLOW_RUNS';

/** How an attempt to deploy stands. */
export type DeploymentStatus =
  /** It ended without ever succeeding. */
  | 'FAILED'
  /** Neither succeeded nor failed yet. */
  | 'PENDING'
  /** It succeeded at least once. */
  | 'SUCCEEDED';

/** What figures can be grouped by. */
export type Dimension =
  /** Whether an AI tool helped. */
  | 'AI_ASSISTED'
  /** Which AI tool helped. */
  | 'AI_TOOL'
  /** Who made the change. */
  | 'AUTHOR'
  /** Feature, defect, risk, debt or other. */
  | 'CHANGE_TYPE'
  /** The environment deployed to. */
  | 'ENVIRONMENT'
  /** A label of the change; a change with two is in both groups. */
  | 'LABEL'
  /** The repository, `owner/name`. */
  | 'REPOSITORY'
  /** The rollout a change belongs to. */
  | 'ROLLOUT'
  /** The service deployed. */
  | 'SERVICE'
  /** The teams of the author. */
  | 'TEAM';

/** Which way is better. */
export type Direction =
  /** More is better. */
  | 'HIGHER_IS_BETTER'
  /** Less is better. */
  | 'LOWER_IS_BETTER'
  /** Neither way is better by itself. */
  | 'NEUTRAL';

/** Why there is no figure. Never 0 instead. */
export type EmptyReason =
  /** Everything was left out by the filters or rules. */
  | 'ALL_EXCLUDED'
  /** Its own commits were not read, or say nothing of when work began. */
  | 'COMMITS_UNKNOWN'
  /** No source covers this time. */
  | 'NOT_COVERED'
  /** Merged and waiting for a deployment. */
  | 'NOT_DEPLOYED_YET'
  /** No changes. */
  | 'NO_CHANGES'
  /** Nothing was deployed. */
  | 'NO_DEPLOYMENTS'
  /** The first known deployment: nothing says what was already out. */
  | 'NO_EARLIER_DEPLOYMENT'
  /** Nothing failed. */
  | 'NO_FAILURES'
  /** Merged without a review. */
  | 'NO_REVIEW'
  /** No source tells of such things. */
  | 'NO_SOURCE'
  /** The end is before the start. */
  | 'OUT_OF_ORDER'
  /** Reviews were not read. */
  | 'REVIEWS_UNKNOWN'
  /** Not recovered yet. */
  | 'STILL_OPEN'
  /** Too few to say. */
  | 'TOO_FEW';

/** Why a successful deployment counts as failed as a change. */
export type FailureReason =
  /** The next release carried a hotfix for it. */
  | 'HOTFIX'
  /** An incident is attributed to it. */
  | 'INCIDENT'
  /** A change in it was reverted within 30 days. */
  | 'REVERT'
  /** It was rolled back. */
  | 'ROLLBACK'
  /** A rollout it carried was rolled back. */
  | 'ROLLOUT';

/** With which right GitHub is asked. */
export type GitHubAccess =
  /** None: public repositories only, 60 requests an hour. */
  | 'ANONYMOUS'
  /** A GitHub App. */
  | 'APP'
  /** GITHUB_TOKEN of the server. */
  | 'ENVIRONMENT'
  /** A token given for it. */
  | 'TOKEN';

/** What owns repositories. */
export type GitHubOwnerKind =
  /** An organisation. */
  | 'ORGANIZATION'
  /** A person. */
  | 'USER';

/** How an incident was linked to a deployment. */
export type IncidentAttribution =
  /** It names the deployment, its commit or its pull request. */
  | 'EXPLICIT'
  /** By hand. */
  | 'MANUAL'
  /** It is linked to none. */
  | 'NONE'
  /** The last deployment of its service before it began. */
  | 'TIME';

/** Whose repositories to look at, and with which right. */
export type InspectGitHubInput = {
  /** The API of a GitHub Enterprise Server; absent, GITHUB_API_URL of the server, else https://api.github.com. */
  apiUrl?: string | null | undefined;
  /** A GitHub App to look with: `{"appId", "privateKey", "installationId"?}`. */
  app?: unknown;
  /** A user or an organisation; `owner/name` and addresses are understood. */
  owner: string;
  /** A known source: its own owner, address and right are used where none is given. */
  sourceId?: string | null | undefined;
  /** A token to look with; absent, the one of the source, else GITHUB_TOKEN of the server, else none. */
  token?: string | null | undefined;
};

/** Calendar bucket of a series, in the time zone asked for. */
export type Interval =
  /** Calendar days. */
  | 'DAY'
  /** Calendar months. */
  | 'MONTH'
  /** Calendar quarters. */
  | 'QUARTER'
  /** ISO weeks, from Monday. */
  | 'WEEK';

/** Why something does not count in a figure. */
export type LeftOutReason =
  /** Made by a bot. */
  | 'BOT'
  /** Its first commit is unknown or later than its opening. */
  | 'COMMITS_UNKNOWN'
  /** A draft. */
  | 'DRAFT'
  /** Excluded by a rule of the workspace. */
  | 'EXCLUDED_BY_RULE'
  /** Not deployed yet. */
  | 'NOT_DEPLOYED_YET'
  /** It came with the first known deployment. */
  | 'NO_EARLIER_DEPLOYMENT'
  /** An end before its start. */
  | 'OUT_OF_ORDER'
  /** Its reviews were not read. */
  | 'REVIEWS_UNKNOWN'
  /** Failed and not recovered yet. */
  | 'STILL_OPEN';

/** What to count. Absent or empty lists do not filter; several values of one list are alternatives. */
export type MetricFilter = {
  /** Only changes with (true) or without (false) help of an AI tool. */
  aiAssisted?: boolean | null | undefined;
  /** Only changes by these authors, or deployments with at least one. */
  authors?: Array<string> | null | undefined;
  /** Only changes of these types. */
  changeTypes?: Array<ChangeType> | null | undefined;
  /** Only these environments; production where absent. */
  environments?: Array<string> | null | undefined;
  /** Also count changes and reviews by bots. */
  includeBots?: boolean | null | undefined;
  /** Only changes with one of these labels, or deployments with at least one. */
  labels?: Array<string> | null | undefined;
  /** Only these repositories, as `owner/name`. */
  repositories?: Array<string> | null | undefined;
  /** Only what belongs to these rollouts. */
  rollouts?: Array<string> | null | undefined;
  /** Only these services. */
  services?: Array<string> | null | undefined;
  /** Only these teams. */
  teams?: Array<string> | null | undefined;
};

/** Every metric there is. */
export type MetricKey =
  /** AI acceptance rate: How many suggestions of an AI tool are accepted? */
  | 'AI_ACCEPTANCE_RATE'
  /** Active users of AI tools: How many people use an AI tool? */
  | 'AI_ACTIVE_USERS'
  /** AI adoption rate: How many of those who could use an AI tool do? */
  | 'AI_ADOPTION_RATE'
  /** AI-assisted share: How many changes were made with an AI tool? */
  | 'AI_ASSISTED_SHARE'
  /** Changes per deployment: How many changes does a release bring? */
  | 'CHANGES_PER_DEPLOYMENT'
  /** Change fail rate: How many releases cause a failure in production? */
  | 'CHANGE_FAIL_RATE'
  /** Change lead time: How long does a change take from its first commit until it runs in production? */
  | 'CHANGE_LEAD_TIME'
  /** Coding time: How long is a change written before it is ready for review? */
  | 'CODING_TIME'
  /** Cycle time: How long does a change take from its first commit to its merge? */
  | 'CYCLE_TIME'
  /** Deployment frequency: How often does a release reach production? */
  | 'DEPLOYMENT_FREQUENCY'
  /** Deployment rework rate: How many releases exist only to repair an earlier one? */
  | 'DEPLOYMENT_REWORK_RATE'
  /** Deployment success rate: How many attempts to deploy succeed? */
  | 'DEPLOYMENT_SUCCESS_RATE'
  /** Deploy time: How long does a merged change wait until it runs in production? */
  | 'DEPLOY_TIME'
  /** Failed deployment recovery time: How long does it take to recover from a failed release? */
  | 'FAILED_DEPLOYMENT_RECOVERY_TIME'
  /** Flow distribution: What kinds of work are done? */
  | 'FLOW_DISTRIBUTION'
  /** Flow efficiency: How much of the time is a work item worked on? */
  | 'FLOW_EFFICIENCY'
  /** Flow load: How many work items are under way? */
  | 'FLOW_LOAD'
  /** Flow time: How long does a work item take from its start until it is done? */
  | 'FLOW_TIME'
  /** Flow velocity: How many work items are done? */
  | 'FLOW_VELOCITY'
  /** Incidents: How many incidents began? */
  | 'INCIDENTS'
  /** Merge time: How long does an approved change wait for its merge? */
  | 'MERGE_TIME'
  /** Open to merge time: How long does a pull request stay open until it is merged? */
  | 'OPEN_TO_MERGE_TIME'
  /** Pickup time: How long does a change wait for its first review? */
  | 'PICKUP_TIME'
  /** Changes merged: How many changes were merged? */
  | 'PULL_REQUESTS_MERGED'
  /** Change size: How many lines does a change touch? */
  | 'PULL_REQUEST_SIZE'
  /** Release lead time: How long does a change take from its first commit until everybody has it? */
  | 'RELEASE_LEAD_TIME'
  /** Release time: How long does a deployed change wait until everybody has it? */
  | 'RELEASE_TIME'
  /** Revert rate: How many changes are taken back? */
  | 'REVERT_RATE'
  /** Reviews per change: How many reviews does a change get before its merge? */
  | 'REVIEWS_PER_PULL_REQUEST'
  /** Review coverage: How many changes did a second person look at before the merge? */
  | 'REVIEW_COVERAGE'
  /** Review time: How long does a review take, from its first word to the approval? */
  | 'REVIEW_TIME';

/** One question about one metric. */
export type MetricQuery = {
  /** How to summarise; the metric's own way where absent. */
  aggregate?: Aggregate | null | undefined;
  /** Whose bounds decide the band. */
  bandRuleSet?: BandRuleSet | null | undefined;
  /** Also ask about the time just before, as long. */
  compareToPrevious?: boolean | null | undefined;
  /** What to count. */
  filter?: MetricFilter | null | undefined;
  /** Also give a figure per value of this. */
  groupBy?: Dimension | null | undefined;
  /** Buckets of the series; without it there is no series. */
  interval?: Interval | null | undefined;
  /** The metric. */
  metric: MetricKey;
  /** The time asked about. */
  range: DateRange;
  /** IANA time zone of the buckets. */
  timeZone?: string | null | undefined;
};

/** What somebody may do; each may do what those before it may. */
export type Role =
  /** May do everything, tokens and people included. */
  | 'ADMIN'
  /** May change sources and rules. */
  | 'MANAGER'
  /** May read and take part. */
  | 'MEMBER'
  /** May read. */
  | 'VIEWER';

/** What a source reads. */
export type SourceKind =
  /** Usage of GitHub Copilot. */
  | 'COPILOT'
  /** A CSV or JSON Lines file on the machine of the server. */
  | 'FILE'
  /** A git clone on the machine of the server. */
  | 'GIT'
  /** Repositories on GitHub. */
  | 'GITHUB'
  /** Signals from Prometheus. */
  | 'PROMETHEUS'
  /** Deployments and incidents pushed over HTTP. */
  | 'PUSH'
  /** The sample workspace. */
  | 'SAMPLE'
  /** Signals from a database. */
  | 'SQL';

/** A stretch of the way of a change. */
export type Stage =
  /** First commit to ready for review. */
  | 'CODING'
  /** Merge to the deployment. */
  | 'DEPLOY'
  /** Approval to the merge; ready to merge where there was no review. */
  | 'MERGE'
  /** Ready to the first review. */
  | 'PICKUP'
  /** Deployment to full exposure. */
  | 'RELEASE'
  /** First review to approval, else to the merge. */
  | 'REVIEW';

/** What a sync is doing. */
export type SyncState =
  /** It stopped; `message` says why. What was read before is kept. */
  | 'FAILED'
  /** It never ran. */
  | 'IDLE'
  /** It waits for its turn. */
  | 'QUEUED'
  /** It is reading, or deriving figures of what it read. */
  | 'RUNNING'
  /** Everything is read and its figures are derived. */
  | 'SUCCEEDED'
  /** The source asked to wait; `nextAttemptAt` says until when. */
  | 'WAITING_FOR_RATE_LIMIT';

/** What a figure counts. */
export type Unit =
  /** How many. */
  | 'COUNT'
  /** Lines of text added and removed. */
  | 'LINES'
  /** How often a day. */
  | 'PER_DAY'
  /** A share, 0 to 1, or so many per one. */
  | 'RATIO'
  /** Elapsed seconds. */
  | 'SECONDS';

/** What to change of a source. What is absent stays. */
export type UpdateSourceInput = {
  /** Any text; comes back with the answer. */
  clientMutationId?: string | null | undefined;
  /** The source. */
  id: string;
  /** Its new name for people. */
  name?: string | null | undefined;
  /** Its settings from now on, as `addSource` takes them; they replace the known ones. A token or App that is not given stays; `"token": null` takes it out. */
  settings?: unknown;
};

/** Who may send webhooks. */
export type WebhookSender =
  /** Any other tool that sends JSON, of incidents, by a mapping. */
  | 'GENERIC'
  /** GitHub, of what changed in repositories. */
  | 'GITHUB'
  /** Opsgenie (its webhook integration), of alerts. */
  | 'OPSGENIE'
  /** PagerDuty (webhooks version 3), of incidents. */
  | 'PAGERDUTY';

export type FacetsQueryVariables = Exact<{
  dimension: Dimension;
  search?: string | null | undefined;
}>;


export type FacetsQuery = { facets: Array<{ key: string, label: string, count: number }> };

export type InspectGitHubQueryVariables = Exact<{
  input: InspectGitHubInput;
}>;


export type InspectGitHubQuery = { inspectGitHub: { owner: string, kind: GitHubOwnerKind | null, access: GitHubAccess, account: string | null, hasEnvironmentToken: boolean, problem: string | null, missing: Array<{ permission: string, effect: string }>, rateLimit: { limit: number, remaining: number, resetsAt: string } | null, repositories: Array<{ name: string, description: string | null, isPrivate: boolean, isArchived: boolean, isFork: boolean, pushedAt: string | null, pullRequests: number | null }> } };

export type UpdateSourceMutationVariables = Exact<{
  input: UpdateSourceInput;
}>;


export type UpdateSourceMutation = { updateSource: { source: { ' $fragmentRefs'?: { 'SourceRowFragment': SourceRowFragment } } | null, refusal: { code: string, message: string } | null } };

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

export type IncidentsBehindQueryVariables = Exact<{
  range: DateRange;
  filter?: MetricFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type IncidentsBehindQuery = { incidents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, title: string, url: string | null, service: string | null, severity: string | null, startedAt: string, resolvedAt: string | null, attribution: IncidentAttribution, deployment: { id: string, ref: string | null, sha: string | null } | null } }> } };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { name: string, role: Role }, workspace: { name: string, version: string, timeZone: string, bandRuleSet: BandRuleSet, asOf: string | null, firstAt: string | null, lastAt: string | null, hasSources: boolean, hasReviews: boolean, hasDeployments: boolean, hasIncidents: boolean } };

export type SyncFragment = { state: SyncState, startedAt: string | null, finishedAt: string | null, progress: number | null, message: string | null, requests: number, records: number, nextAttemptAt: string | null, done: number, total: number | null, rejected: number, rejectedRows: Array<{ file: string, line: number, column: string | null, message: string }> } & { ' $fragmentName'?: 'SyncFragment' };

export type SourceRowFragment = { id: string, kind: SourceKind, name: string, settings: unknown, hasSecrets: boolean, canSync: boolean, nextSyncAt: string | null, createdAt: string, lastSyncedAt: string | null, repositories: Array<string>, problems: Array<{ repository: string | null, message: string }>, sync: { ' $fragmentRefs'?: { 'SyncFragment': SyncFragment } } } & { ' $fragmentName'?: 'SourceRowFragment' };

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

export type GitHubAppsQueryVariables = Exact<{ [key: string]: never; }>;


export type GitHubAppsQuery = { githubApps: Array<{ id: string, name: string, url: string, installUrl: string, problem: string | null, installations: Array<{ id: string, owner: string, isSource: boolean }> }> };

export type GitHubAppManifestQueryVariables = Exact<{
  organization?: string | null | undefined;
  apiUrl?: string | null | undefined;
}>;


export type GitHubAppManifestQuery = { githubAppManifest: { action: string, manifest: unknown, problems: Array<string> } };

export type ForgetGitHubAppMutationVariables = Exact<{
  id: string;
}>;


export type ForgetGitHubAppMutation = { forgetGitHubApp: boolean };

export type AddGitHubInstallationMutationVariables = Exact<{
  input: AddGitHubInstallationInput;
}>;


export type AddGitHubInstallationMutation = { addGitHubInstallation: { source: { ' $fragmentRefs'?: { 'SourceRowFragment': SourceRowFragment } } | null, refusal: { message: string } | null } };

export type WebhookSetupQueryVariables = Exact<{
  sender: WebhookSender;
}>;


export type WebhookSetupQuery = { webhookSetup: { sender: WebhookSender, url: string, secretMadeAt: string | null, proof: string, events: Array<string>, problems: Array<string>, permissions: Array<{ name: string, why: string }>, lastDelivery: { event: string, outcome: string, at: string } | null } };

export type RotateWebhookSecretMutationVariables = Exact<{
  sender: WebhookSender;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: string };

export type SetWebhookSecretMutationVariables = Exact<{
  sender: WebhookSender;
  secret: string;
}>;


export type SetWebhookSecretMutation = { setWebhookSecret: boolean };

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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
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
export const InspectGitHubDocument = new TypedDocumentString(`
    query InspectGitHub($input: InspectGitHubInput!) {
  inspectGitHub(input: $input) {
    owner
    kind
    access
    account
    hasEnvironmentToken
    missing {
      permission
      effect
    }
    rateLimit {
      limit
      remaining
      resetsAt
    }
    repositories {
      name
      description
      isPrivate
      isArchived
      isFork
      pushedAt
      pullRequests
    }
    problem
  }
}
    `) as unknown as TypedDocumentString<InspectGitHubQuery, InspectGitHubQueryVariables>;
export const UpdateSourceDocument = new TypedDocumentString(`
    mutation UpdateSource($input: UpdateSourceInput!) {
  updateSource(input: $input) {
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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<UpdateSourceMutation, UpdateSourceMutationVariables>;
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
export const IncidentsBehindDocument = new TypedDocumentString(`
    query IncidentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {
  incidents(range: $range, filter: $filter, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        title
        url
        service
        severity
        startedAt
        resolvedAt
        attribution
        deployment {
          id
          ref
          sha
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<IncidentsBehindQuery, IncidentsBehindQueryVariables>;
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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<SyncProgressSubscription, SyncProgressSubscriptionVariables>;
export const GitHubAppsDocument = new TypedDocumentString(`
    query GitHubApps {
  githubApps {
    id
    name
    url
    installUrl
    installations {
      id
      owner
      isSource
    }
    problem
  }
}
    `) as unknown as TypedDocumentString<GitHubAppsQuery, GitHubAppsQueryVariables>;
export const GitHubAppManifestDocument = new TypedDocumentString(`
    query GitHubAppManifest($organization: String, $apiUrl: String) {
  githubAppManifest(organization: $organization, apiUrl: $apiUrl) {
    action
    manifest
    problems
  }
}
    `) as unknown as TypedDocumentString<GitHubAppManifestQuery, GitHubAppManifestQueryVariables>;
export const ForgetGitHubAppDocument = new TypedDocumentString(`
    mutation ForgetGitHubApp($id: ID!) {
  forgetGitHubApp(id: $id)
}
    `) as unknown as TypedDocumentString<ForgetGitHubAppMutation, ForgetGitHubAppMutationVariables>;
export const AddGitHubInstallationDocument = new TypedDocumentString(`
    mutation AddGitHubInstallation($input: AddGitHubInstallationInput!) {
  addGitHubInstallation(input: $input) {
    source {
      ...SourceRow
    }
    refusal {
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
  hasSecrets
  canSync
  problems {
    repository
    message
  }
  nextSyncAt
  createdAt
  lastSyncedAt
  repositories
  sync {
    ...Sync
  }
}`) as unknown as TypedDocumentString<AddGitHubInstallationMutation, AddGitHubInstallationMutationVariables>;
export const WebhookSetupDocument = new TypedDocumentString(`
    query WebhookSetup($sender: WebhookSender!) {
  webhookSetup(sender: $sender) {
    sender
    url
    secretMadeAt
    proof
    events
    permissions {
      name
      why
    }
    lastDelivery {
      event
      outcome
      at
    }
    problems
  }
}
    `) as unknown as TypedDocumentString<WebhookSetupQuery, WebhookSetupQueryVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($sender: WebhookSender!) {
  rotateWebhookSecret(sender: $sender)
}
    `) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const SetWebhookSecretDocument = new TypedDocumentString(`
    mutation SetWebhookSecret($sender: WebhookSender!, $secret: String!) {
  setWebhookSecret(sender: $sender, secret: $secret)
}
    `) as unknown as TypedDocumentString<SetWebhookSecretMutation, SetWebhookSecretMutationVariables>;