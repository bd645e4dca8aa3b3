import type { Instant } from '@weir/metrics';
import type { Chance } from './chance.js';
import type { Habits } from './habits.js';
import { PEOPLE, type Person, teamIn, type TeamSlug } from './people.js';
import type { PlannedReview } from './plan.js';
import { HOUR, MINUTE } from './time-frame.js';
import type { Calendars } from './work-calendar.js';

/** Working hours of one pull request, drawn around its team's habits. */
export interface ReviewInput {
  calendars: Calendars;
  chance: Chance;
  habits: Habits;
  author: Person;
  /** The author's team without the author. */
  colleagues: readonly Person[];
  /** Who is asked first; nobody: whoever of the colleagues is there. */
  asked: Person | null;
  readyAt: Instant;
  /** Small ones are looked at sooner and approved at once more often: size divided by the team's usual one. */
  relativeSize: number;
}

export interface ReviewCourse {
  reviews: PlannedReview[];
  /** When the author answered with commits. */
  answers: Instant[];
  /** When nothing more is asked for; Infinity when that is not in sight. */
  doneAt: Instant;
}

const MAX_ROUNDS = 4;
/** Who looks again does so sooner than who looks first. */
const SECOND_LOOK = 0.45;

/** Looks and answers in turn, in the working hours of both, until somebody approves. */
export function planReviews(input: ReviewInput): ReviewCourse {
  const { calendars, chance, habits, author, readyAt } = input;
  const course: ReviewCourse = { reviews: [], answers: [], doneAt: Infinity };
  const eagerness = Math.sqrt(Math.min(Math.max(input.relativeSize, 0.3), 4));
  let reviewer = input.asked;
  let at = readyAt;
  for (let round = 0; round < MAX_ROUNDS && at < Infinity; round += 1) {
    reviewer = findPresent(reviewer === null ? [] : [reviewer], at, input) ?? reviewer;
    if (reviewer === null) return { ...course, doneAt: readyAt };
    const wait = habits.pickup * eagerness * (round === 0 ? 1 : SECOND_LOOK);
    at = calendars.of(reviewer).after(at + MINUTE, chance.around(wait, 0.85) * HOUR);
    const approves = round === MAX_ROUNDS - 1 || chance.happens(approvalOdds(habits, round, eagerness));
    course.reviews.push({ author: reviewer.login, isBot: false, state: verdict(approves, chance), at });
    if (approves) return { ...course, doneAt: at };
    at = calendars.soonest([author, reviewer], at, chance.around(habits.answer, 0.8) * HOUR);
    course.answers.push(at);
  }
  return course;
}

/** Who is asked for is away: somebody who is there takes over. */
function findPresent(
  wanted: Person[],
  at: Instant,
  { calendars, chance, colleagues }: ReviewInput,
): Person | undefined {
  const present = calendars.listPresent(wanted.length > 0 ? [...wanted, ...colleagues] : colleagues, at);
  return wanted.find((one) => present.includes(one)) ?? chance.pickWeighted(present, ({ zeal }) => zeal);
}

function approvalOdds({ approvedAtOnce }: Habits, round: number, eagerness: number): number {
  return round === 0 ? approvedAtOnce / Math.sqrt(eagerness) : 0.72;
}

function verdict(approves: boolean, chance: Chance): PlannedReview['state'] {
  if (approves) return 'APPROVED';
  return chance.happens(0.45) ? 'CHANGES_REQUESTED' : 'COMMENTED';
}

/** Everybody of a team in a week of the story, but one. */
export function listColleagues(author: Person, team: TeamSlug, week: number): Person[] {
  return PEOPLE.filter((person) => person !== author && teamIn(week, person) === team);
}

const SECOND_OPINION = 0.35;

/** A second opinion within the day; the merge does not wait for it. */
export function planSecondLook(
  { calendars, colleagues }: ReviewInput,
  { reviews, doneAt }: ReviewCourse,
  chance: Chance,
): PlannedReview[] {
  const first = reviews[0];
  if (!first || !chance.happens(SECOND_OPINION)) return [];
  const others = colleagues.filter(({ login }) => login !== first.author);
  const second = chance.pickWeighted(calendars.listPresent(others, first.at), ({ zeal }) => zeal);
  if (!second) return [];
  const at = calendars.of(second).after(first.at, chance.around(1.5) * HOUR);
  return at > doneAt ? [] : [{ author: second.login, isBot: false, state: 'COMMENTED', at }];
}
