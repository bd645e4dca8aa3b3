import type { DeliveredLine } from '../deployments/deliveries.js';
import type { Success } from '../deployments/deployment.js';
import type { LinkedIncident } from '../incidents/link-incidents.js';
import type { DerivationRules } from '../../rules.js';

/** A rollback as one level sees it: which units it went past, which of them it blames, and the unit that it is. */
export interface UnitRollback {
  past: number[];
  blamed: number[];
  at: number;
}

/**
 * What failure is told of: a service's releases, or one environment's deployments. Both are judged alike; a "unit" is an index
 * into the sequence.
 */
export interface Level {
  service: string;
  sequence: Success[];
  unitOfChange: Map<number, number>;
  unitOfDeployment: Map<string, number>;
  incidents: LinkedIncident[][];
  rollbacks: UnitRollback[];
}

/** Keys of all deployments → unit, for one environment (itself) or for releases (their first success). */
export function makeLevel(
  line: DeliveredLine,
  unitOfDeployment: Map<string, number>,
  incidents: LinkedIncident[],
): Level {
  const unitOfChange = new Map<number, number>();
  line.contents.forEach((brought, unit) => brought.forEach(({ change }) => unitOfChange.set(change, unit)));
  const byUnit: LinkedIncident[][] = line.sequence.map(() => []);
  for (const incident of incidents) {
    const unit = unitOfDeployment.get(incident.deployment?.key ?? '');
    if (unit !== undefined) byUnit[unit]?.push(incident);
  }
  return {
    service: line.service,
    sequence: line.sequence,
    unitOfChange,
    unitOfDeployment,
    incidents: byUnit,
    rollbacks: [],
  };
}

/** Which of the units a rollback went past it blames. */
export function chooseBlamed<T>(past: T[], blames: DerivationRules['rollbackBlames']): T[] {
  if (blames === 'ALL') return past;
  return blames === 'LATEST' ? past.slice(-1) : past.slice(0, 1);
}
