import type { Instant } from '@weir/metrics';
import { setMaxListeners } from 'node:events';
import type { OpenOptions } from '../../source.js';
import type { GitHubSettings } from '../github-settings.js';
import { toHost } from './api-address.js';
import { type Budget, budgetOf } from './budget.js';
import { type Credentials, toCredentials } from './credentials.js';
import { findInstallation } from './find-installation.js';
import type { GitHubClient, GitHubReach } from './github-client.js';
import { GitHubError } from './github-error.js';
import { OctokitClient } from './octokit-client.js';

const PATIENCE = { retryBaseMs: 500, timeoutMs: 30_000 };

/** Finds out what GitHub lets us do (one request, or none without a token), and returns who asks it. */
export async function openGitHubClient(
  settings: GitHubSettings,
  options: OpenOptions,
  signal: AbortSignal,
  now: () => Instant,
): Promise<GitHubClient> {
  return openOctokitClient(settings, options, signal, now);
}

export async function openOctokitClient(
  settings: GitHubSettings,
  options: OpenOptions,
  signal: AbortSignal,
  now: () => Instant,
): Promise<OctokitClient> {
  const host = toHost(settings.apiUrl);
  const ownSignal = AbortSignal.any([signal]);
  // Every request under way listens to it.
  setMaxListeners(0, ownSignal);
  const patience = { ...PATIENCE, ...options.patience };
  const connect = (credentials: Credentials) =>
    new OctokitClient({
      apiUrl: settings.apiUrl,
      credentials,
      host,
      signal: ownSignal,
      now,
      budget: budgetFor(host, credentials),
      ...patience,
    });
  const credentials = await withInstallation(toCredentials(settings, options), settings.owner, connect);
  const client = connect(credentials);
  if (credentials.kind !== 'ANONYMOUS') client.reach = await findReach(client);
  return client;
}

function budgetFor(host: string, credentials: Credentials): Budget {
  if (credentials.kind === 'ANONYMOUS') return budgetOf(host, null);
  if (credentials.kind === 'TOKEN') return budgetOf(host, credentials.token);
  return budgetOf(host, `app ${credentials.appId} ${credentials.installationId ?? ''}`);
}

/** An App is asked where it is installed, when that was not said. */
async function withInstallation(
  credentials: Credentials,
  owner: string,
  connect: (credentials: Credentials) => OctokitClient,
): Promise<Credentials> {
  if (credentials.kind !== 'APP' || credentials.installationId !== null) return credentials;
  return { ...credentials, installationId: await findInstallation(connect(credentials), owner) };
}

/** GraphQL may be switched off, or never have been there. */
async function findReach(client: OctokitClient): Promise<GitHubReach> {
  try {
    await client.graphql('query Reach { rateLimit { limit } }', {}, { canShrink: false });
    return 'GRAPHQL';
  } catch (error) {
    if (error instanceof GitHubError && (error.fault === 'NOT_FOUND' || error.fault === 'FORBIDDEN')) return 'REST';
    throw error;
  }
}
