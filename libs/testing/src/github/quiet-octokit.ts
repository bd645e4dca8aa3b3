import { Octokit } from '@octokit/rest';

type Options = ConstructorParameters<typeof Octokit>[0];

const silence = () => undefined;

/** A client that keeps what it was refused to itself: tests provoke refusals. */
export const quietOctokit = (baseUrl: string, options: Options = {}) =>
  new Octokit({ baseUrl, log: { debug: silence, info: silence, warn: silence, error: silence }, ...options });
