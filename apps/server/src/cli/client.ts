import pRetry, { AbortError } from 'p-retry';
import { WeirError } from '../platform/errors/weir-error.js';

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const RETRIES = 20;
const RETRY_PAUSE_MS = 1000;

/** The command line speaks to a server as everybody does: GraphQL over HTTP. */
export class Client {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  /** Everything one can ask is safe to ask again, so a database that is away for a moment is waited for. */
  ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const body = JSON.stringify({ query, variables });
    return pRetry(() => this.askOnce<Data>(body), { retries: RETRIES, factor: 1, minTimeout: RETRY_PAUSE_MS });
  }

  private async askOnce<Data>(body: string): Promise<Data> {
    const response = await this.post(body);
    const answer = (await response.json()) as Answer<Data>;
    const [error] = answer.errors ?? [];
    if (error?.extensions?.code === 'UNAVAILABLE') throw new WeirError('UNAVAILABLE', error.message);
    if (error) throw new AbortError(new WeirError('BAD_USER_INPUT', error.message));
    if (!answer.data)
      throw new WeirError('UNAVAILABLE', `The server at ${this.url} gave no answer (${response.status}).`);
    return answer.data;
  }

  private async post(body: string): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` };
    try {
      return await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
    } catch (cause) {
      throw new AbortError(
        new WeirError('UNAVAILABLE', `The server at ${this.url} does not answer. Is it still running?`, { cause }),
      );
    }
  }
}
