import { aiAcceptanceRate, aiActiveUsers, aiAdoptionRate } from './ai-usage.js';
import { changeFailRate } from './change-fail-rate.js';
import { changeLeadTime } from './change-lead-time.js';
import type { MetricDeclaration } from './declaration.js';
import { deploymentFrequency } from './deployment-frequency.js';
import { deploymentReworkRate } from './deployment-rework-rate.js';
import { failedDeploymentRecoveryTime } from './failed-deployment-recovery-time.js';
import { flowDistribution, flowEfficiency, flowLoad, flowTime, flowVelocity } from './flow.js';
import type { MetricKey } from './keys.js';
import { cycleTime, openToMergeTime } from './merged-change-times.js';
import { changesPerDeployment, deploymentSuccessRate, incidents } from './operations.js';
import { aiAssistedShare, pullRequestSize, pullRequestsMerged, revertRate } from './pull-requests.js';
import { reviewCoverage, reviewsPerPullRequest } from './reviews.js';
import {
  codingTime,
  deployTime,
  mergeTime,
  pickupTime,
  releaseLeadTime,
  releaseTime,
  reviewTime,
} from './stage-times.js';

/** Every metric, in the order in which people read them. A new one is a file beside this and a line here. */
export const METRICS: readonly MetricDeclaration[] = [
  changeLeadTime,
  deploymentFrequency,
  changeFailRate,
  failedDeploymentRecoveryTime,
  deploymentReworkRate,
  cycleTime,
  openToMergeTime,
  codingTime,
  pickupTime,
  reviewTime,
  mergeTime,
  deployTime,
  releaseTime,
  releaseLeadTime,
  flowVelocity,
  flowTime,
  flowEfficiency,
  flowLoad,
  flowDistribution,
  pullRequestsMerged,
  pullRequestSize,
  reviewCoverage,
  reviewsPerPullRequest,
  revertRate,
  incidents,
  deploymentSuccessRate,
  changesPerDeployment,
  aiAssistedShare,
  aiActiveUsers,
  aiAdoptionRate,
  aiAcceptanceRate,
];

const BY_KEY = new Map(METRICS.map((metric) => [metric.key, metric]));

/** The declaration of a metric, or null when there is no such key (a client may send anything). */
export function findMetric(key: string): MetricDeclaration | null {
  return BY_KEY.get(key as MetricKey) ?? null;
}

/** The declaration of a metric that exists. */
export function getMetric(key: MetricKey): MetricDeclaration {
  const metric = findMetric(key);
  if (metric === null) throw new Error(`There is no metric "${key}" in the catalogue.`);
  return metric;
}
