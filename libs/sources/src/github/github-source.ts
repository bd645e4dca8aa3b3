import type { Batch, Hint, Json, OpenOptions, ReadContext, RefreshContext, Refreshed, Source } from '../source.js';
import { SourceError } from '../source.js';
import { toHost } from './client/api-address.js';
import type { GitHubClient } from './client/github-client.js';
import { openGitHubClient } from './client/open-github-client.js';
import { type GitHubSettings, parseGitHubSettings, toSettingsJson } from './github-settings.js';
import { readByGraphQL } from './reading/read-by-graphql.js';
import { syncGitHub } from './reading/sync.js';
import { readAnonymously } from './rest/read-anonymously.js';
import { readByRest } from './rest/read-by-rest.js';
import { refreshByRest } from './rest/refresh-by-rest.js';
import { refreshGitHub } from './refresh/refresh.js';

/** Opens an owner on GitHub, or some of its repositories; an owner is one source however many of them are named. */
export function openGitHubSource(input: unknown, options: OpenOptions): Promise<Source> {
  const { settings, secrets } = parseGitHubSettings(input, options);
  return Promise.resolve(new GitHubSource(settings, { ...options, secrets }));
}

class GitHubSource implements Source {
  readonly kind = 'GITHUB';
  readonly fingerprint: string;
  readonly defaultName: string;
  readonly settings: Readonly<Record<string, Json>>;
  readonly secrets: Readonly<Record<string, string>> | null;

  constructor(
    private readonly given: GitHubSettings,
    private readonly options: OpenOptions,
  ) {
    const { owner, repositories, apiUrl } = given;
    this.fingerprint = `github:${toHost(apiUrl)}/${owner.toLowerCase()}`;
    this.defaultName = repositories?.length === 1 ? `${owner}/${repositories[0]}` : owner;
    this.settings = toSettingsJson(given);
    this.secrets = options.secrets;
  }

  async *read(context: ReadContext): AsyncGenerator<Batch> {
    const client = await openGitHubClient(this.given, this.options, context.signal, context.now);
    yield* countRequests(client, untilStopped(this.readWith(client, context), context.signal));
  }

  async *refresh(hints: readonly Hint[], context: RefreshContext): AsyncGenerator<Refreshed> {
    const client = await openGitHubClient(this.given, this.options, context.signal, context.now);
    if (client.reach === 'REST') yield* refreshByRest(client, this.given, hints);
    // Without a token there is no room for more than a sync.
    if (client.reach === 'GRAPHQL') yield* refreshGitHub(client, this.given, hints, context);
  }

  private readWith(client: GitHubClient, context: ReadContext): AsyncGenerator<Batch> {
    if (client.reach === 'ANONYMOUS') return readAnonymously(client, this.given, context);
    const read = client.reach === 'REST' ? readByRest : readByGraphQL;
    return syncGitHub(read(client, this.given), context);
  }

  /** Named again: repositories are added to those known (all of the owner is more than some), the rest is replaced. */
  extend(known: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
    const { repositories: before, ...rest } = known;
    const { repositories: now, ...news } = this.settings;
    const united = unite(before, now);
    return { ...rest, ...news, ...(united ? { repositories: united } : {}) };
  }
}

/** What is read already is not told any more, though no request is left to be stopped. */
async function* untilStopped(batches: AsyncGenerator<Batch>, signal: AbortSignal): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    if (signal.aborted) throw new SourceError('ABORTED', 'The reading was stopped.');
    yield batch;
  }
}

/** What was asked since the last batch is told with whatever ends the reading. */
async function* countRequests(client: GitHubClient, batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  let told = 0;
  try {
    for await (const batch of batches) {
      told += batch.progress.requests;
      yield batch;
    }
  } catch (error) {
    if (error instanceof SourceError) error.requests = client.requests - told;
    throw error;
  }
}

/** Names are the same whatever their case; null = all. */
function unite(before: Json | undefined, now: Json | undefined): string[] | null {
  if (!Array.isArray(before) || !Array.isArray(now)) return null;
  const names = [...before, ...now].filter((name) => typeof name === 'string');
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
