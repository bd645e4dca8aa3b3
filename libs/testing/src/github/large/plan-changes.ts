import { skewed, type Draw } from './draw.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface ChangePlan {
  openedAt: number;
  /** When it was merged or closed; beyond the end of the time: still open. */
  endedAt: number;
  outcome: 'MERGED' | 'CLOSED' | 'OPEN';
  number: number;
}

/** Some are given up. */
const CLOSED = 0.07;
/** Half are done within a day and a half. */
const MEDIAN_HOURS = 30;

/** In the order in which they end, numbered in the order in which they were opened. */
export function planChanges(draw: Draw, count: number, [from, to]: readonly [number, number]): ChangePlan[] {
  const plans = Array.from({ length: count }, () => {
    const openedAt = atWork(draw, from + draw() * (to - from));
    const endedAt = atWork(draw, openedAt + skewed(draw, MEDIAN_HOURS, 1.2) * HOUR_MS);
    const outcome = endedAt >= to ? 'OPEN' : draw() < CLOSED ? 'CLOSED' : 'MERGED';
    return { openedAt: Math.min(openedAt, to - HOUR_MS), endedAt, outcome } as const;
  });
  plans.sort((one, other) => one.openedAt - other.openedAt);
  const numbered = plans.map((plan, index) => ({ ...plan, number: index + 1 }));
  return numbered.sort((one, other) => one.endedAt - other.endedAt);
}

/** Moved to the day's working hours, off the weekend; never back before what it follows. */
function atWork(draw: Draw, at: number): number {
  const day = Math.floor(at / DAY_MS);
  const weekday = (day + 4) % 7;
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const hour = (at % DAY_MS) / HOUR_MS;
  if (shift === 0 && hour >= 8 && hour < 18) return at;
  const next = shift === 0 && hour < 8 ? day : day + Math.max(shift, 1);
  return next * DAY_MS + (8 + draw() * 9) * HOUR_MS;
}
