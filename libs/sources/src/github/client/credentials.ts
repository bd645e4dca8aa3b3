import { type OpenOptions, SourceError } from '../../source.js';
import type { GitHubSettings } from '../github-settings.js';
import { GITHUB_API_URL, toApiUrl, toHost } from './api-address.js';

/** With which right GitHub is asked, and where that came from. */
export type Credentials =
  | { kind: 'TOKEN'; token: string; origin: 'SETTINGS' | 'ENVIRONMENT' }
  | { kind: 'APP'; appId: string; privateKey: string; installationId: number | null }
  | { kind: 'ANONYMOUS' };

/**
 * The source's own secrets, else the token of the environment, else nothing. Each is sent to the GitHub it was given for and to no
 * other: whoever may name an address must not get at the token of another.
 */
export function toCredentials({ apiUrl }: GitHubSettings, { secrets, surroundings }: OpenOptions): Credentials {
  if (secrets) return fromSecrets(secrets, apiUrl);
  const environmentApiUrl = toApiUrl(surroundings.githubApiUrl ?? GITHUB_API_URL);
  const token = surroundings.githubToken?.trim() ?? '';
  return token !== '' && environmentApiUrl === apiUrl
    ? { kind: 'TOKEN', token, origin: 'ENVIRONMENT' }
    : { kind: 'ANONYMOUS' };
}

function fromSecrets(secrets: Readonly<Record<string, string>>, apiUrl: string): Credentials {
  const { token, appId, privateKey, installationId } = secrets;
  if (secrets.apiUrl !== undefined && secrets.apiUrl !== apiUrl) throw givenForAnother(secrets.apiUrl, apiUrl);
  if (token) return { kind: 'TOKEN', token, origin: 'SETTINGS' };
  if (!appId || !privateKey) return { kind: 'ANONYMOUS' };
  return { kind: 'APP', appId, privateKey, installationId: installationId ? Number(installationId) : null };
}

function givenForAnother(first: string, second: string): SourceError {
  const message = `The token or App of this source was given for ${toHost(first)} and is not sent to ${toHost(second)}. Give one for ${toHost(second)}.`;
  return new SourceError('BAD_SETTINGS', message, 'token');
}
