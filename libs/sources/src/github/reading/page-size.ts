/** Pull requests of one page: it grows while GitHub answers fast, and is halved when it does not answer in time. */
export const FIRST_PAGE = 25;
const LARGEST_PAGE = 50;
const FAST_MS = 4000;

export function growPage(size: number, tookMs: number): number {
  return tookMs < FAST_MS ? Math.min(LARGEST_PAGE, size * 2) : size;
}

export function shrinkPage(size: number): number {
  return Math.max(1, Math.floor(size / 2));
}
