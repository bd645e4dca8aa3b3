import type { Instant } from '../../records.js';
import { groupBy } from '../group-by.js';
import type { CommitGraph } from '../graph/commit-graph.js';
import { isSuccess, type Deployment, type Success } from './deployment.js';
import { sortByInstant } from './sort-by-instant.js';

/** One delivery of a sha to a service's production environments. It finishes at its first success. */
export interface Release {
  key: string;
  service: string;
  finishedAt: Instant;
  /** Its successes in order of finish; never empty. */
  deployments: Success[];
  first: Success;
}

/** All successes of one service in one environment, in order of finish. */
export interface EnvironmentLine {
  environment: string;
  isProduction: boolean;
  deployments: Success[];
}

/** What a service delivered: per environment, and to production as a whole. Services that never succeeded have none. */
export interface ServiceLine {
  service: string;
  environments: EnvironmentLine[];
  releases: Release[];
}

/** Puts the successful deployments in order of finish, per service and environment, and makes releases of production's. */
export function listServiceLines(deployments: Deployment[], graph: CommitGraph): ServiceLine[] {
  const ordered = sortByInstant(deployments.filter(isSuccess), (deployment) => deployment.finishedAt, graph);
  const services = groupBy(ordered, (deployment) => deployment.service);
  return [...services.keys()].sort().map((service) => {
    const own = services.get(service) ?? [];
    return { service, environments: listEnvironments(own), releases: listReleases(own) };
  });
}

function listEnvironments(deployments: Success[]): EnvironmentLine[] {
  const environments = groupBy(deployments, (deployment) => deployment.environment);
  return [...environments.keys()].sort().map((environment) => {
    const own = environments.get(environment) ?? [];
    return { environment, isProduction: own[0]?.isProduction ?? false, deployments: own };
  });
}

/** A sha's deployments up to the next other sha; the same sha again in an environment that has it begins a new release. */
function listReleases(deployments: Success[]): Release[] {
  const releases: Release[] = [];
  for (const deployment of deployments.filter(({ isProduction }) => isProduction)) {
    const current = releases.at(-1);
    const isSame = current?.first.identity === deployment.identity;
    const hasIt = current?.deployments.some(({ environment }) => environment === deployment.environment) ?? false;
    if (current && isSame && !hasIt) current.deployments.push(deployment);
    else releases.push(startRelease(deployment));
  }
  return releases;
}

function startRelease(first: Success): Release {
  const { key, service, finishedAt } = first;
  return { key, service, finishedAt, deployments: [first], first };
}
