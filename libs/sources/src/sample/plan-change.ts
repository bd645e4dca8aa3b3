import type { Instant } from '@weir/metrics';
import { findTrailer, AGENT, REVIEWING_BOT, REVIEWING_BOT_SINCE_WEEK } from './ai-help.js';
import type { Special } from './bad-week.js';
import { Chance } from './chance.js';
import { type Habits, habitsIn } from './habits.js';
import { type Person, teamIn } from './people.js';
import type { PlannedChange, PlannedIssue } from './plan.js';
import { listColleagues, planReviews, planSecondLook, type ReviewCourse, type ReviewInput } from './plan-reviews.js';
import { type Service, startOfService } from './services.js';
import { DAY, HOUR, MINUTE, type TimeFrame, toSecond, weekOf } from './time-frame.js';
import { ANSWER_TEXTS, COMMIT_TEXTS, type Wording, wordWork } from './wording.js';
import type { Calendars } from './work-calendar.js';

export interface PlanContext {
  frame: TimeFrame;
  service: Service;
  calendars: Calendars;
}

/** One pull request to plan: who opened it when. */
export interface Work {
  id: string;
  author: Person;
  openedAt: Instant;
  chance: Chance;
  /** The coding agent opened it; the author had asked it to. */
  byAgent: boolean;
  closes: PlannedIssue | null;
}

const DRAFT = 0.13;
const ABANDONED = 0.035;
const FORGOTTEN = 0.013;

/**
 * A person's pull request, from its first commit to its end. What has happened first is drawn first, or from a stream of its own:
 * nothing told may hang on what is yet to come.
 */
export function planWork(context: PlanContext, work: Work): PlannedChange {
  const { frame, service } = context;
  const { author, chance, openedAt } = work;
  const habits = habitsIn(weekOf(openedAt, frame), service.team);
  const lines = Math.max(1, Math.round(chance.around(habits.size, 1.05)));
  const shape: Shape = { lines, habits, relativeSize: lines / habits.size, readyAt: null };
  if (!work.byAgent && chance.happens(DRAFT))
    shape.readyAt = context.calendars.of(author).after(openedAt + 5 * MINUTE, chance.around(3.5, 0.9) * HOUR);
  const course = planCourse(context, work, shape);
  const change = dress(context, work, { shape, course, wording: wordWork(service, chance) });
  return abandonSome(change, new Chance(frame.seed, 'end', work.id), service);
}

interface Shape {
  lines: number;
  habits: Habits;
  relativeSize: number;
  readyAt: Instant | null;
}

interface Course extends ReviewCourse {
  reviewers: string[];
  mergedAt: Instant;
}

function planCourse(context: PlanContext, { id, author, openedAt, byAgent }: Work, shape: Shape): Course {
  const { calendars, frame, service } = context;
  const chance = new Chance(frame.seed, 'course', id);
  const readyAt = shape.readyAt ?? openedAt;
  const colleagues = listColleagues(author, service.team, weekOf(openedAt, frame));
  const mergeAfter = chance.around(shape.habits.merge, 1) * HOUR;
  const merge = (at: Instant, by: Person[]) => calendars.soonest(by, at, mergeAfter);
  if (!byAgent && chance.happens(shape.habits.unreviewed)) {
    return { reviews: [], answers: [], doneAt: readyAt, reviewers: [], mergedAt: merge(readyAt, [author]) };
  }
  const present = calendars.listPresent(colleagues, readyAt);
  // Who asked the agent for it looks at what it made.
  const asked = byAgent ? author : (chance.pickWeighted(present, ({ zeal }) => zeal) ?? null);
  const { habits, relativeSize } = shape;
  const input: ReviewInput = { calendars, chance, habits, author, colleagues, asked, readyAt, relativeSize };
  const course = planReviews(input);
  const reviews = [...course.reviews, ...planSecondLook(input, course, new Chance(frame.seed, 'second', id))].sort(
    (one, other) => one.at - other.at,
  );
  const mergedAt = merge(course.doneAt, asked === null ? [author] : [author, asked]);
  return { ...course, reviews, reviewers: asked === null ? [] : [asked.login], mergedAt };
}

interface Dressing {
  shape: Shape;
  course: Course;
  wording: Wording;
}

function dress(context: PlanContext, work: Work, { shape, course, wording }: Dressing): PlannedChange {
  const { chance, author, openedAt, closes, byAgent } = work;
  const additions = Math.round(shape.lines * chance.between(0.55, 0.95));
  const changedFiles = Math.max(1, Math.round(chance.around(1.5 + shape.lines / 45, 0.5)));
  const commits = planCommits(context, work, { shape, course, wording });
  const byBot = readByBot(context, openedAt);
  return {
    id: work.id,
    number: 0,
    title: () => wording.title,
    body: () => (closes === null ? `What and why: ${wording.title}.` : `Closes #${closes.number}`),
    author: byAgent ? AGENT : author.login,
    authorName: byAgent ? AGENT : author.name,
    authorIsBot: byAgent,
    branch: byAgent ? `copilot/${wording.branch}` : wording.branch,
    labels: wording.labels,
    additions,
    deletions: shape.lines - additions,
    changedFiles,
    openedAt,
    readyAt: shape.readyAt,
    commits,
    reviews: [...byBot, ...course.reviews],
    reviewers: course.reviewers,
    mergedAt: course.mergedAt,
    closedAt: Infinity,
    closes,
  };
}

