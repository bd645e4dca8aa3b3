import type { MetricKey } from '../catalogue/keys.js';
import type { Basis, ChangeFact, DeliveryFact, RepositoryFacts, StageDuration } from '../facts.js';
import type { Instant } from '../records.js';
import type { RowReason } from '../query/cells.js';
import type { Dimension, MetricFilter } from '../query/query.js';
import {
  asksForNothing,
  distinct,
  isUnwantedBot,
  listDeliveries,
  listTeams,
  matchesChange,
  matchesPlace,
  type ReferenceRepository,
  type ReferenceRow,
  type ReferenceRows,
} from './reference-world.js';

interface Reading {
  reason: RowReason | null;
  value?: number | null;
  numerator?: number | null;
  basis?: Basis | null;
}

interface ChangeFigure {
  at: (change: ChangeFact) => Instant | null;
  read: (change: ChangeFact) => Reading;
}

const merged = (change: ChangeFact) => change.mergedAt;
const toReading = ({ seconds, emptyReason }: StageDuration): Reading =>
  seconds === null ? { reason: emptyReason ?? 'OUT_OF_ORDER' } : { reason: null, value: seconds };
const share = (isCounted: boolean): Reading => ({ reason: null, numerator: isCounted ? 1 : 0 });

/** Each metric of changes in words of its own: when it counts, and what it reads. */
export const CHANGE_FIGURES: Partial<Record<MetricKey, ChangeFigure>> = {
  CHANGE_LEAD_TIME: {
    at: (change) => change.deployedAt ?? change.mergedAt,
    read: (change) => ({ ...toReading(change.leadSeconds), basis: change.leadBasis }),
  },
  DEPLOY_TIME: {
    at: (change) => change.deployedAt ?? change.mergedAt,
    read: (change) => toReading(change.stages.DEPLOY),
  },
  CYCLE_TIME: { at: merged, read: (change) => toReading(change.cycleSeconds) },
  OPEN_TO_MERGE_TIME: { at: merged, read: (change) => toReading(change.openToMergeSeconds) },
  CODING_TIME: {
    at: (change) => change.readyAt ?? change.mergedAt,
    read: (change) => (change.codingFromFirstCommit ? toReading(change.stages.CODING) : { reason: 'COMMITS_UNKNOWN' }),
  },
  PICKUP_TIME: {
    at: (change) => change.firstReviewAt ?? change.mergedAt,
    read: (change) => toReading(change.stages.PICKUP),
  },
  REVIEW_TIME: {
    at: (change) => change.approvedAt ?? change.mergedAt,
    read: (change) => toReading(change.stages.REVIEW),
  },
  MERGE_TIME: { at: merged, read: (change) => toReading(change.stages.MERGE) },
  RELEASE_TIME: { at: (change) => change.releasedAt, read: (change) => toReading(change.stages.RELEASE) },
  RELEASE_LEAD_TIME: {
    at: (change) => change.releasedAt,
    read: (change) => ({ ...toReading(change.releaseLeadSeconds), basis: change.leadBasis }),
  },
  PULL_REQUESTS_MERGED: { at: merged, read: () => ({ reason: null }) },
  PULL_REQUEST_SIZE: {
    at: merged,
    read: ({ additions, deletions }) =>
      additions === null || deletions === null
        ? { reason: 'COMMITS_UNKNOWN' }
        : { reason: null, value: additions + deletions },
  },
  REVIEW_COVERAGE: {
    at: merged,
    read: ({ reviewed }) => (reviewed === null ? { reason: 'REVIEWS_UNKNOWN' } : share(reviewed)),
  },
  REVIEWS_PER_PULL_REQUEST: {
    at: merged,
    read: ({ reviewCount }) =>
      reviewCount === null ? { reason: 'REVIEWS_UNKNOWN' } : { reason: null, numerator: reviewCount },
  },
  REVERT_RATE: { at: merged, read: (change) => share(change.reverted) },
};

const DELIVERED: Partial<Record<MetricKey, (delivery: DeliveryFact) => number | null>> = {
  CHANGE_LEAD_TIME: (delivery) => delivery.leadSeconds,
  DEPLOY_TIME: (delivery) => delivery.deploySeconds,
};

/** What is asked of the changes of a world. */
export interface ChangeRequest {
  metric: MetricKey;
  figure: ChangeFigure;
  filter: MetricFilter;
  groupBy: Dimension | null;
}

/** The rows of a metric of changes. */
export function listChangeRows(world: readonly ReferenceRepository[], request: ChangeRequest): ReferenceRows {
  if (asksForNothing(request.filter)) return { overall: [], grouped: [] };
  const overall = world.flatMap((repository) => listOverall(repository, request));
  const isByPlace = request.groupBy === 'SERVICE' || request.groupBy === 'ENVIRONMENT';
  if (DELIVERED[request.metric] === undefined || !isByPlace) return { overall, grouped: overall };
  return { overall, grouped: world.flatMap((repository) => listByPlace(repository, request)) };
}

function listMatching(repository: ReferenceRepository, filter: MetricFilter): ChangeFact[] {
  return repository.facts.changes.filter(
    (change) => change.state === 'MERGED' && matchesChange(repository, change, filter),
  );
}

