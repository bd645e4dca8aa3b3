import { describe, expect, test } from 'vitest';
import { findBand, findFrequencyBand } from './bands.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('bands of a value', () => {
  test.each([
    ['LEAD_TIME', DAY, 'DORA_2024', 'ELITE'],
    ['LEAD_TIME', DAY + 1, 'DORA_2024', 'HIGH'],
    ['LEAD_TIME', 30 * DAY, 'DORA_2024', 'MEDIUM'],
    ['LEAD_TIME', 30 * DAY + 1, 'DORA_2024', 'LOW'],
    ['LEAD_TIME', 2 * HOUR, 'DORA_2021', 'HIGH'],
    ['LEAD_TIME', 180 * DAY, 'DORA_2021', 'MEDIUM'],
    ['FAIL_RATE', 0.05, 'DORA_2024', 'ELITE'],
    ['FAIL_RATE', 0.1, 'DORA_2024', 'MEDIUM'],
    ['FAIL_RATE', 0.2, 'DORA_2024', 'HIGH'],
    ['FAIL_RATE', 0.21, 'DORA_2024', 'LOW'],
    ['FAIL_RATE', 0.1, 'DORA_2023', 'HIGH'],
    ['FAIL_RATE', 0.15, 'DORA_2021', 'ELITE'],
    ['RECOVERY', HOUR, 'DORA_2024', 'ELITE'],
    ['RECOVERY', DAY, 'DORA_2024', 'HIGH'],
    ['RECOVERY', DAY + 1, 'DORA_2024', 'LOW'],
    ['RECOVERY', DAY + 1, 'DORA_2023', 'MEDIUM'],
    ['RECOVERY', HOUR, 'NONE', null],
    ['RECOVERY', HOUR, 'OWN_GOALS', null],
  ] as const)('%s of %d by %s is %s', (kind, value, ruleSet, band) => {
    expect(findBand(kind, value, ruleSet)).toBe(band);
  });
});

describe('bands of a frequency', () => {
  // Monday 5 January 2026 to Monday 2 March: eight whole weeks and the whole of February.
  const covered = { from: Date.parse('2026-01-05T00:00:00Z'), to: Date.parse('2026-03-02T00:00:00Z') };
  const band = (days: number[]) => findFrequencyBand({ covered, timeZone: 'UTC', days }, 'DORA_2024');
  const everyWeek = (...weekdays: number[]) =>
    Array.from({ length: 8 }, (_, week) => weekdays.map((day) => week * 7 + day)).flat();

  test('five days of a usual week are ELITE', () => expect(band(everyWeek(0, 1, 2, 3, 4))).toBe('ELITE'));
  test('four are HIGH', () => expect(band(everyWeek(0, 1, 2, 3))).toBe('HIGH'));
  test('one is HIGH', () => expect(band(everyWeek(6))).toBe('HIGH'));
  test('a busy week does not make up for seven idle ones', () => expect(band([28, 29, 30, 31, 32])).toBe('MEDIUM'));
  test('nothing in the whole month is LOW', () => expect(band([0, 1, 2])).toBe('LOW'));
  test('a part too short for a whole week has none', () => {
    const short = { from: covered.from + 1, to: covered.from + 6 * 86_400_000 };
    expect(findFrequencyBand({ covered: short, timeZone: 'UTC', days: [0, 1, 2, 3, 4] }, 'DORA_2024')).toBeNull();
  });
  test('weeks without, too short for a whole month, are unknown', () => {
    const weeks = { from: covered.from, to: covered.from + 21 * 86_400_000 };
    expect(findFrequencyBand({ covered: weeks, timeZone: 'UTC', days: [0] }, 'DORA_2024')).toBeNull();
  });
});
