import { along } from './along.js';
import type { TeamSlug } from './people.js';

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

/**
 * Checkout's quarter. Since two of its busiest reviewers left (week -19) pull requests wait longer and longer, and because
 * waiting is long they get larger, which makes them wait. After the bad week (-7) the team takes turns at reviewing first
 * thing in the morning and keeps pull requests small: in three weeks the wait is shorter than it ever was.
 */
const CHECKOUT = {
  size: along([
    [-19, 90],
    [-13, 150],
    [-7, 290],
    [-5.8, 130],
    [-4, 66],
  ]),
  coding: along([
    [-19, 3.4],
    [-7, 5],
    [-5.5, 3.4],
    [-4, 2.7],
  ]),
  pickup: along([
    [-19, 1.4],
    [-16, 3],
    [-13, 7.5],
    [-10, 13],
    [-8, 17],
    [-6.5, 17],
    [-5.6, 6],
    [-3.5, 0.9],
  ]),
  answer: along([
    [-19, 2],
    [-13, 3.4],
    [-7, 5],
    [-5.5, 2.4],
    [-4, 1.4],
  ]),
  approvedAtOnce: along([
    [-19, 0.55],
    [-7, 0.34],
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
