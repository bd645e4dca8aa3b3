import type { Instant } from '@weir/metrics';
import { isByAgent } from './ai-help.js';
import { Backlog } from './backlog.js';
import { SPECIALS } from './bad-week.js';
import { Chance } from './chance.js';
import { MergedLine } from './merged-line.js';
import { PEOPLE, type Person, teamIn } from './people.js';
import type { PlannedChange, PlannedIssue, ServicePlan } from './plan.js';
import { type PlanContext, planSpecial, planWork } from './plan-change.js';
import { planUpdates } from './plan-updates.js';
import { RunningService } from './running-service.js';
import { SERVICES, shareOfWork, startOfService } from './services.js';
import { DAY, findMonday, HOUR, toSecond, WEEK, weekOf } from './time-frame.js';

const TAKEN_UP = 0.33;

/**
 * Plans a service day by day, each whole, up to and with the day of `until`. A day knows only what came before it, so what is
 * planned for a day is the same however far the story is told.
 */
export function planService(context: PlanContext): ServicePlan {
  return new Planning(context).run();
}

class Planning {
  private readonly changes: PlannedChange[] = [];
  private readonly incidents: PlannedIssue[] = [];
  private readonly merged = new MergedLine();
  private readonly backlog: Backlog;
  private readonly running: RunningService;

  constructor(private readonly context: PlanContext) {
    this.backlog = new Backlog(context);
    this.running = new RunningService(context, this.merged, {
      addChange: (change) => this.addChange(change),
      addIncident: (issue) => void this.incidents.push(issue),
    });
  }

  run(): ServicePlan {
    const { frame, service } = this.context;
    const startAt = startOfService(service, frame);
    for (let day = startAt; day <= frame.until; day += DAY) this.planDay(day);
    const deployments = this.running.shipping.deployments.sort((one, other) => one.createdAt - other.createdAt);
    deployments.forEach(
      (deployment, index) => (deployment.id = (SERVICES.indexOf(service) + 1) * 1_000_000 + index + 1),
    );
    const issues = [...this.backlog.issues, ...this.incidents];
    giveNumbers(this.changes, issues);
    return { service, startAt, changes: this.changes, issues, deployments };
  }

  private planDay(day: Instant): void {
    const { service, calendars } = this.context;
    if (day === findMonday(day)) planUpdates(this.context, day).forEach((change) => this.addChange(change));
    for (const person of PEOPLE) this.planPerson(person, day);
    const midnight = calendars.midnightOf(service.city, day / DAY);
    if (midnight === null) return;
    this.planSpecials(day, midnight);
    this.backlog.open(day);
    this.running.runDay(day, midnight, (day - findMonday(day)) / DAY);
  }

  private addChange(change: PlannedChange): void {
    this.changes.push(change);
    this.merged.add(change);
  }

  /** What somebody opens on a day, over all services; kept is what is of this one. */
  private planPerson(person: Person, day: Instant): void {
    const { frame, service, calendars } = this.context;
    const week = weekOf(day, frame);
    const team = teamIn(week, person);
    if (shareOfWork(team, service, week) === 0) return;
    const hours = calendars.of(person).findDay(day);
    if (hours === null) return;
    const chance = new Chance(frame.seed, 'work', person.login, day);
    for (let index = chance.count(person.pace); index > 0; index -= 1) {
      const openedAt = toSecond(chance.between(hours.from + HOUR / 2, hours.to));
      const chosen = chance.pickWeighted(SERVICES, (one) => shareOfWork(team, one, week));
      if (chosen === service) this.planOne({ person, day, openedAt, index });
    }
  }

  private planOne({ person, day, openedAt, index }: Opening): void {
    const { frame } = this.context;
    const id = `${person.login}-${day / DAY}-${index}`;
    const chance = new Chance(frame.seed, 'change', id);
    const byAgent = isByAgent(weekOf(day, frame), chance);
    const issue = chance.happens(TAKEN_UP) ? this.backlog.take(day, chance) : null;
    const change = planWork(this.context, { id, author: person, openedAt, chance, byAgent, closes: issue });
    if (issue) takeUp(issue, change, day);
    this.addChange(change);
  }

  private planSpecials(day: Instant, midnight: Instant): void {
    const { frame, service } = this.context;
    for (const special of SPECIALS.filter((one) => one.service === service.name)) {
      if (day !== frame.weekZero + special.week * WEEK + special.weekday * DAY) continue;
      const author = PEOPLE.find(({ login }) => login === special.author);
      const chance = new Chance(frame.seed, 'special', special.title);
      if (author)
        this.addChange(
          planSpecial(this.context, special, {
            ...{ id: '', author, openedAt: toSecond(midnight + 9.4 * HOUR), chance },
            ...{ byAgent: false, closes: null },
          }),
        );
    }
  }
}

interface Opening {
  person: Person;
  day: Instant;
  openedAt: Instant;
  index: number;
}

/** Whoever works on it is assigned that morning at the earliest: what was told of the days before stays. */
function takeUp(issue: PlannedIssue, change: PlannedChange, day: Instant): void {
  const begunAt = change.commits.reduce((first, { at }) => Math.min(first, at), change.openedAt);
  issue.assigned = { login: change.author, at: Math.max(begunAt, toSecond(day)) };
  if (change.closes === null) return;
  issue.closedAt = change.mergedAt < Infinity ? change.mergedAt + 3000 : Infinity;
  issue.reason = 'COMPLETED';
}

/** GitHub counts pull requests and issues together, in the order of their opening. */
function giveNumbers(changes: PlannedChange[], issues: PlannedIssue[]): void {
  const opened = [
    ...changes.map((thing) => ({ thing, at: thing.openedAt })),
    ...issues.map((thing) => ({ thing, at: thing.createdAt })),
  ];
  opened.sort((one, other) => one.at - other.at).forEach(({ thing }, index) => (thing.number = index + 1));
}
