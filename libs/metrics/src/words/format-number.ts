import { MINUS, NARROW_SPACE, withUnit } from './characters.js';

/** A number with fixed decimals, thousands separated by commas and a true minus: "31,682", "−0.4". */
export function formatNumber(value: number, decimals = 0): string {
  const digits = Math.abs(value).toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(digits) ? `${MINUS}${digits}` : digits;
}

/** As `formatNumber`, without a trailing ".0": "3", "3.4". */
export function formatTrimmed(value: number, decimals = 1): string {
  const factor = 10 ** decimals;
  const rounded = Math.round(value * factor) / factor;
  return formatNumber(rounded, Number.isInteger(rounded) ? 0 : decimals);
}

/** A count for a table or sentence, exact: "31,682". */
export function formatCount(count: number): string {
  return Number.isInteger(count) ? formatNumber(count) : formatNumber(count, 1);
}

/** A count for a footnote: "412 k", "3.1 M"; exact below 10,000. */
export function formatCompactCount(count: number): string {
  if (Math.abs(count) < 10_000) return formatCount(count);
  if (Math.abs(count) < 999_500) return withUnit(formatNumber(count / 1000), 'k');
  return withUnit(formatTrimmed(count / 1e6), 'M');
}

/** The number of a rate without its sign; a rate that is not 0 never reads as 0, one that is not 1 never as 100. */
export function rateDigits(ratio: number): string {
  const percent = ratio * 100;
  if (percent === 0 || percent === 100) return formatNumber(percent);
  if (percent > 0 && percent < 0.05) return '<0.1';
  if (percent < 100 && percent >= 99.95) return '>99.9';
  return formatNumber(percent, 1);
}

/** A rate 0–1 with one decimal: "6.5 %". Show its n beside it. */
export function formatRate(ratio: number): string {
  return `${rateDigits(ratio)}${NARROW_SPACE}%`;
}

/** A share 0–1 in whole per cents: "41 %". For shares of one whole use `wholePercents`. */
export function formatPercent(share: number): string {
  return `${formatNumber(Math.round(share * 100))}${NARROW_SPACE}%`;
}

/** "9 of 138 releases", "1 of 1 release". */
export function formatOutOf(part: number, whole: number, noun: Noun): string {
  return `${formatCount(part)} of ${formatCounted(whole, noun)}`;
}

/** Singular and plural of what is counted. */
export type Noun = readonly [singular: string, plural: string];

/** "1 change", "418 changes". */
export function formatCounted(count: number, [singular, plural]: Noun): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
