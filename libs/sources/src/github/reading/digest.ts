import { createHash } from 'node:crypto';

/** Tells whether something is still the same; short, since cursors keep many. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 10);
}
