import type { Instant } from '@weir/metrics';
import { type City, MOBILE_STARTS_IN_WEEK, type TeamSlug } from './people.js';
import { type TimeFrame, WEEK } from './time-frame.js';

export const OWNER = 'harbour';

/** One repository, which is one service. */
export interface Service {
  name: string;
  team: TeamSlug;
  /** Whose clock its deployments keep. */
  city: City;
  merges: 'SQUASH' | 'MERGE_COMMIT';
  /** What GitHub knows of its deployments. */
  tells: 'DEPLOYMENTS' | 'RUNS' | 'RELEASES';
  /** The week of the story in which its first commit was made. */
  startsInWeek: number;
  updates: 'dependabot[bot]' | 'renovate[bot]';
  /** What it is made of, for titles. */
  areas: readonly string[];
}

const SINCE_EVER = -Infinity;

export const SERVICES: readonly Service[] = [
  {
    name: 'storefront',
    team: 'storefront',
    city: 'London',
    merges: 'SQUASH',
    tells: 'DEPLOYMENTS',
    startsInWeek: SINCE_EVER,
    updates: 'renovate[bot]',
    areas: ['basket', 'product page', 'navigation', 'images', 'accounts', 'wish list', 'landing pages', 'consent'],
  },
  {
    name: 'checkout',
    team: 'checkout',
    city: 'Berlin',
    merges: 'SQUASH',
    tells: 'DEPLOYMENTS',
    startsInWeek: SINCE_EVER,
    updates: 'dependabot[bot]',
    areas: ['addresses', 'shipping options', 'vouchers', 'order summary', 'taxes', 'guest checkout', 'sessions'],
  },
  {
    name: 'payments',
    team: 'checkout',
    city: 'Berlin',
    merges: 'MERGE_COMMIT',
    tells: 'DEPLOYMENTS',
    startsInWeek: SINCE_EVER,
    updates: 'dependabot[bot]',
    areas: ['cards', 'wallets', 'refunds', 'ledger', 'invoices', 'fraud rules', 'payouts'],
  },
  {
    name: 'search',
    team: 'discovery',
    city: 'Toronto',
    merges: 'SQUASH',
    tells: 'DEPLOYMENTS',
    startsInWeek: SINCE_EVER,
    updates: 'renovate[bot]',
    areas: ['ranking', 'facets', 'indexer', 'synonyms', 'suggestions', 'spelling', 'query parser'],
  },
  {
    name: 'inventory',
    team: 'fulfilment',
    city: 'Stockholm',
    merges: 'MERGE_COMMIT',
    tells: 'DEPLOYMENTS',
    startsInWeek: SINCE_EVER,
    updates: 'dependabot[bot]',
    areas: ['stock levels', 'reservations', 'warehouses', 'suppliers', 'returns', 'forecast'],
  },
  {
    name: 'notifications',
    team: 'fulfilment',
    city: 'Stockholm',
    merges: 'SQUASH',
    tells: 'RUNS',
    startsInWeek: SINCE_EVER,
    updates: 'dependabot[bot]',
    areas: ['order mails', 'push messages', 'templates', 'preferences', 'delivery updates', 'digests'],
  },
  {
    name: 'mobile-api',
    team: 'platform',
    city: 'Berlin',
    merges: 'SQUASH',
    tells: 'DEPLOYMENTS',
    startsInWeek: MOBILE_STARTS_IN_WEEK,
    updates: 'dependabot[bot]',
    areas: ['sessions', 'catalogue', 'basket', 'push tokens', 'rate limits', 'schema'],
  },
  {
    name: 'platform',
    team: 'platform',
    city: 'London',
    merges: 'MERGE_COMMIT',
    tells: 'RELEASES',
    startsInWeek: SINCE_EVER,
    updates: 'renovate[bot]',
    areas: ['tracing', 'feature flags', 'service template', 'queues', 'secrets', 'database driver', 'logging'],
  },
];

/** How a team's work is spread over repositories. */
const WORK: Record<TeamSlug, Record<string, number>> = {
  storefront: { storefront: 1 },
  checkout: { checkout: 0.56, payments: 0.44 },
  discovery: { search: 0.86, storefront: 0.14 },
  fulfilment: { inventory: 0.54, notifications: 0.46 },
  platform: { platform: 0.55, 'mobile-api': 0.45 },
};

/** When its history begins. */
export function startOfService({ startsInWeek }: Service, { startAt, weekZero }: TimeFrame): Instant {
  return Math.max(startAt, weekZero + startsInWeek * WEEK);
}

/** What part of a team's work goes into a service in a week of the story. */
export function shareOfWork(team: TeamSlug, { name, startsInWeek }: Service, week: number): number {
  return week < startsInWeek ? 0 : (WORK[team][name] ?? 0);
}