function isQualified({ services, environments }: MetricFilter): boolean {
  return services !== undefined || environments !== undefined;
}

function listOverall(repository: ReferenceRepository, request: ChangeRequest): ReferenceRow[] {
  const { filter, figure, metric } = request;
  return listMatching(repository, filter).flatMap((change): ReferenceRow[] => {
    const groups = listGroups(repository, change, request);
    if (isQualified(filter) && DELIVERED[metric] !== undefined) {
      const earliest = findEarliest(listPlaced(repository.facts, change, filter));
      return earliest === null ? [] : [toDeliveredRow(change, earliest, { ...request, groups })];
    }
    if (isQualified(filter) && listReached(repository.facts, change, filter).length === 0) return [];
    const isBot = isUnwantedBot(change, filter);
    return [toRow(figure.at(change), isBot ? { reason: 'BOT' } : figure.read(change), groups)];
  });
}

function listByPlace(repository: ReferenceRepository, request: ChangeRequest): ReferenceRow[] {
  const { filter, groupBy } = request;
  return listMatching(repository, filter).flatMap((change) => {
    const placed =
      groupBy === 'ENVIRONMENT' && filter.environments === undefined
        ? listDeliveries(repository.facts, change).filter(
            (delivery) => delivery.environment !== null && delivery.isProduction && matchesPlace(delivery, filter),
          )
        : listPlaced(repository.facts, change, filter);
    const keyOf = (delivery: DeliveryFact) => (groupBy === 'SERVICE' ? delivery.service : (delivery.environment ?? ''));
    return distinct(placed.map(keyOf)).flatMap((key) => {
      const earliest = findEarliest(placed.filter((delivery) => keyOf(delivery) === key));
      return earliest === null ? [] : [toDeliveredRow(change, earliest, { ...request, groups: [key] })];
    });
  });
}

/** Deliveries to the environments that the filter names, else of its services as a whole. */
function listPlaced(facts: RepositoryFacts, change: ChangeFact, filter: MetricFilter): DeliveryFact[] {
  return listDeliveries(facts, change).filter(
    (delivery) =>
      (filter.environments === undefined) === (delivery.environment === null) && matchesPlace(delivery, filter),
  );
}

/** The same, but only where it has arrived when environments are named. */
function listReached(facts: RepositoryFacts, change: ChangeFact, filter: MetricFilter): DeliveryFact[] {
  return listPlaced(facts, change, filter).filter(
    (delivery) => filter.environments === undefined || delivery.deployedAt !== null,
  );
}

function findEarliest(deliveries: readonly DeliveryFact[]): DeliveryFact | null {
  const rank = ({ deployedAt, emptyReason }: DeliveryFact) =>
    deployedAt ?? (emptyReason === 'NOT_DEPLOYED_YET' ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER);
  return [...deliveries].sort((one, other) => rank(one) - rank(other))[0] ?? null;
}

function toDeliveredRow(
  change: ChangeFact,
  delivery: DeliveryFact,
  { metric, filter, groups }: ChangeRequest & { groups: string[] },
): ReferenceRow {
  const at = delivery.deployedAt ?? change.mergedAt;
  const value = DELIVERED[metric]?.(delivery) ?? null;
  if (isUnwantedBot(change, filter)) return toRow(at, { reason: 'BOT' }, groups);
  if (value === null) return toRow(at, { reason: delivery.emptyReason ?? 'OUT_OF_ORDER' }, groups);
  const basis = metric === 'CHANGE_LEAD_TIME' ? delivery.leadBasis : null;
  return toRow(at, { reason: null, value, basis }, groups);
}

function toRow(at: Instant | null, { reason, value, numerator, basis }: Reading, groups: string[]): ReferenceRow {
  return { at, reason, value: value ?? null, numerator: numerator ?? null, basis: basis ?? null, groups };
}

function listGroups(repository: ReferenceRepository, change: ChangeFact, { groupBy, filter }: ChangeRequest): string[] {
  const { id, facts } = repository;
  switch (groupBy) {
    case 'TEAM':
      return listTeams(repository, change);
    case 'REPOSITORY':
      return [String(id)];
    case 'AUTHOR':
      return change.author === null ? [] : [change.author];
    case 'LABEL':
      return distinct(change.labels);
    case 'CHANGE_TYPE':
      return [change.type];
    case 'AI_ASSISTED':
      return [String(change.aiAssisted)];
    case 'SERVICE':
      return distinct(listReached(facts, change, filter).map((delivery) => delivery.service));
    case 'ENVIRONMENT':
      return listEnvironments(facts, change, filter);
    default:
      return [];
  }
}

function listEnvironments(facts: RepositoryFacts, change: ChangeFact, filter: MetricFilter): string[] {
  const reached = listDeliveries(facts, change).filter(
    (delivery) =>
      delivery.environment !== null &&
      delivery.deployedAt !== null &&
      matchesPlace(delivery, filter) &&
      (filter.environments !== undefined || delivery.isProduction),
  );
  return distinct(reached.map((delivery) => delivery.environment ?? ''));
}
