import type { Instant } from '@weir/metrics';
import { bisector, bisectRight } from 'd3-array';
import { Temporal } from 'temporal-polyfill';
import { Chance } from './chance.js';
import { listLeave } from './leave.js';
import { CITIES, type City, type Person } from './people.js';
import { DAY, findMonday, HOUR, MINUTE, type TimeFrame, toSecond, WEEK } from './time-frame.js';

/** One working day of somebody. */
export interface WorkDay {
  from: Instant;
  to: Instant;
}

/** Work that began before the story is told needs days to have begun on. */
const DAYS_BEFORE = 90;
/** Who is there to be asked today is known by when they come back: no leave is longer. */
const DAYS_AFTER = 45;
const SICK = 0.02;
/** A longer pause than any weekend. */
const LEAVE = 4.5 * DAY;

/**
 * When somebody is at work: weekdays of their zone but holidays and leave, from about nine. Waits are told in working time and
 * turned into instants here, so nobody reviews at night and a Friday's question is answered on Monday.
 */
export class WorkCalendar {
  private readonly starts: Instant[] = [];
  private readonly ends: Instant[] = [];
  /** Working time up to the beginning of each day. */
  private readonly worked: number[] = [];
  /** For each day, the working time up to the day on which somebody came back from leave. */
  private readonly sinceLeave: number[] = [];

  constructor(
    readonly person: Person,
    frame: TimeFrame,
    weekdays: readonly Weekday[],
  ) {
    const chance = new Chance(frame.seed, 'hours', person.login);
    const opensAt = chance.between(8.3, 9.8);
    const away = listAway(person, frame, weekdays);
    let worked = 0;
    for (const { day, midnight } of weekdays) {
      // Drawn also for days away: so every day has the same hours however the story goes on.
      const { from, to } = planHours(midnight + opensAt * HOUR, chance);
      if (chance.happens(SICK) || away.has(day)) continue;
      const isBack = from - (this.ends.at(-1) ?? -Infinity) > LEAVE;
      this.sinceLeave.push(isBack ? worked : (this.sinceLeave.at(-1) ?? 0));
      this.starts.push(from);
      this.ends.push(to);
      this.worked.push(worked);
      worked += to - from;
    }
  }

  /** The working day that begins on a UTC day (of its start), or null. */
  findDay(day: Instant): WorkDay | null {
    const index = bisectRight(this.starts, day);
    const from = this.starts[index] ?? Infinity;
    return from < day + DAY ? { from, to: this.ends[index] ?? from } : null;
  }

  /** When so much working time has gone by since; Infinity when that is not in sight. */
  after(at: Instant, milliseconds: number): Instant {
    return this.whenWorked(this.workedUntil(at) + milliseconds);
  }

  /** When so much working time was still to go until; not before the last leave, after which work begins anew. */
  before(at: Instant, milliseconds: number): Instant {
    const since = this.sinceLeave[bisectRight(this.starts, at) - 1] ?? 0;
    return this.whenWorked(Math.max(this.workedUntil(at) - milliseconds, since));
  }

  private workedUntil(at: Instant): number {
    const index = bisectRight(this.starts, at) - 1;
    if (index < 0) return 0;
    return (this.worked[index] ?? 0) + Math.min(at, this.ends[index] ?? 0) - (this.starts[index] ?? 0);
  }

  private whenWorked(worked: number): Instant {
    if (worked === Infinity) return Infinity;
    const index = bisectRight(this.worked, worked) - 1;
    const at = (this.starts[index] ?? 0) + worked - (this.worked[index] ?? 0);
    return at <= (this.ends[index] ?? 0) ? toSecond(at) : Infinity;
  }
}

function planHours(about: Instant, chance: Chance): WorkDay {
  const from = toSecond(about + chance.between(-25, 35) * MINUTE);
  return { from, to: toSecond(from + chance.between(7.4, 8.9) * HOUR) };
}

function listAway(person: Person, { seed, ...frame }: TimeFrame, weekdays: readonly Weekday[]): Set<number> {
  const away = new Set<number>();
  for (let year = yearOf(frame.startAt) - 1; year <= yearOf(frame.until) + 1; year += 1)
    for (const { from, to } of listLeave(person, year, seed)) for (let day = from; day <= to; day += 1) away.add(day);
  const holidays: readonly string[] = CITIES[person.city].holidays;
  for (const { day } of weekdays) {
    if (holidays.includes(monthDayOf(day))) away.add(day);
  }
  return away;
}

const yearOf = (at: Instant) => new Date(at).getUTCFullYear();
const monthDayOf = (day: number) => new Date(day * DAY).toISOString().slice(5, 10);

interface Weekday {
  /** Days since the epoch. */
  day: number;
  /** When it begins there. */
  midnight: Instant;
}

/** Mondays to Fridays of a city. Clocks change on Sundays, so a week's days share their offset. */
function listWeekdays(city: City, frame: TimeFrame): Weekday[] {
  const days: Weekday[] = [];
  const last = findMonday(frame.until + DAYS_AFTER * DAY);
  for (let monday = findMonday(frame.startAt - DAYS_BEFORE * DAY); monday <= last; monday += WEEK) {
    const offset = offsetOf(CITIES[city].zone, monday);
    for (let weekday = 0; weekday < 5; weekday += 1) {
      const start = monday + weekday * DAY;
      days.push({ day: start / DAY, midnight: start - offset });
    }
  }
  return days;
}

function offsetOf(zone: string, at: Instant): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;
}

const PRESENT = 30 * MINUTE;
const SAME_DAY = 10 * HOUR;

/** Everybody's calendar, made when it is first asked for. */
export class Calendars {
  private readonly byLogin = new Map<string, WorkCalendar>();
  private readonly byCity = new Map<City, Weekday[]>();

  constructor(private readonly frame: TimeFrame) {}

  of(person: Person): WorkCalendar {
    const known = this.byLogin.get(person.login);
    if (known) return known;
    const calendar = new WorkCalendar(person, this.frame, this.weekdaysOf(person.city));
    this.byLogin.set(person.login, calendar);
    return calendar;
  }

  /** When the first of them has so much working time behind them. */
  soonest(people: readonly Person[], at: Instant, milliseconds: number): Instant {
    return Math.min(...people.map((person) => this.of(person).after(at, milliseconds)));
  }

  /** Those who are at work then, or as soon as anybody: on the same day, wherever they live. */
  listPresent(people: readonly Person[], at: Instant): Person[] {
    const back = people.map((person) => this.of(person).after(at, PRESENT));
    const first = Math.min(...back);
    return people.filter((_, index) => first < Infinity && (back[index] ?? Infinity) <= first + SAME_DAY);
  }

  /** The beginning of a day (of days since the epoch) in a city; null on weekends. */
  midnightOf(city: City, day: number): Instant | null {
    const weekdays = this.weekdaysOf(city);
    const index = bisector((one: Weekday) => one.day).left(weekdays, day);
    const found = weekdays[index];
    return found?.day === day ? found.midnight : null;
  }

  private weekdaysOf(city: City): Weekday[] {
    const known = this.byCity.get(city) ?? listWeekdays(city, this.frame);
    this.byCity.set(city, known);
    return known;
  }
}
