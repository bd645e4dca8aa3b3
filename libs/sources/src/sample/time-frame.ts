import type { Instant } from '@weir/metrics';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** How long the history is when it is told for the first time: 18 months. */
export const WEEKS_TOLD = 78;

const FIRST_MONDAY = 4 * DAY;

/** Which story, of which time. The same frame tells the same story; with a later `until`, the same and what came after. */
export interface TimeFrame {
  seed: number;
  /** The Monday of the week in which it was told first: the story's weeks are counted from it, backwards below 0. */
  anchor: Instant;
  /** What is later has not happened yet. */
  until: Instant;
}

/** The Monday, 00:00 UTC, of an instant's week. */
export function findMonday(at: Instant): Instant {
  return Math.floor((at - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
}

export function startOf({ anchor }: TimeFrame): Instant {
  return anchor - WEEKS_TOLD * WEEK;
}

/** In which week of the story something happens, with its fraction. */
export function weekOf(at: Instant, { anchor }: TimeFrame): number {
  return (at - anchor) / WEEK;
}

/** Forges tell time in whole seconds. */
export function toSecond(at: number): Instant {
  return Math.floor(at / 1000) * 1000;
}
