import type { Change } from '../changes/change.js';
import type { RepositoryHistory } from '../../facts.js';
import type { DeliveredLine, Delivery } from './deliveries.js';

/**
 * A file may state when a change was deployed. That stands where no production deployment gives the change a moment: it is
 * put on the repository's own service, else on its first.
 */
export function applyStatedDeployments(
  lines: DeliveredLine[],
  { changes, history }: { changes: Change[]; history: RepositoryHistory },
): DeliveredLine[] {
  const production = lines.filter((line) => line.environment === null);
  const target = production.find((line) => line.service === history.repository.name) ?? production[0];
  if (!target || changes.every((change) => !change.stated.deployedAt)) return lines;
  const hasMoment = (index: number) =>
    production.some((line) => typeof line.deliveries[index]?.deployedAt === 'number');
  const deliveries = target.deliveries.map((delivery, index): Delivery | null => {
    const stated = changes[index]?.stated.deployedAt;
    return delivery && stated && !hasMoment(index) ? { ...delivery, deployedAt: stated, emptyReason: null } : delivery;
  });
  return lines.map((line) => (line === target ? { ...line, deliveries } : line));
}
