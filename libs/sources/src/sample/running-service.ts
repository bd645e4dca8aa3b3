import type { Instant } from '@weir/metrics';
import { type Accident, planRemedy, planRepair, planTrouble, type Trouble } from './accidents.js';
import { findScript, type Script } from './bad-week.js';
import { Chance } from './chance.js';
import { type Operations, operationsIn } from './operations.js';
import type { MergedLine } from './merged-line.js';
import type { PlannedChange, PlannedIssue } from './plan.js';
import type { PlanContext } from './plan-change.js';
import { Shipping } from './shipping.js';
import { DAY, HOUR, MINUTE, toSecond, weekOf } from './time-frame.js';

/** Who is told of what happens because of an accident. */
export interface Consequences {
  addChange(change: PlannedChange): void;
  addIncident(issue: PlannedIssue): void;
}

/** Somebody has other things to do; less often where it is the day's only chance. */
const SKIPPED = 0.1;
const ONLY_ONE_SKIPPED = 0.02;
const STAGING_FAILING = 0.03;
/** What is merged in the last minutes before a slot waits for the next. */
const BUILD = 12 * MINUTE;

/** A service on its way through the days: what is live, what is shipped when, what hurts and how it is mended. */
export class RunningService {
  readonly shipping: Shipping;
  private live: PlannedChange | null = null;
  /** Nothing else is shipped before. */
  private freeAt: Instant = -Infinity;

  constructor(
    private readonly context: PlanContext,
    private readonly merged: MergedLine,
    private readonly consequences: Consequences,
  ) {
    this.shipping = new Shipping(context.service);
  }

  /** Everything that a day's slots bring about. Every merge up to its end that is no consequence must be known. */
  runDay(day: Instant, midnight: Instant, weekday: number): void {
    const { service, frame } = this.context;
    const script = findScript(service, day, frame);
    if (script?.day === 'FROZEN') return;
    const operations = operationsIn(weekOf(day, frame), weekday, service);
    const chance = new Chance(frame.seed, 'slots', service.name, day);
    if (script === null && isQuietDay(day, chance)) return;
    const slots = script?.slots ?? operations.slots;
    const skipping = slots.length > 1 ? SKIPPED : ONLY_ONE_SKIPPED;
    for (const hour of slots) {
      const at = toSecond(midnight + hour * HOUR + chance.around(14, 0.6) * MINUTE);
      const isSkipped = chance.happens(skipping) && script === null;
      if (!isSkipped) this.useSlot({ at, operations, script, chance });
    }
  }

  private useSlot(slot: Slot): void {
    const { at, script, operations, chance } = slot;
    const head = this.merged.newestAt(at - BUILD);
    if (at < this.freeAt || head === null || head === this.live) return;
    const failedFirst = script?.day === 'NO_WAY_UP' ? NEVER : undefined;
    // What the story needs comes up.
    const [attemptFailing, stagingFailing] = script === null ? [operations.attemptFailing, STAGING_FAILING] : [0, 0];
    const shipment = { change: head, at, attemptFailing, stagingFailing, isRemedy: false, chance };
    const shipped = this.shipping.ship({ ...shipment, failedFirst, attempts: failedFirst === undefined ? 3 : 2 });
    this.freeAt = shipped.doneAt;
    if (shipped.first === null) return;
    const before = this.live;
    this.live = head;
    const hurts = script === null ? chance.happens(operations.failing) : script.day === 'HURT';
    if (before === null || !hurts) return;
    const culprit = (script?.culprit && this.merged.findTitled(script.culprit)) || head;
    const accident = { culprit, deployment: shipped.first, doneAt: shipped.doneAt, script, chance };
    this.mend({ ...accident, recovery: operations.recovery }, before);
  }

  private mend(accident: Accident, before: PlannedChange): void {
    const trouble = planTrouble(this.context, accident);
    if (trouble.incident) this.consequences.addIncident(trouble.incident);
    const mendedAt = trouble.kind === 'SETTLED' ? trouble.readyAt : this.ship(accident, trouble, before);
    this.freeAt = Math.max(this.freeAt, mendedAt + HOUR);
    if (trouble.incident) trouble.incident.closedAt = closingOf(trouble, mendedAt, accident.chance);
    if (trouble.kind !== 'ROLLBACK') return;
    const repair = planRepair(this.context, accident, { ...trouble, readyAt: mendedAt });
    this.consequences.addChange(repair);
    this.freeAt = Math.max(this.freeAt, repair.mergedAt + BUILD);
  }

  /** Ships the remedy: what was live before, or a change made for it. Gives when it was everywhere. */
  private ship(accident: Accident, trouble: Trouble, before: PlannedChange): Instant {
    const remedy = trouble.kind === 'ROLLBACK' ? before : planRemedy(this.context, accident, trouble);
    if (remedy !== before) this.consequences.addChange(remedy);
    this.live = remedy;
    return this.shipRemedy(remedy, accident, trouble);
  }

  private shipRemedy(remedy: PlannedChange, { script, chance }: Accident, { readyAt }: Trouble): Instant {
    const shipment = {
      change: remedy,
      at: readyAt + chance.between(2, 6) * MINUTE,
      attemptFailing: 0,
      stagingFailing: 0,
      chance,
    };
    return this.shipping.ship({ ...shipment, failedFirst: script?.failedRemedies, isRemedy: true, attempts: 3 }).doneAt;
  }
}

const NEVER = 99;

interface Slot {
  at: Instant;
  operations: Operations;
  script: Script | null;
  chance: Chance;
}

/** A hotfix closes its incident by the merge; else somebody does when things have been calm for a while. */
function closingOf({ kind, readyAt }: Trouble, shippedAt: Instant, chance: Chance): Instant {
  const seconds = kind === 'HOTFIX' ? readyAt + 4000 : shippedAt + chance.around(18, 0.6) * MINUTE;
  return toSecond(seconds);
}

/** From Christmas to the first days of January hardly anything is shipped. */
function isQuietDay(day: Instant, chance: Chance): boolean {
  const monthDay = new Date(day + DAY / 2).toISOString().slice(5, 10);
  const isQuiet = monthDay >= '12-23' || monthDay <= '01-01';
  return chance.happens(isQuiet ? 0.6 : 0);
}
