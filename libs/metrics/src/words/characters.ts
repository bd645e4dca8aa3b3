/** Between a number and its unit, so that a line never breaks there. */
const NO_BREAK_SPACE = '\u00a0';
/** Before a per cent sign. */
export const NARROW_SPACE = '\u202f';
export const MINUS = '\u2212';
/** Between two values of a range. */
export const EN_DASH = '\u2013';
/** Stands where a value is unknown; the reason in words goes beside it. */
export const UNKNOWN_SIGN = '\u2013';

/** A number with its unit: "38 min". */
export function withUnit(value: string, unit: string): string {
  return `${value}${NO_BREAK_SPACE}${unit}`;
}
