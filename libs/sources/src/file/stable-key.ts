import { createHash } from 'node:crypto';

/** A key for a row that has no id of its own: the same row has the same key in every reading. */
export function stableKey(parts: (string | number | null)[]): string {
  return `row-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20)}`;
}
