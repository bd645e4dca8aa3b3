import { WeirError } from '../platform/errors/weir-error.js';

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string }[];
}

/** The command line speaks to a server as everybody does: GraphQL over HTTP. */
export class Client {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await this.post(JSON.stringify({ query, variables }));
    const answer = (await response.json()) as Answer<Data>;
    const [error] = answer.errors ?? [];
    if (error) throw new WeirError('BAD_USER_INPUT', error.message);
    if (!answer.data)
      throw new WeirError('UNAVAILABLE', `The server at ${this.url} gave no answer (${response.status}).`);
    return answer.data;
  }

  private async post(body: string): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` };
    try {
      return await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
    } catch (cause) {
      throw new WeirError('UNAVAILABLE', `The server at ${this.url} does not answer. Is it still running?`, { cause });
    }
  }
}
