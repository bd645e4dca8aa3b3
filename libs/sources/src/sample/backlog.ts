import type { Instant } from '@weir/metrics';
import { Chance } from './chance.js';
import { PEOPLE, teamIn } from './people.js';
import type { PlannedIssue } from './plan.js';
import type { PlanContext } from './plan-change.js';
import { DAY, HOUR, toSecond, weekOf } from './time-frame.js';
import { wordAlarm, wordIssue } from './wording.js';

const OPENED_A_DAY = 0.85;
const DROPPED = 0.12;
/** Alarms about nothing, of all things opened. */
const FALSE_ALARMS = 0.02;

type Opened = Pick<PlannedIssue, 'title' | 'labels' | 'createdAt' | 'author'>;

/** What people ask of a service, and what of it nobody has taken up yet. */
export class Backlog {
  readonly issues: PlannedIssue[] = [];
  private waiting: PlannedIssue[] = [];

  constructor(private readonly context: PlanContext) {}

  /** Issues opened on a working day; some of those that waited long are closed as not planned. */
  open(day: Instant): void {
    const { frame, service } = this.context;
    const chance = new Chance(frame.seed, 'issues', service.name, day);
    const team = PEOPLE.filter((person) => teamIn(weekOf(day, frame), person) === service.team);
    for (let count = chance.count(OPENED_A_DAY); count > 0; count -= 1) {
      const createdAt = toSecond(day + chance.between(7.5, 17) * HOUR);
      const author = chance.pick(team).login;
      if (chance.happens(FALSE_ALARMS)) this.addAlarm({ ...wordAlarm(service, chance), createdAt, author }, chance);
      else this.add({ ...wordIssue(service, chance), createdAt, author }, chance);
    }
  }

  /** Takes up one that was opened before the day, if there is any; it is closed with the change's merge. */
  take(day: Instant, chance: Chance): PlannedIssue | null {
    const open = this.waiting.filter(({ createdAt, closedAt }) => createdAt < day && closedAt > day + DAY);
    if (open.length === 0) return null;
    const taken = chance.pick(open);
    this.waiting = this.waiting.filter((issue) => issue !== taken);
    return taken;
  }

  /** Somebody looked, and there was nothing. */
  private addAlarm(opened: Opened, chance: Chance): void {
    const closedAt = toSecond(opened.createdAt + chance.around(1.5, 0.7) * HOUR);
    const body = () => `${opened.title}. The monitoring was wrong.`;
    this.issues.push({ ...opened, number: 0, body, assigned: null, closedAt, reason: 'NOT_PLANNED' });
  }

  private add(opened: Opened, chance: Chance): void {
    const droppedAt = toSecond(opened.createdAt + chance.around(40, 0.5) * DAY);
    const issue: PlannedIssue = {
      ...opened,
      number: 0,
      body: () => `${opened.title}. Seen by several people.`,
      assigned: null,
      closedAt: chance.happens(DROPPED) ? droppedAt : Infinity,
      reason: 'NOT_PLANNED',
    };
    this.issues.push(issue);
    this.waiting.push(issue);
  }
}
