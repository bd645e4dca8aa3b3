import type { ChangeFact, DeliveryFact, Stage } from '../facts.js';
import type { RowReason, StageCell, ValueStreamCell } from '../query/cells.js';
import { listStages, type ResolvedValueStream } from '../query/resolve-value-stream.js';
import { listSpans } from './compute-metric-cells.js';
import { computeMean, computePercentile } from './percentile.js';
import {
  asksForNothing,
  isUnwantedBot,
  listDeliveries,
  listSelected,
  listSuccesses,
  matchesChange,
  matchesPlace,
  type ReferenceRepository,
} from './reference-world.js';

interface CohortRow {
  at: number | null;
  reason: RowReason | null;
  seconds: Record<Stage, number | null>;
}

/** The raw counts of a value stream's cohorts, slowly and obviously. */
export function computeValueStreamCells(
  query: ResolvedValueStream,
  world: readonly ReferenceRepository[],
): ValueStreamCell[] {
  if (query.hasNoSource) return [];
  const selected = asksForNothing(query.filter) ? [] : listSelected(world, query.selection);
  const rows = selected.flatMap((repository) => listCohortRows(repository, query));
  const deployedAt = selected.flatMap((repository) => listDeployments(repository, query));
  return listSpans(query).flatMap(({ period, bucket, from, to }) => {
    const isIn = (at: number | null) => at !== null && at >= from && at < to;
    const found = rows.filter(({ at }) => isIn(at));
    const deployments = deployedAt.filter(isIn).length;
    if (found.length + deployments === 0) return [];
    const cohort = found.filter(({ reason }) => reason === null);
    const reasons: ValueStreamCell['reasons'] = {};
    for (const { reason } of found) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
    const stages = listStages(query.upTo).map((stage) => summariseStage(stage, cohort));
    return [{ period, bucket, cohortSize: cohort.length, reasons, deployments, stages }];
  });
}

function listDeployments({ facts }: ReferenceRepository, { filter, upTo }: ResolvedValueStream): number[] {
  if (upTo !== 'DEPLOY') return [];
  const found = filter.environments === undefined ? facts.releases : listSuccesses(facts, filter);
  return found.filter((one) => matchesPlace(one, filter)).flatMap(({ finishedAt }) => finishedAt ?? []);
}

function listCohortRows(repository: ReferenceRepository, query: ResolvedValueStream): CohortRow[] {
  const { filter, upTo } = query;
  const isQualified = filter.services !== undefined || filter.environments !== undefined;
  const changes = repository.facts.changes.filter(
    (change) => change.state === 'MERGED' && matchesChange(repository, change, filter),
  );
  return changes.flatMap((change) => {
    const placed = listPlaced(repository, change, query);
    if (!isQualified) return [toRow(change, query)];
    if (upTo === 'DEPLOY') return placed.slice(0, 1).map((delivery) => toDeliveredRow(change, delivery, query));
    const hasArrived = placed.some(({ deployedAt }) => filter.environments === undefined || deployedAt !== null);
    return hasArrived ? [toRow(change, query)] : [];
  });
}

/** Deliveries to the named places, the earliest first. */
function listPlaced(
  { facts }: ReferenceRepository,
  change: ChangeFact,
  { filter }: ResolvedValueStream,
): DeliveryFact[] {
  const rank = ({ deployedAt, emptyReason }: DeliveryFact) =>
    deployedAt ?? (emptyReason === 'NOT_DEPLOYED_YET' ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER);
  return listDeliveries(facts, change)
    .filter(
      (delivery) =>
        (filter.environments === undefined) === (delivery.environment === null) && matchesPlace(delivery, filter),
    )
    .sort((one, other) => rank(one) - rank(other));
}

function listSeconds(change: ChangeFact): CohortRow['seconds'] {
  const { CODING, PICKUP, REVIEW, MERGE, DEPLOY, RELEASE } = change.stages;
  return {
    CODING: CODING.seconds,
    PICKUP: PICKUP.seconds,
    REVIEW: REVIEW.seconds,
    MERGE: MERGE.seconds,
    DEPLOY: DEPLOY.seconds,
    RELEASE: RELEASE.seconds,
  };
}

function toRow(change: ChangeFact, { upTo, filter }: ResolvedValueStream): CohortRow {
  const seconds = listSeconds(change);
  const end = { MERGE: change.mergedAt, DEPLOY: change.deployedAt, RELEASE: change.releasedAt }[upTo];
  const at = upTo === 'DEPLOY' ? (end ?? change.mergedAt) : end;
  if (upTo === 'DEPLOY' && end === null)
    return { at, seconds, reason: change.deployedEmptyReason ?? 'NOT_DEPLOYED_YET' };
  if (isUnwantedBot(change, filter)) return { at, seconds, reason: 'BOT' };
  return { at, seconds, reason: change.cohortLeftOut[upTo] };
}

function toDeliveredRow(change: ChangeFact, delivery: DeliveryFact, { filter }: ResolvedValueStream): CohortRow {
  const at = delivery.deployedAt ?? change.mergedAt;
  const seconds = { ...listSeconds(change), DEPLOY: delivery.deploySeconds };
  if (delivery.deployedAt === null) return { at, seconds, reason: delivery.emptyReason ?? 'NOT_DEPLOYED_YET' };
  if (isUnwantedBot(change, filter)) return { at, seconds, reason: 'BOT' };
  if (change.cohortLeftOut.MERGE !== null) return { at, seconds, reason: change.cohortLeftOut.MERGE };
  return { at, seconds, reason: delivery.deploySeconds === null ? 'OUT_OF_ORDER' : null };
}

function summariseStage(stage: Stage, cohort: readonly CohortRow[]): StageCell {
  const values = cohort.flatMap(({ seconds }) => seconds[stage] ?? []);
  return {
    stage,
    sumSeconds: values.reduce((sum, value) => sum + value, 0),
    mean: computeMean(values),
    p50: computePercentile(values, 0.5),
    p75: computePercentile(values, 0.75),
    p90: computePercentile(values, 0.9),
    sampleSize: values.length,
  };
}
