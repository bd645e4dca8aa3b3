import type { Instant } from '@weir/metrics';
import { type OpenOptions, SourceError } from '../source.js';
import type { GitHubReach } from './client/github-client.js';
import type { OctokitClient } from './client/octokit-client.js';
import { openOctokitClient } from './client/open-github-client.js';
import { type GitHubSettings, parseGitHubSettings } from './github-settings.js';
import { listOwned, type OwnedRepositories } from './inspect/list-owned.js';
import { findMissing, type MissingPermission } from './inspect/missing-permissions.js';
import { type RateLimit, readRateLimit } from './inspect/rate-limit-left.js';
import { readAccount } from './inspect/read-account.js';

/** What GitHub says of an owner and of the right to read it, before it becomes a source. */
export interface GitHubInspection extends OwnedRepositories {
  /** With which right it was looked at. */
  access: 'TOKEN' | 'APP' | 'ENVIRONMENT' | 'ANONYMOUS';
  /** Whose token it is, or the name of the App. */
  account: string | null;
  /** Null when GitHub could not be asked at all. */
  reach: GitHubReach | null;
  /** Repositories that were named with the owner (`acme/shop`). */
  named: string[] | null;
  missing: MissingPermission[];
  /** Null when there is no limit, or it is unknown. */
  rateLimit: RateLimit | null;
  /** What a person has to do before this can become a source. */
  problem: string | null;
}

/**
 * Looks at an owner for somebody who is about to choose, for `doctor`, and for onboarding. What a person can mend (a wrong name,
 * a revoked token, single sign-on) is said in `problem`; only being stopped is thrown.
 */
export async function inspectGitHub(
  input: unknown,
  options: OpenOptions,
  signal: AbortSignal = new AbortController().signal,
  now: () => Instant = Date.now,
): Promise<GitHubInspection> {
  const found = nothingOf(input);
  try {
    const { settings, secrets } = parseGitHubSettings(input, options);
    Object.assign(found, { owner: settings.owner, named: settings.repositories });
    const client = await openOctokitClient(settings, { ...options, secrets }, signal, now);
    Object.assign(found, { reach: client.reach, access: accessOf(client) });
    await lookAround(client, settings, found);
  } catch (error) {
    if (!(error instanceof SourceError) || error.code === 'ABORTED') throw error;
    found.problem = error.message;
  }
  return found;
}

async function lookAround(client: OctokitClient, settings: GitHubSettings, found: GitHubInspection): Promise<void> {
  found.account = await readAccount(client);
  Object.assign(found, await listOwned(client, settings.owner, found.account));
  found.missing = await findMissing(client, found);
  found.rateLimit = await readRateLimit(client);
  if (found.repositories.length === 0) found.problem = noRepositories(client, found.owner);
}

function nothingOf(input: unknown): GitHubInspection {
  const { owner } = input as { owner?: unknown };
  return {
    ...{ owner: typeof owner === 'string' ? owner : '', name: null, kind: null, repositories: [], named: null },
    ...{ access: 'ANONYMOUS', account: null, reach: null, missing: [], rateLimit: null, problem: null },
  };
}

function accessOf({ credentials }: OctokitClient): GitHubInspection['access'] {
  if (credentials.kind !== 'TOKEN') return credentials.kind;
  return credentials.origin === 'ENVIRONMENT' ? 'ENVIRONMENT' : 'TOKEN';
}

function noRepositories({ webUrl, reach }: OctokitClient, owner: string): string {
  const { host } = new URL(webUrl);
  return reach === 'ANONYMOUS'
    ? `${owner} has no public repositories on ${host}. Give a token that may read its private ones.`
    : `${owner} has no repositories on ${host} that this token may see. Give it access to some, or give another.`;
}
