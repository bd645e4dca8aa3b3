import type { Change } from '../changes/change.js';
import type { Instant } from '../../records.js';
import { isSuccess, type Deployment, type Success } from '../deployments/deployment.js';
import type { DeliveredLine } from '../deployments/deliveries.js';
import { readOwnNumber, type References } from './references.js';

/** Finds the deployments and changes that incidents name. */
export interface DeploymentLookup {
  repositoryName: string;
  services: string[];
  changes: Change[];
  byName: Map<string, Deployment[]>;
  byShaPrefix: Map<string, Deployment[]>;
  byKey: Map<string, Deployment>;
  changeByName: Map<string, number>;
  /** Production successes in order of finish, per service, and of all under null. */
  production: Map<string | null, Success[]>;
  /** Lines of production as a whole. */
  releases: DeliveredLine[];
}

const PREFIX = 7;

/** Indexes deployments by everything they can be named by. */
export function makeDeploymentLookup(
  repositoryName: string,
  deployments: Deployment[],
  changes: Change[],
  lines: DeliveredLine[],
): DeploymentLookup {
  const byName = new Map<string, Deployment[]>();
  const byShaPrefix = new Map<string, Deployment[]>();
  const byKey = new Map<string, Deployment>();
  for (const deployment of deployments) {
    for (const name of deployment.names) push(byName, name.toLowerCase(), deployment);
    if (deployment.sha !== null) push(byShaPrefix, deployment.sha.slice(0, PREFIX), deployment);
    byKey.set(deployment.key, deployment);
  }
  const releases = lines.filter((line) => line.environment === null);
  return {
    repositoryName,
    services: [...new Set(deployments.map((deployment) => deployment.service))].sort(),
    changes,
    byName,
    byShaPrefix,
    byKey,
    changeByName: indexChanges(changes),
    production: indexProduction(deployments),
    releases,
  };
}

function indexProduction(deployments: Deployment[]): Map<string | null, Success[]> {
  const production = new Map<string | null, Success[]>();
  const successes = deployments.filter(isSuccess).filter((deployment) => deployment.isProduction);
  for (const deployment of successes.sort((a, b) => a.finishedAt - b.finishedAt)) {
    push(production, deployment.service, deployment);
    push(production, null, deployment);
  }
  return production;
}

function indexChanges(changes: Change[]): Map<string, number> {
  const index = new Map<string, number>();
  changes.forEach((change, position) => {
    if (change.number !== null) index.set(`#${change.number}`, position);
    if (change.mergeSha === null) return;
    index.set(change.mergeSha, position);
    index.set(change.mergeSha.slice(0, PREFIX), position);
  });
  return index;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The deployment that references name as a cause: by id or address, then by sha, then by the change it brought. */
export function findNamedDeployment(
  references: References,
  startedAt: Instant,
  lookup: DeploymentLookup,
): Deployment | null {
  for (const name of references.names) {
    const named = lookup.byName.get(name.toLowerCase()) ?? [];
    const found = pickAt(named, startedAt) ?? named[0];
    if (found) return found;
  }
  for (const sha of references.shas) {
    const found = pickAt(listBySha(sha, lookup), startedAt);
    if (found) return found;
  }
  for (const reference of references.changes) {
    const found = findBringing(reference, lookup);
    if (found) return found;
  }
  return null;
}

/** The last success before the start, else the last attempt begun before it. */
function pickAt(deployments: Deployment[], startedAt: Instant): Deployment | null {
  const successes = deployments.filter(isSuccess).filter((deployment) => deployment.finishedAt <= startedAt);
  const last = successes.reduce<Success | null>((a, b) => (a && a.finishedAt >= b.finishedAt ? a : b), null);
  if (last) return last;
  const begun = deployments.filter((deployment) => deployment.createdAt <= startedAt);
  return begun.reduce<Deployment | null>((a, b) => (a && a.createdAt >= b.createdAt ? a : b), null);
}

export function listBySha(sha: string, lookup: DeploymentLookup): Deployment[] {
  const wanted = sha.toLowerCase();
  const candidates = lookup.byShaPrefix.get(wanted.slice(0, PREFIX)) ?? [];
  return candidates.filter((deployment) => deployment.sha?.startsWith(wanted));
}

/** The index of the change that a reference or sha names. */
export function findNamedChange(reference: string, lookup: DeploymentLookup): number | null {
  if (!reference.includes('#'))
    return lookup.changeByName.get(reference.toLowerCase()) ?? findByPrefix(reference, lookup);
  const number = readOwnNumber(reference, lookup.repositoryName);
  return number === null ? null : (lookup.changeByName.get(`#${number}`) ?? null);
}

function findByPrefix(sha: string, lookup: DeploymentLookup): number | null {
  const wanted = sha.toLowerCase();
  const index = lookup.changeByName.get(wanted.slice(0, PREFIX)) ?? -1;
  return lookup.changes[index]?.mergeSha?.startsWith(wanted) ? index : null;
}

/** The release that brought a change, the earliest of all services. */
function findBringing(reference: string, lookup: DeploymentLookup): Deployment | null {
  const change = findNamedChange(reference, lookup);
  if (change === null) return null;
  const keys = lookup.releases.flatMap((line) => line.deliveries[change]?.deploymentKey ?? []);
  const found = keys.flatMap((key) => lookup.byKey.get(key) ?? []);
  return found.reduce<Deployment | null>((a, b) => (a && (a.finishedAt ?? 0) <= (b.finishedAt ?? 0) ? a : b), null);
}

/** The last production success of a service (null: of any) finished at or before an instant. */
export function findLastBefore(service: string | null, at: Instant, lookup: DeploymentLookup): Success | null {
  const successes = lookup.production.get(service) ?? [];
  let low = 0;
  let high = successes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((successes[middle]?.finishedAt ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return successes[low - 1] ?? null;
}
