import { z } from 'zod';
import type { Batch, Json, ReadContext } from '../../source.js';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import type { GitHubSettings } from '../github-settings.js';
import { digestOf } from '../reading/digest.js';
import type { ListedRepositoryBody } from './bodies.js';
import { readPublicRepository } from './public-repository.js';

/** Each costs seven requests of sixty an hour. */
const MOST_REPOSITORIES = 8;
/** Finding each of those that are named costs a request of the sixty: some must be left for reading. */
const MOST_NAMED = 30;
const WINDOW_MS = 365 * 86_400_000;

const sourceCursor = z.object({
  version: z.literal('anonymous'),
  /** When the reading began that is under way; null = the last one came to its end. */
  begunAt: z.number().nullable(),
});
const part = z.object({ version: z.literal('anonymous'), readAt: z.number(), digest: z.string() });

/**
 * Public repositories without a token: the newest of each in a handful of requests, one batch each. When the hour's sixty are
 * used up it comes again and goes on with those that are left.
 */
export async function* readAnonymously(
  client: GitHubClient,
  settings: GitHubSettings,
  context: ReadContext,
): AsyncGenerator<Batch> {
  refuseToForget(settings, context.cursors);
  const { bodies, problems } = await listPublic(client, settings);
  const { begunAt, due } = toRound(bodies, context);
  const windowFrom = settings.since === null ? begunAt - WINDOW_MS : Date.parse(settings.since);
  let [spent, hasBegun] = [0, begunAt !== context.now()];
  for (const [index, body] of due.entries()) {
    const { outline, records } = await readPublicRepository(client, body, { from: windowFrom, to: context.now() });
    const digest = digestOf([outline, records]);
    const isLast = index === due.length - 1;
    const isSame = digest === part.safeParse(context.cursors[body.node_id]).data?.digest;
    // A round that was begun is ended, whether its last repository has news or not.
    if (isSame && !(isLast && hasBegun)) continue;
    hasBegun = true;
    const requests = client.requests - spent;
    spent = client.requests;
    yield {
      repositories: isSame ? [] : [{ ...outline, ...records }],
      ...(isLast ? { problems } : {}),
      cursor: { version: 'anonymous', begunAt: isLast ? null : begunAt },
      cursors: { [body.node_id]: { version: 'anonymous', readAt: Math.max(begunAt, context.now()), digest } },
      progress: {
        message: `the newest of ${body.full_name}`,
        done: bodies.length - due.length + index + 1,
        total: bodies.length,
        requests,
      },
    };
  }
}

/** Goes on with the round that was begun, or begins one. */
function toRound(bodies: ListedRepositoryBody[], { cursor, cursors, now }: ReadContext) {
  const begunAt = sourceCursor.safeParse(cursor).data?.begunAt ?? null;
  const isDue = ({ node_id }: ListedRepositoryBody) =>
    (part.safeParse(cursors[node_id]).data?.readAt ?? -1) < (begunAt ?? 0);
  const left = begunAt === null ? [] : bodies.filter(isDue);
  return begunAt === null || left.length === 0 ? { begunAt: now(), due: bodies } : { begunAt, due: left };
}

/** What was read with a token holds more: without one it would be overwritten with less. */
function refuseToForget({ owner }: GitHubSettings, cursors: Readonly<Record<string, Json>>): void {
  const isKnown = Object.entries(cursors).some(([key, value]) => !key.includes('/') && !part.safeParse(value).success);
  if (!isKnown) return;
  throw new GitHubError(
    'UNAUTHENTICATED',
    `${owner} was read with a token before, and now there is none. Set GITHUB_TOKEN again and start Weir, or give a token in Settings → Sources. What was read stays.`,
  );
}

interface PublicRepositories {
  bodies: ListedRepositoryBody[];
  problems: string[];
}

async function listPublic(client: GitHubClient, settings: GitHubSettings): Promise<PublicRepositories> {
  const { bodies, problems } = settings.repositories
    ? await findNamed(client, settings.owner, settings.repositories)
    : await listOwned(client, settings.owner);
  const [first] = problems;
  const nothing = `${settings.owner} has no public repositories. Give a token in Settings → Sources that may read its private ones.`;
  if (bodies.length === 0) throw new GitHubError('NOT_FOUND', first ?? nothing);
  return { bodies, problems };
}

async function findNamed(client: GitHubClient, owner: string, names: string[]): Promise<PublicRepositories> {
  const found: PublicRepositories = { bodies: [], problems: [] };
  for (const repo of names.slice(0, MOST_NAMED)) {
    try {
      const answer = await client.rest<ListedRepositoryBody>('/repos/{owner}/{repo}', { owner, repo });
      if (!answer.isNotModified) found.bodies.push(answer.data);
    } catch (error) {
      if (!(error instanceof GitHubError) || !['NOT_FOUND', 'BLOCKED', 'FORBIDDEN'].includes(error.fault)) throw error;
      found.problems.push(error.message);
    }
  }
  if (names.length > MOST_NAMED)
    found.problems.push(
      `Without a token only the first ${MOST_NAMED} of the ${names.length} repositories that are named of ${owner} are read. Give a token in Settings → Sources for all of them.`,
    );
  return found;
}

async function listOwned(client: GitHubClient, owner: string): Promise<PublicRepositories> {
  const parameters = { username: owner, sort: 'pushed', direction: 'desc', per_page: 100 };
  const answer = await client.rest<ListedRepositoryBody[]>('/users/{username}/repos', parameters);
  const all = answer.isNotModified ? [] : answer.data.filter(({ fork }) => !fork);
  const sentence = `Without a token only the ${MOST_REPOSITORIES} repositories of ${owner} that were pushed to last are read. Give a token in Settings → Sources for all of them.`;
  const isCut = all.length > MOST_REPOSITORIES;
  return { bodies: all.slice(0, MOST_REPOSITORIES), problems: isCut ? [sentence] : [] };
}
