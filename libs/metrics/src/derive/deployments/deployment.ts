import type { DeploymentRecord, DeploymentRule, DeploymentStatus, Instant } from '../../records.js';

/** A deployment as one source (or one inferred rule) reports it. */
export type ReportedDeployment = Omit<DeploymentRecord, 'rule'> & { rule: DeploymentRule };

/** One attempt, its reports made one, with what content and order are found by. */
export interface Deployment {
  key: string;
  service: string;
  environment: string;
  isProduction: boolean;
  externalId: string | null;
  sha: string | null;
  ref: string | null;
  url: string | null;
  rule: DeploymentRule;
  status: DeploymentStatus;
  createdAt: Instant;
  finishedAt: Instant | null;
  /** What was deployed, comparable between deployments: the sha, or a stand-in where none is known. */
  identity: string;
  /** Commits of the graph it brings; empty where the graph does not know it. */
  roots: number[];
  /** The date of what it brings: changes merged later are not in it. */
  contentUntil: Instant;
  /** Keys, external ids, addresses and shas it can be named by. */
  names: string[];
}

/** A deployment that succeeded. */
export type Success = Deployment & { status: 'SUCCEEDED'; finishedAt: Instant };

export function isSuccess(deployment: Deployment): deployment is Success {
  return deployment.status === 'SUCCEEDED' && deployment.finishedAt !== null;
}
