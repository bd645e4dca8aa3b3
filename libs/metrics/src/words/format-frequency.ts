import { formatNumber } from './format-number.js';

/** What a frequency is told in: rare things per week or month, or they would read as 0.1 a day. */
export interface FrequencyUnit {
  words: 'a day' | 'a week' | 'a month';
  /** How many of the unit's counts make one a day. A month has 30 days. */
  days: number;
}

const DAY: FrequencyUnit = { words: 'a day', days: 1 };
const WEEK: FrequencyUnit = { words: 'a week', days: 7 };
const MONTH: FrequencyUnit = { words: 'a month', days: 30 };

/** The unit in which `perDay` reads as a number of at least 1, where there is one; none at all is none a day. */
export function frequencyUnit(perDay: number): FrequencyUnit {
  if (perDay >= 0.95 || perDay === 0) return DAY;
  return perDay * 7 >= 0.95 ? WEEK : MONTH;
}

/** The number alone: "1.9". */
export function frequencyDigits(perDay: number, unit: FrequencyUnit = frequencyUnit(perDay)): string {
  const value = perDay * unit.days;
  return value >= 100 || value === 0 ? formatNumber(value) : formatNumber(value, 1);
}

/** "1.9 a day", "3.2 a week"; pass the unit of its neighbour when two are compared. */
export function formatFrequency(perDay: number, unit: FrequencyUnit = frequencyUnit(perDay)): string {
  return `${frequencyDigits(perDay, unit)} ${unit.words}`;
}
