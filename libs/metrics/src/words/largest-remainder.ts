/**
 * Whole numbers in proportion to `weights` that sum to `total` exactly (Hamilton's method): everyone gets the floor of
 * their quota, what is left goes to the largest remainders, earlier ones first at a tie. All 0 when the weights sum to 0.
 *
 * @example largestRemainder([1, 1, 1], 100) // [34, 33, 33]
 */
export function largestRemainder(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  const quotas = weights.map((weight) => (weight / sum) * total);
  const whole = quotas.map(Math.floor);
  const missing = total - whole.reduce((all, part) => all + part, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** Shares of one whole as whole per cents that add up to 100. */
export function wholePercents(shares: readonly number[]): number[] {
  return largestRemainder(shares, 100);
}
