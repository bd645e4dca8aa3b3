import type { IncidentAttribution } from '../../facts.js';
import type { IncidentRecord, Instant } from '../../records.js';
import type { DerivationRules } from '../../rules.js';
import type { Change } from '../changes/change.js';
import type { Deployment } from '../deployments/deployment.js';
import type { Deployed } from '../facts/change-facts.js';
import { compareText } from '../group-by.js';
import {
  findLastBefore,
  findNamedChange,
  findNamedDeployment,
  listBySha,
  type DeploymentLookup,
} from './deployment-lookup.js';
import { findIssueRepository, listClosed, listIncidentNames } from './incident-names.js';
import { parseReferenceField, parseReferenceText, qualify, type References } from './references.js';
import { matchService } from './service-name.js';

/** An incident with the deployment that caused it, as far as known, and what remedied it. */
export interface LinkedIncident {
  record: IncidentRecord;
  service: string | null;
  /** Of the whole repository where the incident names no service. */
  resolvedAt: Instant | null;
  deployment: Deployment | null;
  attribution: IncidentAttribution;
  /** Keys of deployments, and indexes of changes, that are named as its remedy or close it. */
  remedyDeployments: Set<string>;
  remedyChanges: Set<number>;
}

export interface LinkContext {
  lookup: DeploymentLookup;
  rules: DerivationRules;
  /** When a change was deployed to production, or why that is not known, by index. */
  deployedOf: (change: number) => Deployed;
}

/** Attributes incidents: by hand, else what they name (EXPLICIT), else the last deployment before within the window (TIME). */
export function linkIncidents(incidents: IncidentRecord[], context: LinkContext): LinkedIncident[] {
  const closing = incidents.length === 0 ? new Map<string, number[]>() : mapClosing(context.lookup);
  const sorted = [...incidents].sort((a, b) => a.startedAt - b.startedAt || compareText(a.key, b.key));
  return sorted.map((record) => linkIncident(record, closing, context));
}

function mapClosing({ changes, repositoryName }: DeploymentLookup): Map<string, number[]> {
  const closing = new Map<string, number[]>();
  changes.forEach((change, index) => {
    if (change.mergedAt === null) return;
    for (const name of listClosed(change, repositoryName)) closing.set(name, [...(closing.get(name) ?? []), index]);
  });
  return closing;
}

function linkIncident(record: IncidentRecord, closing: Map<string, number[]>, context: LinkContext): LinkedIncident {
  const { lookup } = context;
  const closedBy = listIncidentNames(record, lookup.repositoryName).flatMap((name) => closing.get(name) ?? []);
  const filedIn = findIssueRepository(record);
  const text = parseReferenceText([record.title, record.body ?? ''].join('\n'));
  const cause = findCause(record, qualify(text.cause, filedIn), context);
  const named = [...(record.remediedBy === null ? [] : [parseReferenceField(record.remediedBy)]), text.remedy];
  const remedies = named.map((references) => qualify(references, filedIn));
  const service = matchService(record.service, lookup.services) ?? record.service;
  return {
    record,
    service: service ?? cause.deployment?.service ?? null,
    resolvedAt: findResolution(record, closedBy, context),
    ...cause,
    remedyDeployments: new Set(remedies.flatMap((remedy) => listRemedyDeployments(remedy, lookup))),
    remedyChanges: new Set([...closedBy, ...remedies.flatMap((remedy) => listRemedyChanges(remedy, lookup))]),
  };
}

type Cause = Pick<LinkedIncident, 'deployment' | 'attribution'>;

function findCause(record: IncidentRecord, named: References, context: LinkContext): Cause {
  const byHand = findByHand(record, context);
  if (byHand) return byHand;
  const field =
    record.deployment === null ? null : qualify(parseReferenceField(record.deployment), findIssueRepository(record));
  const explicit =
    (field && findNamedDeployment(field, record.startedAt, context.lookup)) ??
    findNamedDeployment(named, record.startedAt, context.lookup);
  if (explicit) return { deployment: explicit, attribution: 'EXPLICIT' };
  const byTime = findByTime(record, context);
  return byTime ? { deployment: byTime, attribution: 'TIME' } : { deployment: null, attribution: 'NONE' };
}

function findByHand(record: IncidentRecord, { rules, lookup }: LinkContext): Cause | null {
  const chosen = Object.hasOwn(rules.manualIncidentDeployments, record.key)
    ? (rules.manualIncidentDeployments[record.key] ?? null)
    : undefined;
  if (chosen === null || (chosen === undefined && record.notFromDeployment))
    return { deployment: null, attribution: 'MANUAL' };
  const deployment =
    chosen === undefined ? undefined : (lookup.byKey.get(chosen) ?? lookup.byName.get(chosen.toLowerCase())?.[0]);
  return deployment ? { deployment, attribution: 'MANUAL' } : null;
}

function findByTime(record: IncidentRecord, { rules, lookup }: LinkContext): Deployment | null {
  const service = matchService(record.service, lookup.services);
  if (record.service !== null && service === null) return null;
  const last = findLastBefore(service, record.startedAt, lookup);
  return last && record.startedAt - last.finishedAt <= rules.incidentWindowSeconds * 1000 ? last : null;
}

/** Forges close an issue within moments of the merge that closes it. */
const CLOSED_BY_MERGE_MS = 60_000;

/** A close by a merge resolves the incident only when that change is deployed; where that cannot be known, with the merge. */
function findResolution(record: IncidentRecord, closedBy: number[], context: LinkContext): Instant | null {
  const { resolvedAt } = record;
  if (resolvedAt === null) return null;
  const merge = closedBy.find((index) => isClosedBy(resolvedAt, context.lookup.changes[index]));
  if (merge === undefined) return resolvedAt;
  const { deployedAt, deployedEmptyReason } = context.deployedOf(merge);
  return deployedEmptyReason === 'NOT_DEPLOYED_YET' ? null : (deployedAt ?? resolvedAt);
}

function isClosedBy(resolvedAt: Instant, change: Change | undefined): boolean {
  const mergedAt = change?.mergedAt ?? null;
  return mergedAt !== null && resolvedAt >= mergedAt && resolvedAt - mergedAt <= CLOSED_BY_MERGE_MS;
}

function listRemedyDeployments({ names, shas }: References, lookup: DeploymentLookup): string[] {
  const byName = names.flatMap((name) => lookup.byName.get(name.toLowerCase()) ?? []);
  return [...byName, ...shas.flatMap((sha) => listBySha(sha, lookup))].map((deployment) => deployment.key);
}

function listRemedyChanges({ shas, changes }: References, lookup: DeploymentLookup): number[] {
  return [...shas, ...changes].flatMap((reference) => findNamedChange(reference, lookup) ?? []);
}
