import type { GitHubClient } from '../client/github-client.js';
import type { GitHubSettings } from '../github-settings.js';
import type { GitHubReading } from '../reading/sync.js';
import { listRestRepositories } from './list-rest-repositories.js';
import { readRestTeams } from './read-rest-teams.js';
import type { RestHead } from './rest-heads.js';
import { RestPages } from './rest-pages.js';

/** By REST alone, where an Enterprise Server has no GraphQL or it is switched off. */
export function readByRest(client: GitHubClient, settings: GitHubSettings): GitHubReading {
  const heads = new Map<string, RestHead>();
  return {
    client,
    settings,
    pages: new RestPages(client, heads),
    listRepositories: async (known) => {
      const { listed, heads: found } = await listRestRepositories(client, settings, known);
      for (const [id, head] of found) heads.set(id, head);
      return listed;
    },
    readTeams: () => readRestTeams(client, settings.owner),
  };
}
