import { along } from './along.js';
import type { Service } from './services.js';

/** How a service is run in a week. */
export interface Operations {
  /** How many releases hurt. */
  failing: number;
  /** How many attempts to deploy do not come up. */
  attemptFailing: number;
  /** Hours until what hurts is mended, median. */
  recovery: number;
  /** Hours of the day (local) at which it is deployed, by weekday (Monday 0). */
  slots: readonly number[];
}

/** Inventory once broke things with nearly every third release; contract tests with its suppliers' systems came in week by week. */
const INVENTORY_FAILING = along([
  [-60, 0.3],
  [-44, 0.24],
  [-24, 0.08],
  [-8, 0.04],
]);
/** Checkout's large late batches hurt more often than its small early ones. */
const CHECKOUT_FAILING = along([
  [-19, 0.045],
  [-8, 0.08],
  [-5, 0.04],
  [-2, 0.03],
]);

const RUNNING: Record<string, { failing: (week: number) => number; attemptFailing: number; recovery: number }> = {
  storefront: { failing: () => 0.03, attemptFailing: 0.025, recovery: 0.6 },
  checkout: { failing: CHECKOUT_FAILING, attemptFailing: 0.03, recovery: 1.1 },
  payments: { failing: CHECKOUT_FAILING, attemptFailing: 0.04, recovery: 1.5 },
  search: {
    failing: along([
      [-40, 0.12],
      [-22, 0.045],
    ]),
    attemptFailing: 0.03,
    recovery: 1.2,
  },
  inventory: { failing: INVENTORY_FAILING, attemptFailing: 0.05, recovery: 2.1 },
  notifications: { failing: () => 0.05, attemptFailing: 0.06, recovery: 1.7 },
  'mobile-api': {
    failing: along([
      [-19, 0.16],
      [-6, 0.08],
    ]),
    attemptFailing: 0.06,
    recovery: 2.4,
  },
  platform: { failing: () => 0.08, attemptFailing: 0, recovery: 9 },
};

export function operationsIn(week: number, weekday: number, { name }: Service): Operations {
  const running = RUNNING[name];
  return {
    failing: running?.failing(week) ?? 0,
    attemptFailing: running?.attemptFailing ?? 0,
    recovery: running?.recovery ?? 1,
    slots: (SLOTS[name] ?? (() => []))(week, weekday),
  };
}

type Slots = (week: number, weekday: number) => readonly number[];

const FRIDAY = 4;
const on =
  (weekdays: readonly number[], hour: number): Slots =>
  (_, weekday) =>
    weekdays.includes(weekday) ? [hour] : [];

/** Search was a weekly release on Tuesdays, then two a week, and since week -22 whatever is merged goes out every day. */
function searchSlots(week: number, weekday: number): readonly number[] {
  if (week < -32) return on([1], 11)(week, weekday);
  if (week < -22) return on([1, 3], 11)(week, weekday);
  return weekday === FRIDAY ? [10.5] : [10.2, 15.1];
}

const SLOTS: Record<string, Slots> = {
  storefront: (_, weekday) => (weekday === FRIDAY ? [9.8, 12.2] : [9.8, 11.9, 14.2, 16.2]),
  checkout: (_, weekday) => (weekday === FRIDAY ? [10.1] : [10.1, 14.6]),
  payments: (_, weekday) => (weekday === FRIDAY ? [10.4] : [10.4, 15.3]),
  search: searchSlots,
  inventory: on([0, 1, 2, 3, 4], 11.2),
  notifications: (_, weekday) => (weekday === FRIDAY ? [10.6] : [10.6, 14.8]),
  'mobile-api': on([0, 1, 2, 3], 14.1),
  platform: on([1, 2, 4], 11.5),
};
