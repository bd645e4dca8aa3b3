import type { OctokitClient } from '../client/octokit-client.js';

/** Whose token it is, or the name of the App; null without either. */
export async function readAccount(client: OctokitClient): Promise<string | null> {
  if (client.credentials.kind === 'ANONYMOUS') return null;
  const isApp = client.credentials.kind === 'APP';
  const answer = await client.rest<{ login?: string; name?: string }>(isApp ? '/app' : '/user');
  if (answer.isNotModified) return null;
  return (isApp ? answer.data.name : answer.data.login) ?? null;
}
