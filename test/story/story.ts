import { Chance } from './chance.js';
import { AUTHORS, titleOf } from './titles.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEKS = 27;
const RECENT_WEEKS = 12;

export interface StoryChange {
  key: string;
  /** In the order of opening. */
  number: number;
  title: string;
  author: string;
  branch: string;
  hotfix: boolean;
  additions: number;
  deletions: number;
  commits: number[];
  openedAt: number;
  firstReviewAt: number | null;
  approvedAt: number | null;
  mergedAt: number;
}

export interface StoryDeployment {
  id: string;
  /** The change (its key) whose merge it brings. */
  change: string;
  status: 'SUCCEEDED' | 'FAILED';
  createdAt: number;
  finishedAt: number;
}

export interface StoryIncident {
  id: string;
  title: string;
  severity: string;
  startedAt: number;
  resolvedAt: number | null;
  deployment: string;
}

export interface Story {
  startAt: number;
  endAt: number;
  changes: StoryChange[];
  deployments: StoryDeployment[];
  incidents: StoryIncident[];
}

/** Medians in hours of a change's way, before and since the team began to ship smaller changes more often but review alone did not keep up. */
const BEFORE = { coding: 15, pickup: 5, review: 9, merge: 2.4, recovery: 1.4, failing: 0.1, slots: [10.4, 15.3] };
const SINCE = {
  coding: 9,
  pickup: 3.4,
  review: 17,
  merge: 1.6,
  recovery: 1.9,
  failing: 0.066,
  slots: [9.7, 12.6, 16.1],
};
type Habits = typeof BEFORE;

/**
 * Half a year of a made-up shop's storefront, up to `endAt`: nine people and a bot, changes that wait for review longer and
 * longer, deployments twice and then three times a day, some of which hurt. Every number on the pictures comes from it.
 */
export function tellStory(endAt: number, seed = 27): Story {
  const startAt = Math.floor(endAt / DAY) * DAY - WEEKS * 7 * DAY;
  const chance = new Chance(seed);
  const story: Story = { startAt, endAt, changes: [], deployments: [], incidents: [] };
  story.changes = daysOf(startAt, endAt).flatMap((day) => changesOf(day, habitsAt(day, endAt), chance));
  deploy(story, chance);
  story.changes.sort((a, b) => a.openedAt - b.openedAt);
  for (const [index, change] of story.changes.entries()) change.number = 1201 + index;
  return story;
}

const habitsAt = (at: number, endAt: number): Habits => (at < endAt - RECENT_WEEKS * 7 * DAY ? BEFORE : SINCE);

function daysOf(from: number, to: number): number[] {
  const days = Array.from({ length: Math.ceil((to - from) / DAY) }, (_, index) => from + index * DAY);
  return days.filter(isWorkday);
}

