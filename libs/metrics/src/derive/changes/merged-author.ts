import type { CommitRecord } from '../../records.js';

/** The author of most of the merged commits (a tie: the first name by code point), else of the merge itself. */
export function findMergedAuthor(merge: CommitRecord, brought: CommitRecord[]): string {
  const counts = new Map<string, number>();
  for (const { authorName } of brought.filter((commit) => commit.parents.length < 2)) {
    counts.set(authorName, (counts.get(authorName) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || compareCodePoints(a, b));
  return ranked[0]?.[0] ?? merge.authorName;
}

/** JavaScript's `<` compares UTF-16 units, which puts an emoji before U+E000–U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
