import type { Outcome } from '../../facts.js';
import type { DeliveredLine } from '../deployments/deliveries.js';
import type { Success } from '../deployments/deployment.js';
import type { Release, ServiceLine } from '../deployments/releases.js';
import type { CommitGraph } from '../graph/commit-graph.js';
import type { LinkedIncident } from '../incidents/link-incidents.js';
import { chooseBlamed, makeLevel, type UnitRollback } from './level.js';
import { computeOutcomes, type JudgeContext } from './outcomes.js';
import { findRollbacks } from './rollbacks.js';

export interface ServiceOutcomes {
  /** By key of a successful production deployment. */
  deployments: Map<string, Outcome>;
  /** By key of a release. */
  releases: Map<string, Outcome>;
}

export interface JudgeServiceContext extends JudgeContext {
  graph: CommitGraph;
  incidents: LinkedIncident[];
}

/** A rollback as the environment saw it, in deployments. */
interface DeploymentRollback {
  past: Success[];
  blamed: Success[];
  at: Success;
}

/** Judges a service's production deployments, each in its environment, and its releases, which fail in any of them. */
export function judgeService(
  line: ServiceLine,
  delivered: DeliveredLine[],
  context: JudgeServiceContext,
): ServiceOutcomes {
  const rollbacks: DeploymentRollback[] = [];
  const deployments = new Map<string, Outcome>();
  for (const environment of delivered.filter((own) => own.environment !== null && own.isProduction)) {
    const found = listRollbacks(environment.sequence, context);
    rollbacks.push(...found);
    const unitOf = new Map(environment.sequence.map((deployment, unit) => [deployment.key, unit]));
    judge(environment, { unitOf, rollbacks: found, context }).forEach((outcome, unit) => {
      deployments.set(environment.sequence[unit]?.key ?? '', outcome);
    });
  }
  return { deployments, releases: judgeReleases(line.releases, { delivered, rollbacks, context }) };
}

function judgeReleases(
  releases: Release[],
  input: { delivered: DeliveredLine[]; rollbacks: DeploymentRollback[]; context: JudgeServiceContext },
): Map<string, Outcome> {
  const production = input.delivered.find((line) => line.environment === null);
  if (!production) return new Map();
  const unitOf = new Map(releases.flatMap(({ deployments }, unit) => deployments.map(({ key }) => [key, unit])));
  const outcomes = judge(production, { ...input, unitOf });
  return new Map(outcomes.map((outcome, unit) => [releases[unit]?.key ?? '', outcome]));
}

interface JudgeInput {
  unitOf: Map<string, number>;
  rollbacks: DeploymentRollback[];
  context: JudgeServiceContext;
}

function judge(line: DeliveredLine, { unitOf, rollbacks, context }: JudgeInput): Outcome[] {
  const level = makeLevel(line, unitOf, context.incidents);
  level.rollbacks = rollbacks.map((rollback) => toUnits(rollback, unitOf)).sort((a, b) => a.at - b.at);
  return computeOutcomes(level, context);
}

function listRollbacks(sequence: Success[], { graph, rules }: JudgeServiceContext): DeploymentRollback[] {
  return findRollbacks(sequence, graph).flatMap(({ target, at }) => {
    const past = sequence.slice(target + 1, at);
    const deployment = sequence[at];
    return deployment ? [{ past, blamed: chooseBlamed(past, rules.rollbackBlames), at: deployment }] : [];
  });
}

/** In units, leaving out the rollback's own: a release never rolls itself back. */
function toUnits({ past, blamed, at }: DeploymentRollback, unitOf: Map<string, number>): UnitRollback {
  const own = unitOf.get(at.key) ?? -1;
  const toUnit = (deployments: Success[]) =>
    [...new Set(deployments.flatMap(({ key }) => unitOf.get(key) ?? []))].filter((unit) => unit < own);
  return { past: toUnit(past), blamed: toUnit(blamed), at: own };
}
