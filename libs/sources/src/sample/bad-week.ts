import type { Instant } from '@weir/metrics';
import type { Service } from './services.js';
import { DAY, findMonday, type TimeFrame, WEEK } from './time-frame.js';

const BAD_WEEK = -7;

/**
 * The Monday that the story's weeks are counted from: the one on which it is told first, or one or two later, when the bad week
 * would fall on the turn of the year, and nobody would be there to live through it.
 */
export function findWeekZero(firstTold: Instant): Instant {
  const badMonday = new Date(firstTold + BAD_WEEK * WEEK).toISOString().slice(5, 10);
  return badMonday >= '12-18' || badMonday <= '01-01' ? findWeekZero(firstTold + WEEK) : firstTold;
}

/** How what hurts is mended. SETTLED: by a switch or by itself, without a deployment. */
export type AccidentKind = 'ROLLBACK' | 'HOTFIX' | 'REVERT' | 'SETTLED';

/** What a day of the bad week has in store for a service. */
export interface Script {
  day: 'HURT' | 'NO_WAY_UP' | 'FROZEN' | 'CALM';
  kind?: AccidentKind;
  /** Hours at which it is shipped, instead of the usual ones. */
  slots?: readonly number[];
  /** Attempts of the remedy that do not come up. */
  failedRemedies?: number;
  recoveryHours?: number;
  incident?: string;
  severity?: 'sev1' | 'sev2';
  /** How the title begins of what is to blame; else the newest change of the release is. */
  culprit?: string;
}

const FROZEN: Script = { day: 'FROZEN' };
/** Whatever is shipped does no harm. */
const CALM: Script = { day: 'CALM' };

/**
 * The week in which the ledger's migration broke: on Tuesday the release with it declines card payments and cannot be rolled
 * back until the third attempt, checkout fails with it; on Wednesday the mended migration does not come up at all; on Thursday
 * it does, charges some orders twice and is mended by a hotfix; inventory, which reads the same tables, is rolled back. On
 * Friday nobody deploys.
 */
const SCRIPTS: Record<string, Script[]> = {
  payments: [
    FROZEN,
    {
      day: 'HURT',
      kind: 'ROLLBACK',
      failedRemedies: 2,
      recoveryHours: 5.2,
      severity: 'sev1',
      incident: 'Card payments are declined in Europe',
      culprit: 'feat(ledger)!',
    },
    { day: 'NO_WAY_UP', slots: [14.6, 16.7] },
    {
      day: 'HURT',
      kind: 'HOTFIX',
      failedRemedies: 1,
      recoveryHours: 6.4,
      severity: 'sev1',
      incident: 'Some orders are charged twice',
    },
    FROZEN,
  ],
  checkout: [
    CALM,
    {
      day: 'HURT',
      kind: 'HOTFIX',
      recoveryHours: 5.6,
      severity: 'sev1',
      incident: 'Checkout answers 502 while payments time out',
    },
    { day: 'NO_WAY_UP' },
    {
      day: 'HURT',
      kind: 'REVERT',
      recoveryHours: 3.8,
      severity: 'sev2',
      incident: 'Vouchers are taken twice when a payment is retried',
    },
    FROZEN,
  ],
  inventory: [
    CALM,
    CALM,
    CALM,
    {
      day: 'HURT',
      slots: [13.2, 15.6],
      kind: 'ROLLBACK',
      recoveryHours: 4.5,
      severity: 'sev2',
      incident: 'Reservations stay open for orders that were charged twice',
    },
    FROZEN,
  ],
};

export function findScript({ name }: Service, day: Instant, frame: TimeFrame): Script | null {
  const monday = frame.weekZero + BAD_WEEK * WEEK;
  return findMonday(day) === monday ? (SCRIPTS[name]?.[(day - monday) / DAY] ?? null) : null;
}

/** Pull requests that the story needs, opened on a day of a week. */
export interface Special {
  service: string;
  week: number;
  weekday: number;
  author: string;
  title: string;
  body: string;
  size: number;
  /** Working hours from the opening to the first look and on to the merge. */
  pickup: number;
  rest: number;
}

export const SPECIALS: readonly Special[] = [
  {
    service: 'payments',
    week: BAD_WEEK - 2,
    weekday: 3,
    author: 'pzielinski',
    title: 'feat(ledger)!: move balances to the shared orders schema',
    body: 'One migration for all of it, since every part waits a week for a review. The old tables stay until the next release.',
    size: 3480,
    pickup: 34,
    rest: 16,
  },
  {
    service: 'checkout',
    week: BAD_WEEK + 1,
    weekday: 0,
    author: 'lena-vogt',
    title: 'docs: take turns at reviewing, and keep pull requests below 200 lines',
    body: 'What we agreed on after last week: whoever has the turn reviews before anything else in the morning; what is larger is split.',
    size: 64,
    pickup: 0.4,
    rest: 0.3,
  },
];
