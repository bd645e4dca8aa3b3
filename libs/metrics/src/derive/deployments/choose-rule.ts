import type { DeploymentRule, Instant } from '../../records.js';
import type { ReportedDeployment } from './deployment.js';

/** Why the deployments of a repository are what they are. */
export interface RuleChoice {
  rule: DeploymentRule;
  reason: string;
}

type Found = Pick<ReportedDeployment, 'rule' | 'createdAt'>;

export interface RuleInput {
  /** Every way's production deployments. */
  production: Found[];
  /** Newest instant of anything known of the repository. */
  newestAt: Instant;
  fixedRule: DeploymentRule | null;
  /** False for a clone, where tags count however old they are, and when a file states when changes were deployed. */
  hasPullRequests: boolean;
  statesDeployedAt: boolean;
}

const RECENT_MS = 180 * 86_400_000;
const INFERRED: DeploymentRule[] = ['WORKFLOW_RUNS', 'RELEASES', 'VERSION_TAGS', 'MERGES'];
const NOT_FIXABLE = new Set<DeploymentRule | null>([null, 'NONE', 'MERGES']);

const NAMES: Record<DeploymentRule, string> = {
  GITHUB_DEPLOYMENTS: 'GitHub deployments to production',
  PUSHED: 'deployments reported by a file or a push',
  WORKFLOW_RUNS: 'runs of a deploy or release workflow',
  RELEASES: 'published releases',
  VERSION_TAGS: 'version tags',
  MERGES: 'merges to the production branch',
  NONE: 'nothing',
};

/** Everything that is looked for, in order, as people call it. */
export const RULES_IN_ORDER: string[] = (['GITHUB_DEPLOYMENTS', 'PUSHED', ...INFERRED] as const).map(
  (rule) => NAMES[rule],
);

/**
 * Chooses where deployments come from. What somebody stated outranks what is inferred; among the rest the first rule with a
 * production deployment in the last 180 days wins, else the first with any. Once fixed, an inferred rule stays.
 */
export function chooseDeploymentRule(input: RuleInput): RuleChoice {
  const recent = countByRule(input.production.filter((record) => record.createdAt >= input.newestAt - RECENT_MS));
  const all = countByRule(input.production);
  const stated = chooseStated(recent, all, input);
  if (stated) return explain(stated, all, 'they state what was deployed');
  const { fixedRule } = input;
  if (!NOT_FIXABLE.has(fixedRule) && fixedRule !== null && all.has(fixedRule)) {
    return explain(fixedRule, all, 'chosen when the first sync was complete and kept');
  }
  const candidates = listCandidates(input);
  const inRecent = candidates.find((rule) => recent.has(rule));
  if (inRecent && input.hasPullRequests) return explain(inRecent, all, describeRank(inRecent, '180 days'));
  const ever = candidates.find((rule) => all.has(rule));
  return ever ? explain(ever, all, describeRank(ever, 'whole history')) : explainNothing(input);
}

function chooseStated(recent: Counts, all: Counts, input: RuleInput): DeploymentRule | null {
  const isFixed = input.fixedRule === 'GITHUB_DEPLOYMENTS' || input.fixedRule === 'PUSHED';
  const github =
    (isFixed ? all : recent).has('GITHUB_DEPLOYMENTS') || (all.has('PUSHED') && all.has('GITHUB_DEPLOYMENTS'));
  if (github) return 'GITHUB_DEPLOYMENTS';
  return all.has('PUSHED') ? 'PUSHED' : null;
}

function listCandidates({ statesDeployedAt }: RuleInput): DeploymentRule[] {
  const rules: DeploymentRule[] = ['GITHUB_DEPLOYMENTS', ...INFERRED];
  // A file that states when changes were deployed contradicts "every merge is a deployment".
  return statesDeployedAt ? rules.filter((rule) => rule !== 'MERGES') : rules;
}

type Counts = Map<DeploymentRule, number>;

function countByRule(records: Found[]): Counts {
  const counts: Counts = new Map();
  for (const { rule } of records) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function describeRank(rule: DeploymentRule, where: string): string {
  const before = ['deployments', ...INFERRED.slice(0, Math.max(INFERRED.indexOf(rule), 0)).map((name) => NAMES[name])];
  const found = rule === 'GITHUB_DEPLOYMENTS' ? 'the first that fits' : `no ${before.join(', no ')}`;
  return where === '180 days' ? `${found} in the last ${where}` : `${found} in the ${where}`;
}

function explain(rule: DeploymentRule, all: Counts, why: string): RuleChoice {
  const name = NAMES[rule];
  return { rule, reason: `${name.charAt(0).toUpperCase()}${name.slice(1)} (${all.get(rule) ?? 0} known): ${why}.` };
}

function explainNothing({ statesDeployedAt }: RuleInput): RuleChoice {
  const reason = statesDeployedAt
    ? 'A file states when changes were deployed, but no source reports the deployments themselves.'
    : 'No deployment, release, version tag or merge to the production branch is known.';
  return { rule: 'NONE', reason };
}

/** Whether a reported deployment counts under the chosen rule: statements always do outside production. */
export function countsUnderRule(record: ReportedDeployment, isProduction: boolean, rule: DeploymentRule): boolean {
  const isStated = record.rule === 'GITHUB_DEPLOYMENTS' || record.rule === 'PUSHED';
  if (isStated && !isProduction) return true;
  return rule === 'GITHUB_DEPLOYMENTS' || rule === 'PUSHED' ? isStated : record.rule === rule;
}
