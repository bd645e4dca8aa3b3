import type { Instant } from '@weir/metrics';
import { Chance } from './chance.js';
import type { PlannedChange } from './plan.js';
import type { PlanContext } from './plan-change.js';
import { PEOPLE, teamIn } from './people.js';
import { DAY, HOUR, MINUTE, toSecond, weekOf } from './time-frame.js';
import { wordUpdate } from './wording.js';

/** Where a bot merges its own updates when the checks are green, and nobody looks. */
const MERGED_UNSEEN = new Set(['notifications', 'platform']);
const SUPERSEDED = 0.22;

/** Pull requests of the service's update bot on a Monday, early in the morning. */
export function planUpdates(context: PlanContext, monday: Instant): PlannedChange[] {
  const { frame, service } = context;
  const chance = new Chance(frame.seed, 'updates', service.name, monday);
  const count = chance.count(2);
  return Array.from({ length: count }, (_, index) => {
    const openedAt = toSecond(monday + 4 * HOUR + index * 3 * MINUTE + chance.between(0, 90) * 1000);
    return planUpdate(context, { id: `update-${monday / DAY}-${index}`, openedAt, chance });
  });
}

interface Update {
  id: string;
  openedAt: Instant;
  chance: Chance;
}

function planUpdate({ service, frame, calendars }: PlanContext, { id, openedAt, chance }: Update): PlannedChange {
  const { title, branch, labels } = wordUpdate(service, chance);
  const team = PEOPLE.filter((one) => teamIn(weekOf(openedAt, frame), one) === service.team);
  const keeper = chance.pickWeighted(calendars.listPresent(team, openedAt), () => 1);
  const isUnseen = MERGED_UNSEEN.has(service.name) && chance.happens(0.7);
  const lookedAt = keeper ? calendars.of(keeper).after(openedAt, chance.around(5, 1) * HOUR) : Infinity;
  const isSuperseded = chance.happens(SUPERSEDED);
  return {
    id,
    number: 0,
    title: () => title,
    body: () => `${title}.\n\nRelease notes and commits are on the package's page.`,
    author: service.updates,
    authorName: service.updates,
    authorIsBot: true,
    branch,
    labels,
    additions: Math.round(chance.around(9, 1)),
    deletions: Math.round(chance.around(8, 1)),
    changedFiles: 2,
    openedAt,
    readyAt: null,
    commits: [{ at: openedAt - MINUTE, text: title }],
    reviews:
      isUnseen || isSuperseded || !keeper
        ? []
        : [{ author: keeper.login, isBot: false, state: 'APPROVED', at: lookedAt }],
    reviewers: [],
    mergedAt: isSuperseded
      ? Infinity
      : isUnseen
        ? toSecond(openedAt + chance.around(14, 0.3) * MINUTE)
        : lookedAt + MINUTE,
    closedAt: isSuperseded ? toSecond(openedAt + chance.between(6.9, 14.1) * DAY) : Infinity,
    closes: null,
  };
}
