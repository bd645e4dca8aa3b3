import { createAppAuth } from '@octokit/auth-app';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck';
import type { Patience } from '../../source.js';
import type { Credentials } from './credentials.js';
import { type Answering, readAnswers } from './read-answers.js';
import { createFetch } from './send-request.js';

export interface Connection extends Answering, Patience {
  apiUrl: string;
  credentials: Credentials;
  onSend: () => void;
}

export const RETRIES = 3;
/** What trying again does not mend, or what the budget and its asker answer to. */
const FINAL_STATUSES = [304, 400, 401, 403, 404, 409, 410, 422, 429, 451];

// The inner plugins come first: answers are read and checked, then tried again, then queued.
const GitHubOctokit = Octokit.plugin(readAnswers, retry, throttling);

/** GraphQL is asked by POST; the throttling would take it for writing and let one through a second. */
const questions = new Bottleneck.Group();
const say = () => undefined;
/** Its lines would hold addresses and more; what a person should know is thrown. */
const silence = { debug: say, info: say, warn: say, error: say };

export function createOctokit(connection: Connection): Octokit {
  const { apiUrl, credentials, retryBaseMs, signal, timeoutMs, onSend } = connection;
  return new GitHubOctokit({
    ...authOf(credentials),
    baseUrl: apiUrl,
    userAgent: 'weir',
    log: silence,
    request: {
      fetch: createFetch({ signal, timeoutMs, onSend }),
      parseSuccessResponseBody: false,
      log: silence,
    },
    answering: connection,
    retry: { doNotRetry: FINAL_STATUSES, retryAfterBaseValue: retryBaseMs, retries: RETRIES },
    throttle: {
      id: connection.budget.id,
      write: questions,
      // Limits are answered to by the budget, which all who use the token see.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
}

function authOf(credentials: Credentials): object {
  if (credentials.kind === 'TOKEN') return { auth: credentials.token };
  if (credentials.kind === 'ANONYMOUS') return {};
  const { appId, privateKey, installationId } = credentials;
  const installation = installationId === null ? {} : { installationId };
  return { authStrategy: createAppAuth, auth: { appId, privateKey, log: silence, ...installation } };
}
