import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { parseFilterSearch, parseSearchString, stringifySearch } from '../features/filters/search.js';
import { sessionQuery } from '../features/session/session.js';
import { PageNotFound, PageFailed } from './page-problems.js';
import { Shell } from './shell.js';

interface RouterContext {
  queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: PageNotFound });

/** Everything behind the door: the shell, and the filters that all its pages share. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  validateSearch: parseFilterSearch,
  beforeLoad: async ({ context: { queryClient } }) => {
    await queryClient.ensureQueryData(sessionQuery);
  },
  component: Shell,
  errorComponent: PageFailed,
});

const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../routes/overview-page.js'), 'OverviewPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/sources', search: true });
  },
});

const sourcesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/sources',
  component: lazyRouteComponent(() => import('../routes/sources-page.js'), 'SourcesPage'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/webhooks',
  component: lazyRouteComponent(() => import('../routes/webhooks-page.js'), 'WebhooksPage'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { problem?: string } =>
    typeof raw['problem'] === 'string' ? { problem: raw['problem'] } : {},
  component: lazyRouteComponent(() => import('../routes/sign-in-page.js'), 'SignInPage'),
});

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([overviewRoute, settingsRoute, sourcesRoute, webhooksRoute]),
  signInRoute,
]);

export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch: parseSearchString,
    stringifySearch,
    // What no route understands is dropped; otherwise a hand-made link would bring it in unchecked.
    search: { strict: true },
    defaultPreload: 'intent',
    scrollRestoration: true,
    ...(history ? { history } : {}),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
