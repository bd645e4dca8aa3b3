import { scaleLinear } from 'd3-scale';
import type { TeamSlug } from './people.js';
import type { Service } from './services.js';

/** How a team works in a week. Durations are medians in hours of working time. */
export interface Habits {
  /** Lines changed. */
  size: number;
  coding: number;
  /** Ready until somebody looks. */
  pickup: number;
  /** Comments until the author has answered them. */
  answer: number;
  /** Approval until the merge. */
  merge: number;
  /** How many are approved in their first review. */
  approvedAtOnce: number;
  unreviewed: number;
}

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

/** A value that changes over the weeks of the story: straight between the points, level outside of them. */
function along(points: readonly (readonly [week: number, value: number])[]): (week: number) => number {
  return scaleLinear()
    .domain(points.map(([week]) => week))
    .range(points.map(([, value]) => value))
    .clamp(true);
}

/**
 * Checkout's quarter. Since two of its busiest reviewers left (week -25) pull requests wait longer and longer, and because
 * waiting is long they get larger, which makes them wait. After the bad week (-7) the team takes turns at reviewing first
 * thing in the morning and keeps pull requests small: in three weeks the wait is shorter than it ever was.
 */
const CHECKOUT = {
  size: along([
    [-26, 90],
    [-16, 140],
    [-7, 280],
    [-5.8, 130],
    [-4, 66],
  ]),
  coding: along([
    [-26, 3.5],
    [-7, 5.5],
    [-5.5, 3.6],
    [-4, 2.8],
  ]),
  pickup: along([
    [-26, 1.4],
    [-21, 2.6],
    [-15, 5.5],
    [-10, 10.5],
    [-6.6, 12],
    [-5.6, 4],
    [-3.5, 0.9],
  ]),
  answer: along([
    [-26, 2],
    [-14, 3.4],
    [-7, 5],
    [-5.5, 2.4],
    [-4, 1.4],
  ]),
  approvedAtOnce: along([
    [-26, 0.55],
    [-7, 0.32],
    [-5, 0.5],
    [-3, 0.68],
  ]),
};

type Fixed = Record<Exclude<TeamSlug, 'checkout'>, Habits>;

const FIXED: Fixed = {
  storefront: { size: 48, coding: 1.4, pickup: 0.5, answer: 0.8, merge: 0.3, approvedAtOnce: 0.72, unreviewed: 0.06 },
  discovery: { size: 88, coding: 3.4, pickup: 1.7, answer: 1.9, merge: 0.7, approvedAtOnce: 0.55, unreviewed: 0.03 },
  fulfilment: { size: 104, coding: 3.9, pickup: 2, answer: 2.4, merge: 0.9, approvedAtOnce: 0.52, unreviewed: 0.05 },
  platform: { size: 128, coding: 4.8, pickup: 2.8, answer: 2.6, merge: 1.1, approvedAtOnce: 0.46, unreviewed: 0.08 },
};

export function habitsIn(week: number, team: TeamSlug): Habits {
  if (team !== 'checkout') return FIXED[team];
  return {
    size: CHECKOUT.size(week),
    coding: CHECKOUT.coding(week),
    pickup: CHECKOUT.pickup(week),
    answer: CHECKOUT.answer(week),
    merge: 0.7,
    approvedAtOnce: CHECKOUT.approvedAtOnce(week),
    unreviewed: 0.025,
  };
}

/** Inventory once broke things with every fourth release; contract tests with its suppliers' systems came in week by week. */
const INVENTORY_FAILING = along([
  [-60, 0.3],
  [-44, 0.24],
  [-24, 0.08],
  [-8, 0.04],
]);
/** Checkout's large late batches hurt more often than its small early ones. */
const CHECKOUT_FAILING = along([
  [-26, 0.05],
  [-8, 0.11],
  [-5, 0.05],
  [-2, 0.035],
]);

const RUNNING: Record<string, { failing: (week: number) => number; attemptFailing: number; recovery: number }> = {
  storefront: { failing: () => 0.035, attemptFailing: 0.025, recovery: 0.6 },
  checkout: { failing: CHECKOUT_FAILING, attemptFailing: 0.03, recovery: 1.1 },
  payments: { failing: CHECKOUT_FAILING, attemptFailing: 0.04, recovery: 1.5 },
  search: {
    failing: along([
      [-40, 0.16],
      [-22, 0.06],
    ]),
    attemptFailing: 0.03,
    recovery: 1.2,
  },
  inventory: { failing: INVENTORY_FAILING, attemptFailing: 0.05, recovery: 2.1 },
  notifications: { failing: () => 0.07, attemptFailing: 0.06, recovery: 1.7 },
  'mobile-api': {
    failing: along([
      [-25, 0.2],
      [-6, 0.1],
    ]),
    attemptFailing: 0.06,
    recovery: 2.4,
  },
  platform: { failing: () => 0.12, attemptFailing: 0, recovery: 9 },
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
  payments: (_, weekday) => (weekday === FRIDAY ? [] : [10.4]),
  search: searchSlots,
  inventory: on([0, 1, 2, 3], 13.2),
  notifications: (_, weekday) => (weekday === FRIDAY ? [] : [11.3]),
  'mobile-api': on([1, 3], 14.1),
  platform: on([2], 14.5),
};
