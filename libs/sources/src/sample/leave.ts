import { Chance } from './chance.js';
import type { Person } from './people.js';
import { DAY } from './time-frame.js';

/** Days since the epoch, both in it. */
interface Leave {
  from: number;
  to: number;
}

const dayNumber = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / DAY;

/** The days of a year on which somebody is away: long in summer, over the turn of the year, and a week now and then. */
export function listLeave(person: Person, year: number, seed: number): Leave[] {
  const chance = new Chance(seed, 'leave', person.login, year);
  const take = (from: number, days: number): Leave => ({ from, to: from + days - 1 });
  const summer = dayNumber(year, person.city === 'Stockholm' ? 6 : 7, person.city === 'Stockholm' ? 29 : 4);
  const winter = take(Math.round(dayNumber(year, 12, chance.between(20, 28))), Math.round(chance.between(6, 13)));
  return [
    ...(chance.happens(0.82) ? [winter] : []),
    take(Math.round(summer + chance.between(0, 38)), chance.pick([10, 12, 14, 17, 19, 21])),
    take(Math.round(dayNumber(year, chance.pick([2, 3, 4, 5]), chance.between(1, 24))), chance.pick([5, 7, 9])),
    ...(chance.happens(0.5) ? [take(Math.round(dayNumber(year, 10, chance.between(1, 40))), 5)] : []),
  ];
}
