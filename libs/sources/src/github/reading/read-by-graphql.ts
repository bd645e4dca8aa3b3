import type { GitHubClient } from '../client/github-client.js';
import type { GitHubSettings } from '../github-settings.js';
import { GraphQLPages } from './graphql-pages.js';
import { listRepositories } from './list-repositories.js';
import { readTeams } from './read-teams.js';
import type { GitHubReading } from './sync.js';

/** In bulk, as a token allows it. */
export function readByGraphQL(client: GitHubClient, settings: GitHubSettings): GitHubReading {
  return {
    client,
    settings,
    pages: new GraphQLPages(client),
    listRepositories: (known) => listRepositories(client, settings, known),
    readTeams: () => readTeams(client, settings.owner),
  };
}
