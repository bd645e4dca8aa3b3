import { z } from 'zod';
import type { Json } from '../source.js';

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const range = z.object({ from: z.number(), to: z.number() });

const schema = z.object({
  version: z.literal(1),
  /** Everything these commits reach was yielded. */
  known: z.array(sha),
  /** A walk that was begun and of which the first `done` commits, up to `last`, were yielded. */
  walk: z.object({ heads: z.array(sha), done: z.number().int().positive(), last: sha }).nullable(),
  /** Digest of the refs last yielded. */
  refs: z.string().nullable(),
  /** Digest of the shallow boundary under which `known` holds. */
  shallow: z.string().nullable(),
  covered: range.nullable(),
});

/** Where a reading of a clone stands. */
export type GitCursor = z.infer<typeof schema>;

/** Reads a stored cursor; one that is unknown or of another boundary starts from the beginning, which repeats but loses nothing. */
export function parseGitCursor(stored: Json, shallow: string | null): GitCursor {
  const parsed = schema.safeParse(stored);
  if (parsed.success && parsed.data.shallow === shallow) return parsed.data;
  return { version: 1, known: [], walk: null, refs: null, shallow, covered: null };
}
