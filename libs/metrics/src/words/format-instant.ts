import { EN_DASH } from './characters.js';
import type { Instant } from '../records.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant read on the wall clock of a zone. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** Where and when the reader is: instants of today and of this year are told shorter. */
export interface ReaderClock {
  now: Instant;
  timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock in an IANA zone at `at`. */
function toWallTime(at: Instant, timeZone: string): WallTime {
  const found = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN } = found;
  return { year, month, day, hour, minute };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** "14:15". */
function formatTime(at: Instant, timeZone: string): string {
  const { hour, minute } = toWallTime(at, timeZone);
  return `${pad(hour)}:${pad(minute)}`;
}

/** "16 Nov", or "16 Nov 2025" when the year is not the reader's. */
export function formatDay(at: Instant, { now, timeZone }: ReaderClock): string {
  const wall = toWallTime(at, timeZone);
  const sameYear = wall.year === toWallTime(now, timeZone).year;
  return sameYear ? dayAndMonth(wall) : `${dayAndMonth(wall)} ${wall.year}`;
}

/** "today 14:15", "16 Nov 10:30", "16 Nov 2025" when the year differs. */
export function formatInstant(at: Instant, reader: ReaderClock): string {
  const wall = toWallTime(at, reader.timeZone);
  const today = toWallTime(reader.now, reader.timeZone);
  if (wall.year !== today.year) return formatDay(at, reader);
  const isToday = wall.month === today.month && wall.day === today.day;
  return `${isToday ? 'today' : dayAndMonth(wall)} ${formatTime(at, reader.timeZone)}`;
}

/** The instant in full with its zone, for hover and exports: "16 Nov 2025 10:30 Europe/Paris". */
export function formatInstantExact(at: Instant, timeZone: string): string {
  const wall = toWallTime(at, timeZone);
  return `${dayAndMonth(wall)} ${wall.year} ${formatTime(at, timeZone)} ${timeZone}`;
}

/** First and last day of a half-open range: "31 Aug – 19 Nov", with the year at the end it helps. */
export function formatDays(from: Instant, to: Instant, reader: ReaderClock): string {
  const last = Math.max(from, to - 1);
  const [first, final, today] = [from, last, reader.now].map((at) => toWallTime(at, reader.timeZone));
  if (!first || !final || !today) return '';
  const start = first.year === final.year ? dayAndMonth(first) : `${dayAndMonth(first)} ${first.year}`;
  const end = final.year === today.year && first.year === final.year ? dayAndMonth(final) : fullDay(final);
  return dayAndMonth(first) === dayAndMonth(final) && first.year === final.year ? end : `${start} ${EN_DASH} ${end}`;
}

const DAY_MS = 86_400_000;

/** A calendar bucket by its name: "19 Nov", "16 Nov – 22 Nov", "Nov 2025", "Q4 2025"; months and quarters carry the year unless it is the reader's. */
export function formatBucket(start: Instant, end: Instant, clock: ReaderClock): string {
  const days = (end - start) / DAY_MS;
  // The middle of a bucket is in it in every zone and on every day that clocks change.
  const wall = toWallTime((start + end) / 2, clock.timeZone);
  const year = wall.year === toWallTime(clock.now, clock.timeZone).year ? '' : `\u00a0${wall.year}`;
  if (days > 80) return `Q${Math.ceil(wall.month / 3)}${year}`;
  if (days > 20) return `${MONTHS[wall.month - 1]}${year}`;
  return formatDays(start, end, clock);
}

function fullDay(wall: WallTime): string {
  return `${dayAndMonth(wall)} ${wall.year}`;
}

function dayAndMonth({ day, month }: WallTime): string {
  return `${day}\u00a0${MONTHS[month - 1]}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
