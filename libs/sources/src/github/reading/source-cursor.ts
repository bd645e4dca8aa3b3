import type { Instant } from '@weir/metrics';
import { z } from 'zod';
import type { Json } from '../../source.js';

const schema = z.object({
  version: z.literal(1),
  /** The start of the window; it only ever moves back. */
  from: z.number(),
  /** Digest of the teams last yielded. */
  teams: z.string().nullable(),
  problems: z.array(z.string()),
});

/** The place of the source as a whole; it comes with every batch, so it is small. */
export type SourceCursor = z.infer<typeof schema>;

const WINDOW_MS = 365 * 86_400_000;

/** `since` is the first day that a person asked for; without it a year before the first sync. */
export function parseSourceCursor(stored: Json, since: Instant | null, now: Instant): SourceCursor {
  const parsed = schema.safeParse(stored);
  const cursor = parsed.success
    ? parsed.data
    : { version: 1 as const, from: since ?? now - WINDOW_MS, teams: null, problems: [] };
  return since !== null && since < cursor.from ? { ...cursor, from: since } : cursor;
}

/** Parts of the cursor by the repository they belong to. */
export function groupParts(cursors: Readonly<Record<string, Json>>): Map<string, Record<string, Json>> {
  const groups = new Map<string, Record<string, Json>>();
  for (const [key, part] of Object.entries(cursors)) {
    const id = key.split('/', 1)[0] ?? key;
    const group = groups.get(id) ?? {};
    group[key] = part;
    groups.set(id, group);
  }
  return groups;
}
