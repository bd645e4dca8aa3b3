import type { DeploymentRecord, Instant } from '@weir/metrics';
import type { Chance } from './chance.js';
import type { PlannedChange, PlannedDeployment } from './plan.js';
import type { Service } from './services.js';
import { MINUTE, toSecond } from './time-frame.js';

const RULES: Record<Service['tells'], DeploymentRecord['rule']> = {
  DEPLOYMENTS: 'GITHUB_DEPLOYMENTS',
  RUNS: 'WORKFLOW_RUNS',
  RELEASES: 'RELEASES',
};

const EUROPE = 'production-eu';
const AMERICA = 'production-us';
const STAGING = 'staging';
const PRODUCTION = 'production';

export interface Shipment {
  change: PlannedChange;
  at: Instant;
  /** How many attempts do not come up, as a share; or how many in a row, before one does. */
  attemptFailing: number;
  failedFirst?: number | undefined;
  /** How many do not come up in staging, as a share. */
  stagingFailing: number;
  /** After so many it is given up. */
  attempts: number;
  /** What mends does not wait for staging. */
  isRemedy: boolean;
  chance: Chance;
}

export interface Shipped {
  /** Null: it did not come up. */
  liveAt: Instant | null;
  /** Everywhere, or given up. */
  doneAt: Instant;
  /** The first production deployment that came up. */
  first: PlannedDeployment | null;
}

/** Brings commits to where the service runs, one environment after another, and keeps account of the attempts. */
export class Shipping {
  readonly deployments: PlannedDeployment[] = [];
  private version = { minor: 0, patch: 0 };

  constructor(private readonly service: Service) {}

  ship(shipment: Shipment): Shipped {
    if (this.service.tells === 'RELEASES') return this.release(shipment);
    if (this.service.tells === 'RUNS') return this.bring(shipment, PRODUCTION, shipment.at);
    const { chance, isRemedy, at } = shipment;
    const staged = isRemedy
      ? null
      : this.attempt(shipment, { environment: STAGING, at, succeeds: !chance.happens(shipment.stagingFailing) });
    if (staged?.succeeds === false) return { liveAt: null, doneAt: staged.finishedAt, first: null };
    const checked = staged === null ? at : staged.finishedAt + chance.around(14, 0.5) * MINUTE;
    const europe = this.bring(shipment, EUROPE, checked);
    if (europe.liveAt === null) return europe;
    const rest = { ...shipment, failedFirst: undefined };
    const america = this.bring(rest, AMERICA, europe.doneAt + chance.around(9, 0.4) * MINUTE);
    return { ...europe, doneAt: america.doneAt };
  }

  /** An attempt, and again when it does not come up, until it is given up. */
  private bring(shipment: Shipment, environment: string, from: Instant): Shipped {
    const { chance, attemptFailing, failedFirst, attempts } = shipment;
    let at = from;
    for (let count = 0; count < attempts; count += 1) {
      const succeeds = failedFirst === undefined ? !chance.happens(attemptFailing) : count >= failedFirst;
      const made = this.attempt(shipment, { environment, at, succeeds });
      if (succeeds) return { liveAt: made.finishedAt, doneAt: made.finishedAt, first: made };
      at = made.finishedAt + chance.around(failedFirst === undefined ? 22 : 48, 0.4) * MINUTE;
    }
    return { liveAt: null, doneAt: at, first: null };
  }

  private attempt(
    { change, chance, isRemedy }: Shipment,
    { environment, at, succeeds }: { environment: string; at: number; succeeds: boolean },
  ): PlannedDeployment {
    const minutes = chance.around(isRemedy ? 5 : 7.5, 0.3) * (succeeds ? 1 : 0.8);
    const deployment: PlannedDeployment = {
      ...{ id: 0, rule: RULES[this.service.tells], environment, change, tag: null, succeeds },
      createdAt: toSecond(at),
      finishedAt: toSecond(at + minutes * MINUTE),
    };
    this.deployments.push(deployment);
    return deployment;
  }

  /** A published version: from now on whoever uses the platform can have it. */
  private release({ change, at, isRemedy }: Shipment): Shipped {
    this.version = isRemedy
      ? { ...this.version, patch: this.version.patch + 1 }
      : { minor: this.version.minor + 1, patch: 0 };
    const createdAt = toSecond(at);
    const deployment: PlannedDeployment = {
      ...{ id: 0, rule: RULES.RELEASES, environment: PRODUCTION, change, succeeds: true },
      tag: `v4.${this.version.minor}.${this.version.patch}`,
      createdAt,
      finishedAt: createdAt,
    };
    this.deployments.push(deployment);
    return { liveAt: createdAt, doneAt: createdAt, first: deployment };
  }
}
