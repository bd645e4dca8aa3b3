import { z } from 'zod';
import type { Json } from '../../source.js';
import { commitWalk } from './commit-walk.js';
import { listState, UNREAD } from './list-walk.js';
import { FIRST_PAGE } from './page-size.js';

const range = z.tuple([z.number(), z.number()]);

const schema = z.object({
  version: z.literal(1),
  /** How it is called in the settings, where they name repositories. */
  namedAs: z.string().nullable(),
  /** Under which name, page and branch it was last yielded; null = not yet. */
  told: z.object({ name: z.string(), url: z.string(), defaultBranch: z.string().nullable() }).nullable(),
  pullRequests: listState,
  issues: listState,
  deployments: listState,
  /** What the repository's head showed when they were last read, and when that was. */
  releases: z.object({ mark: z.string().nullable(), readAt: z.number().nullable() }),
  refs: z.object({ mark: z.string().nullable(), readAt: z.number().nullable(), digest: z.string().nullable() }),
  commits: z.object({
    /** Everything since then was read; null = not yet. */
    from: z.number().nullable(),
    /** The production branch's head when it was. */
    head: z.string().nullable(),
    walks: z.array(commitWalk),
    /** Deployed, released or tagged commits that may lie beside the production branch. */
    pending: z.array(z.string()),
  }),
  /** The place of what is read by REST (workflow runs), opaque here. */
  runs: z.unknown(),
  /** Pull requests of a page. */
  pageSize: z.number().int().min(1),
  reconciledAt: z.number().nullable(),
  /** Coverage as last yielded, by subject. */
  covered: z.record(z.string(), range),
  problems: z.array(z.string()),
});

/** Where the reading of one repository stands: its part of the cursor. */
export type RepositoryPart = z.infer<typeof schema>;

const NEW_PART: RepositoryPart = {
  version: 1,
  namedAs: null,
  told: null,
  pullRequests: UNREAD,
  issues: UNREAD,
  deployments: UNREAD,
  releases: { mark: null, readAt: null },
  refs: { mark: null, readAt: null, digest: null },
  commits: { from: null, head: null, walks: [], pending: [] },
  runs: null,
  pageSize: FIRST_PAGE,
  reconciledAt: null,
  covered: {},
  problems: [],
};

/** A part that cannot be understood starts from the beginning, which repeats but loses nothing. */
export function parsePart(stored: Json | undefined): RepositoryPart {
  const parsed = schema.safeParse(stored);
  return parsed.success ? parsed.data : structuredClone(NEW_PART);
}
