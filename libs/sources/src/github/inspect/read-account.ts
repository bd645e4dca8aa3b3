import { GitHubError } from '../client/github-error.js';
import type { OctokitClient } from '../client/octokit-client.js';

/** Whose token it is, or the name of the App; null without either, or where GitHub does not say. */
export async function readAccount(client: OctokitClient): Promise<string | null> {
  if (client.credentials.kind === 'ANONYMOUS') return null;
  if (client.credentials.kind === 'APP') return readApp(client);
  return client.reach === 'GRAPHQL' ? readViewer(client) : readUser(client);
}

async function readApp(client: OctokitClient): Promise<string | null> {
  const answer = await client.rest<{ name: string }>('/app');
  return answer.isNotModified ? null : answer.data.name;
}

/** Tells of the tokens of Actions and other installations too. */
async function readViewer(client: OctokitClient): Promise<string | null> {
  const { data } = await client.graphql<{ viewer: { login: string } | null }>('query Viewer { viewer { login } }', {});
  return data.viewer?.login ?? null;
}

async function readUser(client: OctokitClient): Promise<string | null> {
  try {
    const answer = await client.rest<{ login: string }>('/user');
    return answer.isNotModified ? null : answer.data.login;
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'FORBIDDEN') return null;
    throw error;
  }
}
