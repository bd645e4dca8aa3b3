import { z } from 'zod';
import type { Json } from '../source.js';

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const range = z.object({ from: z.number(), to: z.number() });

const schema = z.object({
  version: z.literal(1),
  /** Under which name and page it was yielded. */
  repository: z.object({ name: z.string(), url: z.string().nullable() }),
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

/** What a clone is now; a cursor of another name or boundary does not hold for it. */
export type GitIdentity = Pick<GitCursor, 'repository' | 'shallow'>;

/** Where to go on. Whatever does not hold any more starts from the beginning, which repeats but loses nothing. */
export function parseGitCursor(stored: Json, now: GitIdentity): { cursor: GitCursor; isRenamed: boolean } {
  const parsed = schema.safeParse(stored);
  const isRenamed = parsed.success && parsed.data.repository.name !== now.repository.name;
  if (parsed.success && !isRenamed && parsed.data.shallow === now.shallow) return { cursor: parsed.data, isRenamed };
  return { cursor: { version: 1, known: [], walk: null, refs: null, covered: null, ...now }, isRenamed };
}