function isWorkday(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

function changesOf(day: number, habits: Habits, chance: Chance): StoryChange[] {
  const count = Math.round(chance.between(3, habits === SINCE ? 8 : 6));
  return Array.from({ length: count }, () => changeFrom(day + chance.between(7, 17) * HOUR, habits, chance));
}

function changeFrom(firstCommitAt: number, habits: Habits, chance: Chance): StoryChange {
  const byBot = chance.happens(0.08);
  const openedAt = byBot
    ? firstCommitAt + 2 * MINUTE
    : atWork(firstCommitAt + chance.around(habits.coding, 0.9) * HOUR);
  const unreviewed = chance.happens(0.05);
  const firstReviewAt = unreviewed ? null : atWork(openedAt + chance.around(habits.pickup) * HOUR);
  const approvedAt = firstReviewAt === null ? null : approval(firstReviewAt, habits, chance);
  const mergedAt = atWork((approvedAt ?? openedAt) + chance.around(habits.merge) * HOUR);
  const { title, branch } = titleOf(chance, byBot);
  const commits = Array.from({ length: 1 + Math.floor(chance.between(0, 3.5)) }, (_, index) => index);
  return {
    key: keyOf(firstCommitAt),
    number: 0,
    title,
    branch,
    author: byBot ? 'dependabot[bot]' : chance.pick(AUTHORS),
    hotfix: false,
    additions: Math.round(chance.around(90, 1.1)),
    deletions: Math.round(chance.around(25, 1.2)),
    commits: commits.map((index) => firstCommitAt + ((openedAt - firstCommitAt) * index) / commits.length),
    openedAt,
    firstReviewAt,
    approvedAt,
    mergedAt,
  };
}

const keyOf = (firstCommitAt: number) => `c${Math.round(firstCommitAt)}`;

/** Every third change is approved in its first review. */
function approval(firstReviewAt: number, habits: Habits, chance: Chance): number {
  return chance.happens(0.3) ? firstReviewAt : atWork(firstReviewAt + chance.around(habits.review, 0.9) * HOUR);
}

/** Nobody reviews at night or on a weekend: such a moment falls on the next morning of work. */
function atWork(at: number): number {
  const hour = (at % DAY) / HOUR;
  const morning = Math.floor(at / DAY) * DAY + 7.5 * HOUR + (at % (95 * MINUTE));
  if (hour < 7) return atWork(Math.max(at + MINUTE, morning));
  if (hour >= 18 || !isWorkday(at)) return atWork(morning + DAY);
  return at;
}

/** Goes through the deployment windows in order; a failure closes them until its remedy is out. */
function deploy(story: Story, chance: Chance): void {
  let live: string | null = null;
  let blockedUntil = 0;
  for (const slot of slotsOf(story)) {
    const newest = newestMerged(story.changes, slot);
    if (slot < blockedUntil || newest === null || newest === live) continue;
    const release = attempt(story, newest, slot, chance);
    const habits = habitsAt(slot, story.endAt);
    if (chance.happens(habits.failing) && live !== null) blockedUntil = hurt(story, { release, live, habits }, chance);
    live = newestDeployed(story);
  }
}

function slotsOf({ startAt, endAt }: Story): number[] {
  return daysOf(startAt, endAt)
    .flatMap((day) => habitsAt(day, endAt).slots.map((hour) => day + hour * HOUR))
    .filter((slot) => slot < endAt - HOUR);
}

function newestMerged(changes: StoryChange[], at: number): string | null {
  const merged = changes.filter((change) => change.mergedAt <= at);
  return merged.length === 0
    ? null
    : merged.reduce((newest, next) => (next.mergedAt > newest.mergedAt ? next : newest)).key;
}

const newestDeployed = (story: Story) => story.deployments.at(-1)?.change ?? null;

/** Now and then the first attempt does not come up and is tried again. */
function attempt(story: Story, change: string, slot: number, chance: Chance): StoryDeployment {
  const createdAt = slot + chance.between(0, 20) * MINUTE;
  if (chance.happens(0.03)) add(story, { change, status: 'FAILED', createdAt, finishedAt: createdAt + 9 * MINUTE });
  const again = story.deployments.at(-1)?.status === 'FAILED' ? 26 * MINUTE : 0;
  const finishedAt = createdAt + again + chance.between(8, 15) * MINUTE;
  return add(story, { change, status: 'SUCCEEDED', createdAt: createdAt + again, finishedAt });
}

function add(story: Story, deployment: Omit<StoryDeployment, 'id'>): StoryDeployment {
  const added = { id: `deploy-${String(story.deployments.length + 1).padStart(4, '0')}`, ...deployment };
  story.deployments.push(added);
  return added;
}

interface Accident {
  release: StoryDeployment;
  live: string;
  habits: Habits;
}

const TROUBLES = [
  'Checkout answers 502',
  'Search returns nothing',
  'Baskets are emptied at sign-in',
  'Prices without tax',
  'Image server overloaded',
  'Order mails are sent twice',
];

/** An incident, and its remedy: back to what was live before, or forward with a hotfix. Gives the moment from which deploying goes on. */
function hurt(story: Story, { release, live, habits }: Accident, chance: Chance): number {
  const startedAt = release.finishedAt + chance.between(6, 45) * MINUTE;
  const remedyAt = startedAt + chance.around(habits.recovery, 0.5) * HOUR;
  const open = remedyAt > story.endAt - HOUR;
  if (!open) remedy(story, { change: live, at: remedyAt, startedAt }, chance);
  const resolvedAt = open ? null : (story.deployments.at(-1)?.finishedAt ?? remedyAt) + 4 * MINUTE;
  const id = `INC-${story.incidents.length + 101}`;
  const severity = chance.happens(0.3) ? 'sev1' : 'sev2';
  story.incidents.push({ id, title: chance.pick(TROUBLES), severity, startedAt, resolvedAt, deployment: release.id });
  return resolvedAt ?? story.endAt;
}

function remedy(story: Story, back: { change: string; at: number; startedAt: number }, chance: Chance): void {
  const minutes = (count: number) => back.at + count * MINUTE;
  let change = back.change;
  if (chance.happens(0.5)) {
    const hotfix = hotfixFrom(back.startedAt + 10 * MINUTE, back.at, chance);
    story.changes.push(hotfix);
    change = hotfix.key;
  }
  add(story, { change, status: 'SUCCEEDED', createdAt: minutes(2), finishedAt: minutes(11) });
}

function hotfixFrom(startedAt: number, mergedAt: number, chance: Chance): StoryChange {
  const openedAt = startedAt + (mergedAt - startedAt) * 0.6;
  const reviewedAt = startedAt + (mergedAt - startedAt) * 0.9;
  const what = chance.pick([
    'guard against an empty basket',
    'restore the old price rule',
    'retry the payment call',
    'cap the search query',
  ]);
  return {
    key: keyOf(startedAt),
    number: 0,
    title: `hotfix: ${what}`,
    branch: `hotfix/${what.replaceAll(' ', '-')}`,
    author: chance.pick(AUTHORS),
    hotfix: true,
    additions: Math.round(chance.between(2, 30)),
    deletions: Math.round(chance.between(1, 12)),
    commits: [startedAt],
    openedAt,
    firstReviewAt: reviewedAt,
    approvedAt: reviewedAt,
    mergedAt,
  };
}
