import type { CoverageFact, DeliveryFact, DeploymentFact, RepositoryFacts } from '../../facts.js';
import type { DeploymentRule, Instant } from '../../records.js';
import { RULES_IN_ORDER, type RuleChoice } from '../deployments/choose-rule.js';

type Facts = Omit<RepositoryFacts, 'coverage'>;

/** Counts what is known of a repository, and says in plain words what its figures lack. */
export function computeCoverage(facts: Facts, choice: RuleChoice): CoverageFact {
  const merged = facts.changes.filter((change) => change.mergedAt !== null);
  const counts = {
    mergedChanges: merged.length,
    withCommits: merged.filter((change) => change.firstCommitAt !== null).length,
    withReviews: merged.filter((change) => change.reviewsKnown).length,
    withDeployment: merged.filter((change) => change.deployedAt !== null).length,
    exactAttribution: countExact(facts.deliveries),
    waiting: merged.filter((change) => change.deployedEmptyReason === 'NOT_DEPLOYED_YET').length,
    deployments: facts.deployments.filter((deployment) => deployment.isProduction).length,
    incidents: facts.incidents.length,
    incidentsLinked: facts.incidents.filter((incident) => incident.deploymentKey !== null).length,
  };
  return {
    deploymentRule: choice.rule,
    deploymentRuleReason: choice.reason,
    ...counts,
    ...findSpan(facts),
    warnings: listWarnings(counts, facts, choice.rule),
  };
}

/** Changes with a production deployment found by the graph. */
function countExact(deliveries: DeliveryFact[]): number {
  const exact = new Set<string>();
  for (const { isProduction, deployedAt, attribution, changeKey } of deliveries) {
    if (isProduction && deployedAt !== null && attribution === 'EXACT') exact.add(changeKey);
  }
  return exact.size;
}

type Counts = Omit<CoverageFact, 'deploymentRule' | 'deploymentRuleReason' | 'firstAt' | 'lastAt' | 'warnings'>;

function findSpan({ changes, deployments, incidents }: Facts): Pick<CoverageFact, 'firstAt' | 'lastAt'> {
  let firstAt: Instant | null = null;
  let lastAt: Instant | null = null;
  const see = (at: Instant | null) => {
    if (at === null) return;
    firstAt = firstAt === null || at < firstAt ? at : firstAt;
    lastAt = lastAt === null || at > lastAt ? at : lastAt;
  };
  for (const change of changes) [change.openedAt ?? change.mergedAt, change.lastAt || null].forEach(see);
  for (const deployment of deployments) [deployment.createdAt, deployment.finishedAt].forEach(see);
  for (const incident of incidents) [incident.startedAt, incident.resolvedAt].forEach(see);
  return { firstAt, lastAt };
}

const HOW_TO_TELL =
  'Tell of deployments by GitHub deployments to an environment called production, or by POST /api/v1/deployments.';

function listWarnings(counts: Counts, facts: Facts, rule: DeploymentRule): string[] {
  const { changes, releases, incidents } = facts;
  const { mergedChanges: merged } = counts;
  const byDate = facts.deployments.filter(isByDate).length;
  const unreviewed = merged - counts.withReviews;
  const outOfOrder = changes.filter((change) => change.cohortLeftOut.DEPLOY === 'OUT_OF_ORDER').length;
  const lost = incidents.filter((incident) => incident.attribution === 'NONE').length;
  const warnings: [boolean, string][] = [
    [merged === 0, 'No merged change is known.'],
    [
      merged > counts.withCommits,
      `${of(merged - counts.withCommits, merged)} have no known first commit: their lead time starts at the opening, else at the merge.`,
    ],
    [
      unreviewed > 0,
      `The reviews of ${of(unreviewed, merged)} were not read: they are in no value stream and no review figure.`,
    ],
    [
      merged > 0 && releases.length === 0 && counts.withDeployment === 0,
      `No production deployment is known: deployment figures are empty. Looked for: ${RULES_IN_ORDER.join(', ')}. ${HOW_TO_TELL}`,
    ],
    [
      rule === 'MERGES' && changes.some(({ kind }) => kind === 'PULL_REQUEST'),
      `For want of anything better, every merge to the production branch counts as a deployment. ${HOW_TO_TELL}`,
    ],
    [
      byDate > 0,
      `${byDate} of ${counts.deployments} production deployments are of commits that are not known: what they brought is told by dates.`,
    ],
    [
      releases.length === 1,
      'Only one release is known: nothing tells what was out before it, so its changes have no lead time.',
    ],
    [outOfOrder > 0, `${of(outOfOrder, merged)} have moments out of order and are left out of the value stream.`],
    [lost > 0, `${lost} of ${incidents.length} incidents belong to no known deployment.`],
  ];
  return warnings.flatMap(([applies, text]) => (applies ? [text] : []));
}

/** It names its commit, but the graph does not reach it. */
function isByDate({ isProduction, status, sha, attribution }: DeploymentFact): boolean {
  return isProduction && status === 'SUCCEEDED' && sha !== null && attribution === 'TIME';
}

function of(count: number, all: number): string {
  return `${count} of ${all} merged changes`;
}
