import { GraphqlResponseError } from '@octokit/graphql';
import { RequestError } from '@octokit/request-error';
import type { Octokit } from '@octokit/rest';
import { RateLimited, SourceError } from '../../source.js';
import { toHost, toWebUrl } from './api-address.js';
import { LONGEST_WAIT_MS } from './budget.js';
import type { Credentials } from './credentials.js';
import type { GitHubClient, GitHubReach, GraphqlAnswer, GraphqlOptions, RestAnswer } from './github-client.js';
import { type Connection, createOctokit, RETRIES } from './github-octokit.js';
import { toRestAnswer, toWhat, toWords } from './rest-answer.js';
import { type Asked, toGitHubError } from './to-github-error.js';
import { takeErrors } from './to-refusals.js';
import { untilAborted } from './until-aborted.js';

/** Short waits that one request sits through before it is given back. */
const MOST_SHORT_WAITS = 3;

/** Octokit, with every way of failing said in one language. */
export class OctokitClient implements GitHubClient {
  reach: GitHubReach = 'ANONYMOUS';
  readonly webUrl: string;
  private sent = 0;
  private readonly octokit: Octokit;

  constructor(private readonly connection: Omit<Connection, 'onSend'>) {
    this.webUrl = toWebUrl(connection.apiUrl);
    this.octokit = createOctokit({ ...connection, onSend: () => (this.sent += 1) });
  }

  get credentials(): Credentials {
    return this.connection.credentials;
  }

  get identity(): string {
    return this.connection.budget.id;
  }

  get requests(): number {
    return this.sent;
  }

  graphql<T>(
    query: string,
    variables: Record<string, unknown>,
    options: GraphqlOptions = {},
  ): Promise<GraphqlAnswer<T>> {
    const { canShrink = true } = options;
    const asked = this.toAsked('what was asked', []);
    return this.patiently(asked, async () => {
      try {
        return { data: await this.octokit.graphql<T>(query, { ...variables, request: { canShrink } }), refusals: [] };
      } catch (error) {
        if (error instanceof GraphqlResponseError) return takeErrors<T>(error, asked);
        throw error;
      }
    });
  }

  rest<T>(route: string, parameters: Record<string, unknown> = {}, etag: string | null = null): Promise<RestAnswer<T>> {
    const { url } = this.octokit.request.endpoint(`GET ${route}`, parameters);
    const headers = etag === null ? {} : { 'if-none-match': etag };
    return this.patiently(this.toAsked(toWhat(route, parameters), toWords(route)), async () => {
      try {
        return toRestAnswer<T>(await this.octokit.request(`GET ${route}`, { ...parameters, headers }), url);
      } catch (error) {
        if (error instanceof RequestError && error.status === 304) return { isNotModified: true, etag: etag ?? '' };
        throw error;
      }
    });
  }

  /** What the App may do, as GitHub says it; null for a token. */
  async readAppPermissions(): Promise<Readonly<Record<string, string>> | null> {
    if (this.connection.credentials.kind !== 'APP') return null;
    const asked = this.toAsked('the installation of the App', []);
    return this.patiently(asked, async () => {
      const installation = (await this.octokit.auth({ type: 'installation' })) as {
        permissions: Record<string, string>;
      };
      return installation.permissions;
    });
  }

  /** Stops at once when told to; sits short waits through; says what went wrong. */
  private async patiently<T>(asked: Asked, send: () => Promise<T>): Promise<T> {
    for (let waits = 0; ; waits += 1) {
      try {
        return await untilAborted(this.connection.signal, () => this.withFreshToken(send));
      } catch (error) {
        const failure = this.toFailure(error, asked);
        const isShort = failure instanceof RateLimited && failure.until - this.connection.now() <= LONGEST_WAIT_MS;
        if (!isShort || waits === MOST_SHORT_WAITS) throw failure;
      }
    }
  }

  /** An installation's token lives for an hour; one that GitHub refuses is replaced once. */
  private async withFreshToken<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const isRefused = error instanceof RequestError && error.status === 401;
      const { credentials } = this.connection;
      if (!isRefused || credentials.kind !== 'APP' || credentials.installationId === null) throw error;
      await this.octokit.auth({ type: 'installation', refresh: true });
      return send();
    }
  }

  private toFailure(error: unknown, asked: Asked): unknown {
    if (this.connection.signal.aborted) return new SourceError('ABORTED', 'The reading was stopped.');
    return toGitHubError(error, asked) ?? error;
  }

  private toAsked(what: string, words: readonly string[]): Asked {
    const { apiUrl, credentials, timeoutMs } = this.connection;
    return { host: toHost(apiUrl), webUrl: this.webUrl, credentials, what, words, timeoutMs, tries: RETRIES + 1 };
  }
}
