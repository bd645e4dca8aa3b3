import type { DeploymentStatus, Instant, RefRecord } from '../../records.js';
import type { DerivationRules } from '../../rules.js';
import { groupBy } from '../group-by.js';
import { findCommit, type CommitGraph } from '../graph/commit-graph.js';
import type { Deployment, ReportedDeployment } from './deployment.js';
import { isProductionEnvironment } from './environments.js';
import { groupReports, type PlacedReport } from './merge-reports.js';
import { parseVersionTag } from './version-tag.js';
import { sortByInstant } from './sort-by-instant.js';

export interface DeploymentContext {
  graph: CommitGraph;
  refs: RefRecord[];
  rules: DerivationRules;
  repositoryName: string;
  /** Merge sha → when it was merged, which dates a deployed sha that is not in the graph. */
  mergedAtBySha: Map<string, Instant>;
}

/** Makes the reports one deployment each, per service and environment; in order of creation. */
export function listDeployments(reports: ReportedDeployment[], context: DeploymentContext): Deployment[] {
  const tags = new Map(context.refs.filter((ref) => ref.kind === 'TAG').map((ref) => [ref.name, ref.sha]));
  const resolved = reports.map((report) => resolveReport(report, tags, context));
  const firstSeen = mapFirstSeen(resolved);
  const placed = resolved.map((report) => placeReport(report, firstSeen, context));
  const lines = groupBy(placed, ({ report }) => JSON.stringify([report.service, report.environment]));
  return [...lines.values()]
    .flatMap((line) => groupReports(sortByInstant(line, ({ report }) => report.createdAt, context.graph)))
    .map((group) => toDeployment(group, context));
}

/** A tag's name stands for its commit, an abbreviated sha for the whole one. */
function resolveReport(
  report: ReportedDeployment,
  tags: Map<string, string>,
  context: DeploymentContext,
): ReportedDeployment {
  const { graph, repositoryName } = context;
  const tagName = report.ref?.replace(/^refs\/tags\//, '') ?? '';
  const stated = report.sha ?? tags.get(tagName) ?? null;
  const commit = findCommit(graph, stated);
  return {
    ...report,
    service: report.service ?? repositoryName,
    sha: graph.commits[commit ?? -1]?.sha ?? stated,
  };
}

function mapFirstSeen(reports: ReportedDeployment[]): Map<string, Instant> {
  const firstSeen = new Map<string, Instant>();
  for (const report of reports) {
    const identity = identityOf(report);
    firstSeen.set(identity, Math.min(firstSeen.get(identity) ?? Infinity, report.createdAt));
  }
  return firstSeen;
}

function identityOf({ sha, sourceShas, key }: ReportedDeployment): string {
  return sha ?? (sourceShas.length > 0 ? [...sourceShas].sort().join(' ') : `unknown ${key}`);
}

/** Source shas, where known, are what a configuration repository's deployment brings; its own sha is only their wrapping. */
function placeReport(
  report: ReportedDeployment,
  firstSeen: Map<string, Instant>,
  { graph, mergedAtBySha }: DeploymentContext,
): PlacedReport {
  const sources = report.sourceShas.flatMap((sha) => findCommit(graph, sha) ?? []);
  const own = findCommit(graph, report.sha);
  const roots = sources.length > 0 ? sources : own === null ? [] : [own];
  const identity = identityOf(report);
  const dates = roots.map((root) => graph.commits[root]?.committedAt ?? 0);
  const contentUntil =
    dates.length > 0
      ? Math.max(...dates)
      : (mergedAtBySha.get(report.sha ?? '') ?? firstSeen.get(identity) ?? report.createdAt);
  return { key: report.key, roots, identity, contentUntil, report };
}

/** The earliest success wins; what one report leaves out another may say. */
function toDeployment(group: PlacedReport[], { rules, repositoryName }: DeploymentContext): Deployment {
  const reports = group.map((placed) => placed.report);
  const lead = findLead(reports);
  const { roots = [], identity = '', contentUntil = 0 } = group[0] ?? {};
  const firstOf = <K extends 'externalId' | 'sha' | 'ref' | 'url'>(field: K) =>
    lead[field] ?? reports.find((report) => report[field] !== null)?.[field] ?? null;
  return {
    key: lead.key,
    service: lead.service ?? repositoryName,
    environment: lead.environment,
    isProduction: isProductionEnvironment(lead.environment, rules),
    externalId: firstOf('externalId'),
    sha: firstOf('sha'),
    ref: firstOf('ref'),
    url: firstOf('url'),
    rule: lead.rule,
    status: lead.status,
    createdAt: Math.min(...reports.map((report) => report.createdAt)),
    finishedAt: lead.status === 'PENDING' ? null : (lead.finishedAt ?? lead.createdAt),
    identity,
    roots,
    contentUntil,
    names: [...new Set(reports.flatMap(listNames))],
  };
}

/** A version's tag names its deployment; a branch does not. */
function listNames({ key, externalId, url, ref }: ReportedDeployment): string[] {
  const tag = ref !== null && parseVersionTag(ref) !== null ? ref : null;
  return [key, externalId, url, tag].flatMap((name) => name ?? []);
}

const STATUS_ORDER: DeploymentStatus[] = ['SUCCEEDED', 'FAILED', 'PENDING'];

function findLead(reports: ReportedDeployment[]): ReportedDeployment {
  const ended = (report: ReportedDeployment) => report.finishedAt ?? report.createdAt;
  const rank = (report: ReportedDeployment) => STATUS_ORDER.indexOf(report.status);
  const sorted = [...reports].sort((a, b) => rank(a) - rank(b) || ended(a) - ended(b) || (a.key < b.key ? -1 : 1));
  return sorted[0] as ReportedDeployment;
}
