import type { IncidentRecord, Instant } from '../records.js';
import { parseReferenceField, parseReferenceText, type References } from './incidents/references.js';
import { matchServices } from './incidents/service-name.js';

/** A deployment of any repository of the workspace, as much of it as tells whose an incident is. */
export interface IndexedDeployment {
  /** `owner/name`. */
  repository: string;
  key: string;
  service: string;
  externalId: string | null;
  url: string | null;
  ref: string | null;
  sha: string | null;
  isProduction: boolean;
  /** Null unless it succeeded. */
  succeededAt: Instant | null;
}

export interface AssignableIncident extends IncidentRecord {
  /** Its repository is only where it was filed (an issue); the service that it names may be another's. */
  isFiled?: boolean;
}

/**
 * Decides for each incident which repository it belongs to: the one whose deployment it names; else the one its repository
 * field says; else the one that deploys a service of that name (of several, the one that deployed last before the start);
 * else none. Of one that is only filed in its repository, the service comes first, that repository's own before others'. The
 * answer is in the order of `incidents`. Not all deployments need be given, see `describeSearch`.
 */
export function assignIncidents(incidents: AssignableIncident[], deployments: IndexedDeployment[]): (string | null)[] {
  const index = indexDeployments(deployments);
  return incidents.map((incident) => findNamed(incident, index) ?? findSaid(incident, index));
}

function findSaid(incident: AssignableIncident, index: Index): string | null {
  const { isFiled = false, repository } = incident;
  const byService = isFiled || repository === null ? findByService(incident, index) : null;
  return isFiled ? (byService ?? repository) : (repository ?? byService);
}

/** What decides whose an incident is: deployments that are called so, repositories that are deployed, a service's name. */
export interface IncidentSearch {
  /** Keys, outer ids, addresses, refs, in any case. */
  names: string[];
  /** Whole or abbreviated. */
  shas: string[];
  repositories: string[];
  service: string | null;
}

/** Every deployment that is not found by this says nothing of whose the incident is. */
export function describeSearch(incident: IncidentRecord): IncidentSearch {
  const references = listReferences(incident);
  return {
    names: references.flatMap(({ names }) => names),
    shas: references.flatMap(({ shas }) => shas),
    repositories: references.flatMap(({ changes }) => changes.flatMap((change) => change.split('#')[0] || [])),
    service: incident.service,
  };
}

interface Index {
  /** Names in lower case → repositories; a name that several use says nothing. */
  byName: Map<string, Set<string>>;
  byShaPrefix: Map<string, IndexedDeployment[]>;
  repositories: Map<string, string>;
  services: Map<string, IndexedDeployment[]>;
}

function indexDeployments(deployments: IndexedDeployment[]): Index {
  const index: Index = { byName: new Map(), byShaPrefix: new Map(), repositories: new Map(), services: new Map() };
  for (const deployment of deployments) {
    const { key, externalId, url, ref, sha, repository, service } = deployment;
    for (const name of [key, externalId, url, ref]) {
      if (name !== null) getOrAdd(index.byName, name.toLowerCase(), () => new Set<string>()).add(repository);
    }
    if (sha !== null) getOrAdd(index.byShaPrefix, sha.slice(0, 7), (): IndexedDeployment[] => []).push(deployment);
    index.repositories.set(repository.toLowerCase(), repository);
    getOrAdd(index.services, service, (): IndexedDeployment[] => []).push(deployment);
  }
  return index;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** What it names as its cause, in the order in which that counts. */
function listReferences(incident: IncidentRecord): References[] {
  if (incident.notFromDeployment) return [];
  const field = incident.deployment === null ? [] : [parseReferenceField(incident.deployment)];
  return [...field, parseReferenceText(incident.body ?? '').cause];
}

function findNamed(incident: IncidentRecord, index: Index): string | null {
  for (const references of listReferences(incident)) {
    const found = findReferenced(references, incident, index);
    if (found !== null) return found;
  }
  return null;
}

function findReferenced(references: References, incident: IncidentRecord, index: Index): string | null {
  for (const name of references.names) {
    const found = findOnly(index.byName.get(name.toLowerCase()) ?? new Set(), incident);
    if (found !== null) return found;
  }
  for (const sha of references.shas.map((word) => word.toLowerCase())) {
    const same = (index.byShaPrefix.get(sha.slice(0, 7)) ?? []).filter((deployment) => deployment.sha?.startsWith(sha));
    const found = findOnly(new Set(same.map((deployment) => deployment.repository)), incident);
    if (found !== null) return found;
  }
  const owners = references.changes.flatMap(
    (reference) => index.repositories.get(reference.split('#')[0]?.toLowerCase() ?? '') ?? [],
  );
  return owners[0] ?? null;
}

/** Of several repositories that use the name (`v1.2.3`), the one the incident says, if it is among them. */
function findOnly(repositories: Set<string>, incident: IncidentRecord): string | null {
  const [only] = repositories;
  if (repositories.size < 2) return only ?? null;
  return incident.repository !== null && repositories.has(incident.repository) ? incident.repository : null;
}

function findByService({ service, startedAt, repository }: IncidentRecord, index: Index): string | null {
  const named = matchServices(service, index.services.keys()).flatMap((name) => index.services.get(name) ?? []);
  if (named.some((deployment) => deployment.repository === repository)) return repository;
  const own = named.sort((a, b) => (a.repository < b.repository ? -1 : 1));
  const before = own.filter(
    (deployment) => deployment.isProduction && (deployment.succeededAt ?? Infinity) <= startedAt,
  );
  const last = before.reduce<IndexedDeployment | null>(
    (a, b) => (a !== null && (a.succeededAt ?? 0) >= (b.succeededAt ?? 0) ? a : b),
    null,
  );
  return last?.repository ?? own[0]?.repository ?? null;
}
