import type { ChangeFact, Outcome, RepositoryFacts, RepositoryHistory } from '../facts.js';
import type { DerivationRules } from '../rules.js';
import { findReverted, listReverts, type Revert } from './changes/reverts.js';
import { mapDeliveringCommits } from './deployments/cherry-picks.js';
import { sortByArrival, type ContentContext } from './deployments/content.js';
import { deliverService, type DeliveredLine } from './deployments/deliveries.js';
import { applyStatedDeployments } from './deployments/stated-deployments.js';
import { listServiceLines, type ServiceLine } from './deployments/releases.js';
import { findDeployed, toChangeFact } from './facts/change-facts.js';
import { computeCoverage } from './facts/coverage-fact.js';
import { listDeliveryFacts, listStatedDeliveryFacts } from './facts/delivery-facts.js';
import { mapContents, toDeploymentFact, toReleaseFact } from './facts/deployment-facts.js';
import { toIncidentFact } from './facts/incident-facts.js';
import { listHotfixes } from './failure/hotfixes.js';
import { judgeService } from './failure/judge-service.js';
import { compareText } from './group-by.js';
import { makeDeploymentLookup } from './incidents/deployment-lookup.js';
import { linkIncidents, type LinkedIncident } from './incidents/link-incidents.js';
import { readHistory, type KnownHistory } from './known-history.js';

/**
 * Derives everything Weir knows of one repository: a pure function of its records and the rules, so deriving again after one
 * more record equals deriving from scratch, and the order of records does not matter. The lists come sorted by key.
 */
export function deriveFacts(history: RepositoryHistory, rules: DerivationRules): RepositoryFacts {
  const known = readHistory(history, rules);
  const services = listServiceLines(known.deployments, known.graph);
  const lines = deliverAll(known, services);
  const reverts = listReverts(known.changes, history.repository.name);
  const changes = listChangeFacts(known, lines, reverts);
  const incidents = link(known, lines, changes);
  const outcomes = judgeAll(services, lines, { known, reverts, incidents });
  const releaseKeys = mapReleaseKeys(services);
  const facts = {
    changes,
    deliveries: [
      ...listDeliveryFacts(changes, lines),
      ...listStatedDeliveryFacts(changes, history.repository.name, lines),
    ],
    ...listDeploymentFacts(known, { services, lines, outcomes, releaseKeys }),
    incidents: sortByKey(incidents.map((incident) => toIncidentFact(incident, releaseKeys))),
  };
  return { ...facts, coverage: computeCoverage(facts, known.choice) };
}

function deliverAll(known: KnownHistory, services: ServiceLine[]): DeliveredLine[] {
  const { changes, graph, rules } = known;
  const context: ContentContext = {
    changes,
    graph,
    delivering: mapDeliveringCommits(changes, graph),
    byArrival: sortByArrival(changes),
  };
  const lines = services.flatMap((service) => deliverService(service, context, rules));
  return applyStatedDeployments(lines, known);
}

function listChangeFacts(known: KnownHistory, lines: DeliveredLine[], reverts: Revert[]): ChangeFact[] {
  const { changes, rules, isBot } = known;
  const production = lines.filter((line) => line.environment === null);
  const reverted = findReverted(changes, reverts, rules.revertWindowSeconds);
  return changes.map((change, index) =>
    toChangeFact(change, findDeployed(change, index, production), { isBot, reverted: reverted.has(index) }),
  );
}

function link(known: KnownHistory, lines: DeliveredLine[], facts: ChangeFact[]): LinkedIncident[] {
  const { history, deployments, changes, rules } = known;
  const lookup = makeDeploymentLookup(history.repository.name, deployments, changes, lines);
  return linkIncidents(history.incidents, { lookup, rules, deployedOf: (index) => facts[index] ?? NOT_MERGED });
}

const NOT_MERGED = { deployedAt: null, deployedEmptyReason: null };

interface JudgeAllInput {
  known: KnownHistory;
  reverts: Revert[];
  incidents: LinkedIncident[];
}

interface Outcomes {
  deployments: Map<string, Outcome>;
  releases: Map<string, Outcome>;
}

function judgeAll(services: ServiceLine[], lines: DeliveredLine[], input: JudgeAllInput): Outcomes {
  const { graph, rules, changes, history } = input.known;
  const hotfixes = listHotfixes(changes, input.incidents, rules, history.repository.name);
  const judged = services.map((service) => {
    const own = lines.filter((line) => line.service === service.service);
    return judgeService(service, own, { ...input, graph, rules, hotfixes });
  });
  return {
    deployments: new Map(judged.flatMap((outcomes) => [...outcomes.deployments])),
    releases: new Map(judged.flatMap((outcomes) => [...outcomes.releases])),
  };
}

function mapReleaseKeys(services: ServiceLine[]): Map<string, string> {
  const releases = services.flatMap((service) => service.releases);
  return new Map(releases.flatMap(({ key, deployments }) => deployments.map((deployment) => [deployment.key, key])));
}

interface DeploymentInput {
  services: ServiceLine[];
  lines: DeliveredLine[];
  outcomes: Outcomes;
  releaseKeys: Map<string, string>;
}

function listDeploymentFacts(
  { deployments }: KnownHistory,
  { services, lines, outcomes, releaseKeys }: DeploymentInput,
): Pick<RepositoryFacts, 'deployments' | 'releases'> {
  const contentsOf = (wanted: DeliveredLine[]) => new Map(wanted.flatMap((line) => [...mapContents(line)]));
  const contents = contentsOf(lines.filter((line) => line.environment !== null));
  const released = contentsOf(lines.filter((line) => line.environment === null));
  const context = { contents, outcomes: outcomes.deployments, releaseKeys };
  const releases = services.flatMap((service) => service.releases);
  return {
    releases: sortByKey(releases.map((release) => toReleaseFact(release, released, outcomes.releases))),
    deployments: sortByKey(deployments.map((deployment) => toDeploymentFact(deployment, context))),
  };
}

function sortByKey<T extends { key: string }>(facts: T[]): T[] {
  return facts.sort((a, b) => compareText(a.key, b.key));
}
