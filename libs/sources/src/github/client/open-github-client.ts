import type { OpenOptions } from '../../source.js';
import type { GitHubSettings } from '../github-settings.js';
import type { GitHubClient } from './github-client.js';
import { GitHubError } from './github-error.js';

/** How patiently to talk; the defaults are for GitHub itself, tests are in a hurry. */
export interface ClientPatience {
  /** Waits between tries are 1, 4 and 9 times this. */
  retryBaseMs?: number;
  /** For one request. */
  timeoutMs?: number;
}

/** Finds out what GitHub lets us do (one request, or none without a token), and returns who asks it. */
export async function openGitHubClient(
  settings: GitHubSettings,
  _options: OpenOptions,
  _signal: AbortSignal,
  _now: () => number,
  _patience: ClientPatience = {},
): Promise<GitHubClient> {
  throw new GitHubError('UNREACHABLE', `${settings.apiUrl} cannot be asked by this version.`);
}
