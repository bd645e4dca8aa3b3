import type { ChangeFact, DeliveryFact } from '../../facts.js';
import type { Delivery, DeliveredLine } from '../deployments/deliveries.js';
import { compareText } from '../group-by.js';

/** One row per merged change and line: each environment of each service, and its production as a whole. */
export function listDeliveryFacts(changes: ChangeFact[], lines: DeliveredLine[]): DeliveryFact[] {
  const sorted = [...lines].sort(compareLines);
  return changes.flatMap((change, index) =>
    sorted.flatMap((line) => {
      const delivery = line.deliveries[index];
      return delivery ? [toDeliveryFact(change, line, delivery)] : [];
    }),
  );
}

/** Production as a whole comes before the environments. */
function compareLines(a: DeliveredLine, b: DeliveredLine): number {
  return compareText(a.service, b.service) || compareText(a.environment ?? '', b.environment ?? '');
}

type Line = Pick<DeliveredLine, 'service' | 'environment' | 'isProduction'>;

function toDeliveryFact(change: ChangeFact, line: Line, delivery: Delivery): DeliveryFact {
  const leadStart = findLeadStart(change);
  const leadSeconds = measure(leadStart.at, delivery.deployedAt);
  return {
    changeKey: change.key,
    service: line.service,
    environment: line.environment,
    isProduction: line.isProduction,
    deployedAt: delivery.deployedAt,
    emptyReason: delivery.emptyReason,
    attribution: delivery.attribution,
    deploymentKey: delivery.deploymentKey,
    releaseKey: line.isProduction ? delivery.releaseKey : null,
    deploySeconds: measure(change.mergedAt, delivery.deployedAt),
    leadSeconds,
    leadBasis: leadSeconds === null ? null : leadStart.basis,
  };
}

function findLeadStart(change: ChangeFact): { at: number | null; basis: DeliveryFact['leadBasis'] } {
  if (change.codingFromFirstCommit) return { at: change.firstCommitAt, basis: 'FIRST_COMMIT' };
  if (change.openedAt !== null) return { at: change.openedAt, basis: 'OPENED' };
  return { at: change.mergedAt, basis: 'MERGED' };
}

/** Out of order is none. */
function measure(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : (to - from) / 1000;
}

/** Rows for changes whose deployment only a file states: production of the repository's own service. */
export function listStatedDeliveryFacts(
  changes: ChangeFact[],
  service: string,
  lines: DeliveredLine[],
): DeliveryFact[] {
  if (lines.some((line) => line.isProduction)) return [];
  return changes
    .filter((change) => change.mergedAt !== null && change.deployedEmptyReason !== 'NO_DEPLOYMENTS')
    .flatMap((change) =>
      [null, 'production'].map((environment) =>
        toDeliveryFact(
          change,
          { service, environment, isProduction: true },
          {
            deployedAt: change.deployedAt,
            emptyReason: change.deployedEmptyReason,
            attribution: 'NONE',
            deploymentKey: null,
            releaseKey: null,
          },
        ),
      ),
    );
}