function readByBot({ service, frame }: PlanContext, openedAt: Instant): PlannedChange['reviews'] {
  if (service.name !== 'storefront' || weekOf(openedAt, frame) < REVIEWING_BOT_SINCE_WEEK) return [];
  return [{ author: REVIEWING_BOT, isBot: true, state: 'COMMENTED', at: openedAt + 2 * MINUTE }];
}

/** Own commits: spread over the working time before the opening, and one for each answer. */
function planCommits(context: PlanContext, work: Work, { shape, course, wording }: Dressing): PlannedChange['commits'] {
  const { author, chance, openedAt, byAgent } = work;
  const calendar = context.calendars.of(author);
  const hours = shape.habits.coding * Math.pow(shape.relativeSize, 0.3);
  const coding = byAgent ? 0.4 * HOUR : chance.around(hours, 0.72) * HOUR;
  const count = 1 + Math.min(chance.count(0.9 + Math.log10(shape.lines)), 9);
  const trailer = byAgent ? `Co-authored-by: ${author.name} <${author.login}@harbour.example>` : null;
  const help = trailer ?? findTrailer(author, weekOf(openedAt, context.frame), { seed: context.frame.seed, chance });
  const text = (words: string) => (help === null ? words : `${words}\n\n${help}`);
  const before = Array.from({ length: count }, (_, index) => {
    const left = index === 0 ? coding : (coding * (count - index - chance.between(0.1, 0.9))) / count;
    return {
      at: calendar.before(openedAt - MINUTE, left),
      text: text(index === 0 ? wording.title : chance.pick(COMMIT_TEXTS)),
    };
  });
  const after = course.answers.map((at) => ({ at: at - MINUTE, text: text(chance.pick(ANSWER_TEXTS)) }));
  const begun = startOfService(context.service, context.frame) + HOUR;
  return [...before, ...after].map((commit) => ({ ...commit, at: toSecond(Math.max(commit.at, begun)) }));
}

/** Some come to nothing: closed after a while, or forgotten until somebody tidies up. */
function abandonSome(change: PlannedChange, chance: Chance, { team }: Service): PlannedChange {
  const luck = chance.between(0, 1);
  const forgotten = team === 'platform' ? FORGOTTEN * 3 : FORGOTTEN;
  if (luck > forgotten + ABANDONED) return change;
  const isForgotten = luck < forgotten;
  const closedAt = toSecond(change.openedAt + (isForgotten ? chance.between(50, 160) : chance.around(6, 0.8)) * DAY);
  if (closedAt >= change.mergedAt && !isForgotten) return change;
  const reviews = change.reviews.filter(({ at, state }) => at < closedAt && !(isForgotten && state === 'APPROVED'));
  return { ...change, mergedAt: Infinity, closedAt, reviews, closes: null };
}

/** A pull request that the story names. */
export function planSpecial(context: PlanContext, special: Special, { author, openedAt, chance }: Work): PlannedChange {
  const { calendars, frame, service } = context;
  const week = weekOf(openedAt, frame);
  const colleagues = listColleagues(author, teamIn(week, author), week);
  const reviewer = chance.pickWeighted(calendars.listPresent(colleagues, openedAt), ({ zeal }) => zeal) ?? author;
  // Whoever is there reviews and merges it, so that no leave keeps the story from going on.
  const everybody = [author, ...colleagues];
  const firstAt = calendars.soonest(everybody, openedAt, special.pickup * HOUR);
  const approvedAt = calendars.soonest(everybody, firstAt, special.rest * 0.8 * HOUR);
  const course: Course = {
    reviews: [
      { author: reviewer.login, isBot: false, state: 'COMMENTED', at: firstAt },
      { author: reviewer.login, isBot: false, state: 'APPROVED', at: approvedAt },
    ],
    answers: [],
    doneAt: approvedAt,
    reviewers: [reviewer.login],
    mergedAt: calendars.soonest(everybody, approvedAt, special.rest * 0.2 * HOUR),
  };
  const habits = habitsIn(week, service.team);
  const shape: Shape = { lines: special.size, habits, relativeSize: special.size / habits.size, readyAt: null };
  const work: Work = {
    id: `special-${special.week}-${special.weekday}`,
    author,
    openedAt,
    chance,
    byAgent: false,
    closes: null,
  };
  const wording = { title: special.title, branch: `special/${special.week}`, labels: [] };
  return { ...dress(context, work, { shape, course, wording }), body: () => special.body };
}
