import type {
  CommitRecord,
  DeploymentRecord,
  IncidentRecord,
  IssueRecord,
  PullRequestRecord,
  RefRecord,
  Subject,
  TeamRecord,
} from '@weir/metrics';
import type { Table } from '../database/table.js';

/** Whose word a record is, and of which repository. */
export interface Origin {
  sourceId: string;
  repositoryId: number;
}

export type CommitRow = CommitRecord & { repositoryId: number };
export type RefRow = RefRecord & Origin;
export type PullRequestRow = PullRequestRecord & Origin;
export type IssueRow = IssueRecord & Origin;
export type TeamRow = TeamRecord & { sourceId: string };
/** `source` is not stored: merging says it anew. */
export type DeploymentRow = Omit<DeploymentRecord, 'source'> & Origin;
export type IncidentRow = IncidentRecord & { sourceId: string };
export type CoverageRow = Origin & { subject: Subject; coveredFrom: number; coveredTo: number };

const ORIGIN = { sourceId: 'text', repositoryId: 'int' } as const;

/** Commits are facts of the world: one row per repository, whoever read it. */
export const COMMITS: Table<CommitRow> = {
  name: 'commit_record',
  key: ['repositoryId', 'sha'],
  columns: {
    repositoryId: 'int',
    sha: 'text',
    parents: 'text[]',
    authorName: 'text',
    authorEmail: 'text',
    authoredAt: 'instant',
    committedAt: 'instant',
    message: 'text',
  },
};

export const REFS: Table<RefRow> = {
  name: 'ref_record',
  key: ['sourceId', 'repositoryId', 'kind', 'name'],
  columns: { ...ORIGIN, kind: 'text', name: 'text', sha: 'text', taggedAt: 'instant' },
};

export const PULL_REQUESTS: Table<PullRequestRow> = {
  name: 'pull_request_record',
  key: ['sourceId', 'repositoryId', 'number'],
  columns: {
    ...ORIGIN,
    number: 'int',
    title: 'text',
    body: 'text',
    url: 'text',
    author: 'text',
    authorIsBot: 'boolean',
    state: 'text',
    isDraft: 'boolean',
    openedAt: 'instant',
    mergedAt: 'instant',
    closedAt: 'instant',
    mergeSha: 'text',
    baseBranch: 'text',
    headBranch: 'text',
    headIsSameRepository: 'boolean',
    additions: 'int',
    deletions: 'int',
    changedFiles: 'int',
    labels: 'text[]',
    commits: 'jsonb',
    reviews: 'jsonb',
    draftEvents: 'jsonb',
    events: 'jsonb',
    closingIssues: 'text[]',
    stated: 'jsonb',
  },
};

export const ISSUES: Table<IssueRow> = {
  name: 'issue_record',
  key: ['sourceId', 'repositoryId', 'number'],
  columns: {
    ...ORIGIN,
    number: 'int',
    title: 'text',
    body: 'text',
    url: 'text',
    author: 'text',
    authorIsBot: 'boolean',
    state: 'text',
    stateReason: 'text',
    labels: 'text[]',
    assignees: 'text[]',
    createdAt: 'instant',
    closedAt: 'instant',
    events: 'jsonb',
  },
};

export const TEAMS: Table<TeamRow> = {
  name: 'team_record',
  key: ['sourceId', 'key'],
  columns: { sourceId: 'text', key: 'text', name: 'text', members: 'text[]' },
};

export const DEPLOYMENTS: Table<DeploymentRow> = {
  name: 'deployment_record',
  key: ['sourceId', 'repositoryId', 'key'],
  columns: {
    ...ORIGIN,
    key: 'text',
    rule: 'text',
    externalId: 'text',
    service: 'text',
    environment: 'text',
    sha: 'text',
    sourceShas: 'text[]',
    ref: 'text',
    url: 'text',
    status: 'text',
    createdAt: 'instant',
    finishedAt: 'instant',
    runId: 'text',
    rollout: 'text',
  },
};

/** Whose a changed incident is must be decided anew. */
export const INCIDENTS: Table<IncidentRow> = {
  name: 'incident_record',
  key: ['sourceId', 'key'],
  mark: 'to_assign',
  columns: {
    sourceId: 'text',
    key: 'text',
    externalId: 'text',
    title: 'text',
    body: 'text',
    url: 'text',
    service: 'text',
    repository: 'text',
    severity: 'text',
    startedAt: 'instant',
    resolvedAt: 'instant',
    deployment: 'text',
    remediedBy: 'text',
    notFromDeployment: 'boolean',
    rollout: 'text',
  },
};

export const COVERAGE: Table<CoverageRow> = {
  name: 'coverage_record',
  key: ['sourceId', 'repositoryId', 'subject'],
  columns: { ...ORIGIN, subject: 'text', coveredFrom: 'instant', coveredTo: 'instant' },
};
