import type { RepositoryHistory } from '../facts.js';
import type { Instant } from '../records.js';
import type { DerivationRules } from '../rules.js';
import { makeIsBot, type IsBot } from './changes/bots.js';
import { makeLongLivedBranches } from './changes/branches.js';
import type { Change } from './changes/change.js';
import { listChangesFromGit } from './changes/changes-from-git.js';
import { listChangesFromPullRequests } from './changes/changes-from-pull-requests.js';
import { chooseDeploymentRule, countsUnderRule, type RuleChoice } from './deployments/choose-rule.js';
import type { Deployment, ReportedDeployment } from './deployments/deployment.js';
import { isProductionEnvironment } from './deployments/environments.js';
import { listMergeDeployments, listTagDeployments, type ProductionMerge } from './deployments/inferred-deployments.js';
import { listDeployments } from './deployments/list-deployments.js';
import { compareText } from './group-by.js';
import { listLineEntries, type LineEntry } from './graph/brought-commits.js';
import { buildCommitGraph, type CommitGraph } from './graph/commit-graph.js';
import { findProductionBranch, findProductionHead } from './graph/production-head.js';
import { UndeliveredWalk } from './graph/undelivered-walk.js';

/** The history made sense of, before anything is asked of it: the graph, the deployments and the changes. */
export interface KnownHistory {
  history: RepositoryHistory;
  rules: DerivationRules;
  graph: CommitGraph;
  isBot: IsBot;
  choice: RuleChoice;
  deployments: Deployment[];
  /** In canonical order: by key. */
  changes: Change[];
}

/** Finds the deployments and changes of a repository. Deployments come first: what they reach decides what is a change. */
export function readHistory(records: RepositoryHistory, rules: DerivationRules): KnownHistory {
  const history = sortRecords(records);
  const graph = buildCommitGraph(history.commits);
  const production = findProductionBranch(history, rules);
  const head = history.commits.length > 0 ? findProductionHead(graph, history.refs, production) : null;
  const line = listLineEntries(graph, head);
  const context: HistoryContext = { history, rules, graph, production, head, line, isBot: makeIsBot(rules) };
  const { choice, deployments } = findDeployments(context);
  const changes = findChanges(context, deployments);
  return { history, rules, graph, isBot: context.isBot, choice, deployments, changes };
}

/** One order, whatever order the records came in, so that ties are settled alike every time. */
function sortRecords(history: RepositoryHistory): RepositoryHistory {
  return {
    ...history,
    refs: [...history.refs].sort((a, b) => compareText(a.kind + a.name + a.sha, b.kind + b.name + b.sha)),
    pullRequests: [...history.pullRequests].sort((a, b) => a.number - b.number),
    deployments: [...history.deployments].sort((a, b) => compareText(a.key, b.key)),
    incidents: [...history.incidents].sort((a, b) => compareText(a.key, b.key)),
  };
}

interface HistoryContext {
  history: RepositoryHistory;
  rules: DerivationRules;
  graph: CommitGraph;
  production: string | null;
  head: number | null;
  line: LineEntry[];
  isBot: IsBot;
}

function findDeployments(context: HistoryContext): { choice: RuleChoice; deployments: Deployment[] } {
  const { history, rules, graph, production } = context;
  const reports: ReportedDeployment[] = [
    ...history.deployments,
    ...listTagDeployments(history.refs, graph, history.repository.name),
  ];
  const merges = listProductionMerges(context);
  const isProduction = (report: ReportedDeployment) => isProductionEnvironment(report.environment, rules);
  const choice = chooseDeploymentRule({
    production: [
      ...reports.filter(isProduction),
      ...merges.map(({ mergedAt }) => ({ rule: 'MERGES' as const, createdAt: mergedAt })),
    ],
    newestAt: findNewestInstant(history),
    fixedRule: history.fixedRule,
    hasPullRequests: history.pullRequests.length > 0,
    statesDeployedAt: history.pullRequests.some((record) => record.stated.deployedAt !== undefined),
  });
  const counted = reports.filter((report) => countsUnderRule(report, isProduction(report), choice.rule));
  const inferred = choice.rule === 'MERGES' ? listMergeDeployments(merges, production) : [];
  const deployments = listDeployments([...counted, ...inferred], {
    graph,
    refs: history.refs,
    rules,
    repositoryName: history.repository.name,
    mergedAtBySha: mapMergeDates(history),
  });
  return { choice, deployments };
}

/** Promotions are merges to the production branch too, though no changes. */
function listProductionMerges({ history, graph, line, production }: HistoryContext): ProductionMerge[] {
  if (history.pullRequests.length === 0) {
    return line.flatMap(({ commit }) => {
      const record = graph.commits[commit];
      return record ? [{ sha: record.sha, number: null, mergedAt: record.committedAt }] : [];
    });
  }
  const merges = history.pullRequests
    .filter(({ baseBranch }) => baseBranch === null || production === null || baseBranch === production)
    .flatMap(({ mergeSha, number, mergedAt }) => (mergedAt === null ? [] : [{ sha: mergeSha, number, mergedAt }]));
  // One push may merge several (a stack): they share its commit and are one deployment, at the last of their dates.
  const bySha = new Map<string, ProductionMerge>();
  for (const merge of merges.sort((a, b) => a.mergedAt - b.mergedAt)) bySha.set(merge.sha ?? `#${merge.number}`, merge);
  return [...bySha.values()];
}

/** The last date where several share a commit. */
function mapMergeDates(history: RepositoryHistory): Map<string, Instant> {
  const dates = new Map<string, Instant>();
  for (const { mergeSha, mergedAt } of history.pullRequests) {
    if (mergeSha !== null && mergedAt !== null)
      dates.set(mergeSha, Math.max(dates.get(mergeSha) ?? mergedAt, mergedAt));
  }
  return dates;
}

/** Loops, not spread arguments: histories are long. */
function findNewestInstant(history: RepositoryHistory): Instant {
  let newest = -Infinity;
  const see = (at: Instant | null) => {
    if (at !== null && at > newest) newest = at;
  };
  for (const commit of history.commits) see(commit.committedAt);
  for (const record of history.pullRequests) [record.openedAt, record.mergedAt, record.closedAt].forEach(see);
  for (const deployment of history.deployments) [deployment.createdAt, deployment.finishedAt].forEach(see);
  return newest;
}

function findChanges(context: HistoryContext, deployments: Deployment[]): Change[] {
  const { history, graph, line, isBot } = context;
  const { repository } = history;
  if (history.pullRequests.length === 0) return sortByKey(listChangesFromGit({ repository, graph, line, isBot }));
  const branches = makeLongLivedBranches(context.production, repository.defaultBranch, context.rules);
  const isDelivered = makeIsDelivered(context, deployments);
  return sortByKey(listChangesFromPullRequests({ history, graph, line, branches, isBot, isDelivered }));
}

function sortByKey(changes: Change[]): Change[] {
  return changes.sort((a, b) => compareText(a.key, b.key));
}

/** Commits that the production branch or a production deployment holds. */
function makeIsDelivered(
  { graph, head, history, production }: HistoryContext,
  deployments: Deployment[],
): (commit: number) => boolean {
  const roots = deployments.filter((deployment) => deployment.isProduction).flatMap((deployment) => deployment.roots);
  // Without a ref of the production branch the newest tip may be any branch's: then only its own base tells.
  const hasRef = history.refs.some((ref) => ref.kind === 'BRANCH') && production !== null;
  const delivered = new Set(new UndeliveredWalk(graph).take([...roots, ...(head !== null && hasRef ? [head] : [])]));
  return (commit) => delivered.has(commit);
}
