import { formatDuration } from './format-duration.js';
import { formatFrequency, frequencyUnit } from './format-frequency.js';
import { formatCount, formatNumber, formatPercent, formatRate } from './format-number.js';

export type MetricUnit = 'SECONDS' | 'PER_DAY' | 'RATIO' | 'COUNT' | 'LINES';
type MetricDirection = 'LOWER_IS_BETTER' | 'HIGHER_IS_BETTER' | 'NEUTRAL';

/** What moved, told without colour: where to, whether that is good, how much, from what. */
export interface ChangeWords {
  movement: 'UP' | 'DOWN' | 'SAME';
  meaning: 'BETTER' | 'WORSE' | 'NEUTRAL';
  /** "18 % faster", "1.4 points lower", "0.1 points, as before". */
  size: string;
  /** "from 2.9 days". */
  from: string;
}

export interface ChangeInput {
  value: number | null;
  previous: number | null;
  unit: MetricUnit;
  direction: MetricDirection;
}

/** Below this relative change either way a duration or count reads as unchanged. */
const SAME_BELOW_RATIO = 0.02;
/** Below this difference a rate reads as unchanged: 0.1 points is noise of rounding. */
const SAME_BELOW_POINTS = 0.15;
/** From here on "340 % slower" says less than "4.4 times as long". */
const TIMES_FROM_RATIO = 2;

/** A metric's value as a sentence would say it, unit included. */
export function formatValue(value: number, unit: MetricUnit, like: number = value): string {
  switch (unit) {
    case 'SECONDS':
      return formatDuration(value);
    case 'PER_DAY':
      return formatFrequency(value, frequencyUnit(like));
    case 'RATIO':
      return formatRate(value);
    case 'LINES':
      return `${formatCount(value)} lines`;
    case 'COUNT':
      return formatCount(value);
  }
}

/** The change from the period before; null when either side is unknown, or when nothing can be divided by. */
export function formatChange(compared: ChangeInput): ChangeWords | null {
  const { value, previous, unit } = compared;
  if (value === null || previous === null) return null;
  const moved = unit === 'RATIO' ? pointsMoved(value, previous) : ratioMoved(value, previous, unit);
  if (!moved) return null;
  return {
    ...moved,
    meaning: meaningOf(moved.movement, compared.direction),
    from: `from ${formatValue(previous, unit, value)}`,
  };
}

type Moved = Pick<ChangeWords, 'movement' | 'size'>;

function pointsMoved(value: number, previous: number): Moved {
  const points = (value - previous) * 100;
  const digits = formatNumber(Math.abs(points), 1);
  const size = `${digits} ${digits === '1.0' ? 'point' : 'points'}`;
  if (Math.abs(points) < SAME_BELOW_POINTS) return sameAs(size, digits);
  return points > 0 ? { movement: 'UP', size: `${size} higher` } : { movement: 'DOWN', size: `${size} lower` };
}

function ratioMoved(value: number, previous: number, unit: MetricUnit): Moved | null {
  if (previous === 0) return value === 0 ? { movement: 'SAME', size: 'as before' } : null;
  const ratio = value / previous - 1;
  const words = WORDS[unit];
  const percent = formatPercent(Math.abs(ratio));
  if (Math.abs(ratio) < SAME_BELOW_RATIO) return sameAs(percent, percent);
  if (ratio >= TIMES_FROM_RATIO) return { movement: 'UP', size: `${timesDigits(ratio + 1)} times as ${words.times}` };
  return ratio > 0
    ? { movement: 'UP', size: `${percent} ${words.up}` }
    : { movement: 'DOWN', size: `${percent} ${words.down}` };
}

/** No real change: how small it is, or nothing of it when it reads as 0. */
function sameAs(size: string, digits: string): Moved {
  return { movement: 'SAME', size: /[1-9]/.test(digits) ? `${size}, as before` : 'as before' };
}

function timesDigits(times: number): string {
  return formatNumber(times, times < 10 ? 1 : 0);
}

const WORDS: Record<MetricUnit, { up: string; down: string; times: string }> = {
  SECONDS: { up: 'slower', down: 'faster', times: 'long' },
  PER_DAY: { up: 'more often', down: 'less often', times: 'often' },
  RATIO: { up: 'higher', down: 'lower', times: 'high' },
  COUNT: { up: 'more', down: 'fewer', times: 'many' },
  LINES: { up: 'larger', down: 'smaller', times: 'large' },
};

function meaningOf(movement: ChangeWords['movement'], direction: MetricDirection): ChangeWords['meaning'] {
  if (movement === 'SAME' || direction === 'NEUTRAL') return 'NEUTRAL';
  return (movement === 'UP') === (direction === 'HIGHER_IS_BETTER') ? 'BETTER' : 'WORSE';
}
