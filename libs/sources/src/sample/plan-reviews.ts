import type { Instant } from '@weir/metrics';
import type { Chance } from './chance.js';
import type { Habits } from './habits.js';
import { PEOPLE, type Person, teamIn, type TeamSlug } from './people.js';
import type { PlannedReview } from './plan.js';
import { HOUR, MINUTE, type TimeFrame, toSecond, weekOf } from './time-frame.js';
import type { Calendars } from './work-calendar.js';

/** Working hours of one pull request, drawn around its team's habits. */
export interface ReviewInput {
  calendars: Calendars;
  chance: Chance;
  habits: Habits;
  author: Person;
  reviewers: Person[];
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
  const { calendars, chance, habits, author, reviewers } = input;
  const course: ReviewCourse = { reviews: [], answers: [], doneAt: Infinity };
  const reviewer = reviewers[0];
  if (!reviewer) return { ...course, doneAt: input.readyAt };
  const eagerness = Math.sqrt(Math.min(Math.max(input.relativeSize, 0.3), 4));
  let at = input.readyAt;
  for (let round = 0; round < MAX_ROUNDS && at < Infinity; round += 1) {
    const wait = habits.pickup * eagerness * (round === 0 ? 1 : SECOND_LOOK);
    at = calendars.of(reviewer).after(at + MINUTE, chance.around(wait, 0.95) * HOUR);
    const approves = round === MAX_ROUNDS - 1 || chance.happens(approvalOdds(habits, round, eagerness));
    course.reviews.push({ author: reviewer.login, isBot: false, state: verdict(approves, chance), at });
    if (approves) return { ...course, doneAt: at };
    at = calendars.of(author).after(at, chance.around(habits.answer, 0.8) * HOUR);
    course.answers.push(at);
  }
  return course;
}

function approvalOdds({ approvedAtOnce }: Habits, round: number, eagerness: number): number {
  return round === 0 ? approvedAtOnce / Math.sqrt(eagerness) : 0.72;
}

function verdict(approves: boolean, chance: Chance): PlannedReview['state'] {
  if (approves) return 'APPROVED';
  return chance.happens(0.45) ? 'CHANGES_REQUESTED' : 'COMMENTED';
}

/** One or two of the team, but the author; who likes to review is asked more often. */
export function chooseReviewers(author: Person, team: TeamSlug, { at, frame, chance }: Choice): Person[] {
  const week = weekOf(at, frame);
  const colleagues = PEOPLE.filter((person) => person !== author && teamIn(week, person) === team);
  const first = chance.pickWeighted(colleagues, ({ zeal }) => zeal);
  const second = chance.happens(0.35) ? chance.pickWeighted(colleagues, ({ zeal }) => zeal) : undefined;
  return [first, second === first ? undefined : second].flatMap((person) => person ?? []);
}

interface Choice {
  at: Instant;
  frame: TimeFrame;
  chance: Chance;
}

/** A second opinion within the day, after which the merge may wait or not. */
export function planSecondLook(
  { calendars, chance, reviewers }: ReviewInput,
  { reviews, doneAt }: ReviewCourse,
): PlannedReview[] {
  const second = reviewers[1];
  const first = reviews[0];
  if (!second || !first || doneAt === Infinity) return [];
  const at = calendars.of(second).after(first.at, chance.around(1.5) * HOUR);
  return at > doneAt ? [] : [{ author: second.login, isBot: false, state: 'COMMENTED', at: toSecond(at) }];
}
