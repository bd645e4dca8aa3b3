/** The page that comes next. A place that GraphQL told means nothing to REST: the reading begins at the top again. */
export function toPageNumber(after: string | null): number {
  return after !== null && isPageNumber(after) ? Number(after) : 1;
}

/** Whether a place is one that REST told; GraphQL's are words. */
export const isPageNumber = (after: string): boolean => /^\d+$/.test(after);
