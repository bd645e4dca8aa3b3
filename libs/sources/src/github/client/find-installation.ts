import type { GitHubClient } from './github-client.js';
import { GitHubError } from './github-error.js';

/** The installation of an App for an organisation or user; who asks is the App itself. */
export async function findInstallation(app: GitHubClient, owner: string): Promise<number> {
  for (const route of ['/orgs/{org}/installation', '/users/{username}/installation']) {
    const id = await findByRoute(app, route, owner);
    if (id !== null) return id;
  }
  const { host } = new URL(app.webUrl);
  throw new GitHubError(
    'NOT_FOUND',
    `The GitHub App is not installed for ${owner} on ${host}. Install it there (in the App's settings, “Install App”), then try again.`,
  );
}

async function findByRoute(app: GitHubClient, route: string, owner: string): Promise<number | null> {
  try {
    const answer = await app.rest<{ id: number }>(route, { org: owner, username: owner });
    return answer.isNotModified ? null : answer.data.id;
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'NOT_FOUND') return null;
    throw error;
  }
}
