import type { Instant } from '@weir/metrics';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

const FIRST_MONDAY = 4 * DAY;

/** Which story, of which time. The same frame tells the same story; with a later `until`, the same and what came after. */
export interface TimeFrame {
  seed: number;
  /** The Monday with which the history begins. */
  startAt: Instant;
  /** The Monday that the story's weeks are counted from, backwards below 0. */
  weekZero: Instant;
  /** What is later has not happened yet. */
  until: Instant;
}

/** The Monday, 00:00 UTC, of an instant's week. */
export function findMonday(at: Instant): Instant {
  return Math.floor((at - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
}

/** In which week of the story something happens, with its fraction. */
export function weekOf(at: Instant, { weekZero }: TimeFrame): number {
  return (at - weekZero) / WEEK;
}

/** Forges tell time in whole seconds. */
export function toSecond(at: number): Instant {
  return Math.floor(at / 1000) * 1000;
}
