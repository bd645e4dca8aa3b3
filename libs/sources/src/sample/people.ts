export type TeamSlug = 'storefront' | 'checkout' | 'discovery' | 'fulfilment' | 'platform';

export const TEAM_NAMES: Record<TeamSlug, string> = {
  storefront: 'Storefront',
  checkout: 'Checkout',
  discovery: 'Discovery',
  fulfilment: 'Fulfilment',
  platform: 'Platform',
};

/** Where people live: whose clock they keep, and whose holidays (month-day, those of a fixed date). */
export const CITIES = {
  London: { zone: 'Europe/London', holidays: ['01-01', '12-25', '12-26'] },
  Lisbon: { zone: 'Europe/Lisbon', holidays: ['01-01', '04-25', '05-01', '06-10', '12-08', '12-25'] },
  Berlin: { zone: 'Europe/Berlin', holidays: ['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'] },
  Warsaw: { zone: 'Europe/Warsaw', holidays: ['01-01', '01-06', '05-01', '05-03', '11-11', '12-24', '12-25', '12-26'] },
  Stockholm: {
    zone: 'Europe/Stockholm',
    holidays: ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'],
  },
  Toronto: { zone: 'America/Toronto', holidays: ['01-01', '07-01', '12-25', '12-26'] },
  'New York': { zone: 'America/New_York', holidays: ['01-01', '06-19', '07-04', '11-11', '12-25'] },
  Bengaluru: { zone: 'Asia/Kolkata', holidays: ['01-01', '01-26', '05-01', '08-15', '10-02', '12-25'] },
} as const;

export type City = keyof typeof CITIES;

export interface Person {
  login: string;
  name: string;
  city: City;
  team: TeamSlug;
  /** Somebody who changed teams: where they worked until that week of the story. */
  before?: { team: TeamSlug; untilWeek: number };
  /** Pull requests opened on a working day, on average. */
  pace: number;
  /** How often they are the ones who review, compared with others. */
  zeal: number;
}

/** When the mobile gateway was begun, and two of Checkout's busiest reviewers left to build it. */
export const MOBILE_STARTS_IN_WEEK = -19;
const LEFT_CHECKOUT = { team: 'checkout', untilWeek: MOBILE_STARTS_IN_WEEK } as const;

type Row = [login: string, name: string, city: City, pace: number, zeal: number];

const ROWS: Record<TeamSlug, Row[]> = {
  storefront: [
    ['amelia-hart', 'Amelia Hart', 'London', 0.9, 1.4],
    ['onkemelu', 'Oliver Nkemelu', 'London', 0.75, 1],
    ['bsousa', 'Beatriz Sousa', 'Lisbon', 0.85, 1.2],
    ['tiago-moura', 'Tiago Moura', 'Lisbon', 0.7, 0.8],
    ['islamcg', 'Isla McGregor', 'London', 0.8, 1.1],
    ['fran-duarte', 'Francisco Duarte', 'Lisbon', 0.65, 0.6],
    ['ruthokafor', 'Ruth Okafor', 'London', 0.55, 1.5],
    ['henrik-vale', 'Henrik Vale', 'London', 0.8, 0.7],
  ],
  checkout: [
    ['jonas-berg', 'Jonas Berg', 'Berlin', 0.94, 1.2],
    ['kasia-nowak', 'Katarzyna Nowak', 'Warsaw', 1.06, 1],
    ['mehmet-aydin', 'Mehmet Aydın', 'Berlin', 1, 0.7],
    ['lena-vogt', 'Lena Vogt', 'Berlin', 0.83, 1.1],
    ['pzielinski', 'Piotr Zieliński', 'Warsaw', 1.12, 0.5],
    ['oksana-h', 'Oksana Hrytsenko', 'Warsaw', 1, 0.9],
    ['davidk', 'David Köhler', 'Berlin', 0.89, 0.6],
    ['yara-haddad', 'Yara Haddad', 'Berlin', 0.94, 0.8],
    ['ewa-lis', 'Ewa Lis', 'Warsaw', 0.83, 0.9],
    ['sam-osei', 'Sam Osei', 'Berlin', 0.77, 0.7],
  ],
  discovery: [
    ['ngreene', 'Nadia Greene', 'Toronto', 0.75, 1.2],
    ['luc-tremblay', 'Luc Tremblay', 'Toronto', 0.7, 1],
    ['maya-feld', 'Maya Feld', 'New York', 0.85, 0.9],
    ['jcho', 'Jun Cho', 'New York', 0.8, 0.8],
    ['arlo-quinn', 'Arlo Quinn', 'Toronto', 0.6, 1.1],
    ['sofia-reyes', 'Sofía Reyes', 'New York', 0.7, 0.9],
  ],
  fulfilment: [
    ['elin-ek', 'Elin Ek', 'Stockholm', 0.7, 1.3],
    ['oskar-lindahl', 'Oskar Lindahl', 'Stockholm', 0.65, 1],
    ['anjali-rao', 'Anjali Rao', 'Bengaluru', 0.85, 1.1],
    ['vikram-shetty', 'Vikram Shetty', 'Bengaluru', 0.8, 0.8],
    ['meera-iyer', 'Meera Iyer', 'Bengaluru', 0.75, 0.9],
    ['axel-noren', 'Axel Norén', 'Stockholm', 0.6, 0.7],
    ['karthik-b', 'Karthik Balan', 'Bengaluru', 0.8, 0.7],
  ],
  platform: [
    ['noor-visser', 'Noor Visser', 'Berlin', 0.6, 1.3],
    ['gwen-hughes', 'Gwen Hughes', 'London', 0.65, 1.1],
    ['dmitri-p', 'Dmitri Pavlov', 'Toronto', 0.7, 0.9],
    ['sneha-kulkarni', 'Sneha Kulkarni', 'Bengaluru', 0.7, 0.9],
  ],
};

const MOVED: Row[] = [
  ['tom-richter', 'Tom Richter', 'Berlin', 0.75, 2.2],
  ['agnes-maj', 'Agnieszka Maj', 'Warsaw', 0.7, 2],
];

function toPerson(team: TeamSlug, [login, name, city, pace, zeal]: Row): Person {
  return { login, name, city, team, pace, zeal };
}

/** Everybody who writes or reviews code at Harbour. */
export const PEOPLE: readonly Person[] = [
  ...(Object.keys(ROWS) as TeamSlug[]).flatMap((team) => ROWS[team].map((row) => toPerson(team, row))),
  ...MOVED.map((row) => ({ ...toPerson('platform', row), before: LEFT_CHECKOUT })),
];

/** The team somebody works in, in a week of the story. */
export function teamIn(week: number, { team, before }: Person): TeamSlug {
  return before !== undefined && week < before.untilWeek ? before.team : team;
}
