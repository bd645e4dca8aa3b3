import { accountRoutes } from './account-routes.js';
import { appRoutes } from './app-routes.js';
import { commitRoutes } from './commit-routes.js';
import { deploymentRoutes } from './deployment-routes.js';
import { issueRoutes } from './issue-routes.js';
import { pullRequestRoutes } from './pull-request-routes.js';
import { repositoryRoutes } from './repository-routes.js';
import { workflowRoutes } from './workflow-routes.js';
import type { RestHandler } from './rest-call.js';

/** Every endpoint of REST, by its name in GitHub's description. */
export const ROUTES: Readonly<Record<string, RestHandler>> = {
  ...accountRoutes,
  ...repositoryRoutes,
  ...pullRequestRoutes,
  ...commitRoutes,
  ...deploymentRoutes,
  ...issueRoutes,
  ...workflowRoutes,
  ...appRoutes,
};
