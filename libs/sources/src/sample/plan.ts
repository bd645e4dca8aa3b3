import type { DeploymentRecord, Instant, ReviewState } from '@weir/metrics';
import type { Service } from './services.js';

/**
 * What will have happened, whole: with moments that lie beyond the time the story is told up to (Infinity: never). Records show
 * as much of it as has happened. Numbers are given when everything is planned, so texts that name them are functions.
 */
export interface PlannedChange {
  /** Unique within its service for ever. */
  id: string;
  number: number;
  title: () => string;
  body: () => string;
  author: string;
  authorName: string;
  authorIsBot: boolean;
  branch: string;
  labels: string[];
  additions: number;
  deletions: number;
  changedFiles: number;
  openedAt: Instant;
  /** Null unless it was opened as a draft. */
  readyAt: Instant | null;
  commits: { at: Instant; text: string }[];
  reviews: PlannedReview[];
  reviewers: string[];
  mergedAt: Instant;
  /** Closed without a merge. */
  closedAt: Instant;
  closes: PlannedIssue | null;
}

export interface PlannedReview {
  author: string;
  isBot: boolean;
  state: ReviewState;
  at: Instant;
}

export interface PlannedIssue {
  number: number;
  title: string;
  body: () => string;
  author: string;
  labels: string[];
  createdAt: Instant;
  assigned: { login: string; at: Instant } | null;
  closedAt: Instant;
  reason: 'COMPLETED' | 'NOT_PLANNED';
}

export interface PlannedDeployment {
  id: number;
  rule: DeploymentRecord['rule'];
  environment: string;
  /** Whose merge commit it brings. */
  change: PlannedChange;
  /** Of a release. */
  tag: string | null;
  succeeds: boolean;
  createdAt: Instant;
  finishedAt: Instant;
}

export interface ServicePlan {
  service: Service;
  startAt: Instant;
  changes: PlannedChange[];
  issues: PlannedIssue[];
  deployments: PlannedDeployment[];
}
