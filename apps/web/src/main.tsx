import '@fontsource-variable/inter/opsz.css';
import './tokens.css';
import './styles/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './app/query-client.js';
import { createAppRouter } from './app/router.js';
import { sessionQuery } from './features/session/session.js';

const queryClient = createQueryClient(() => {
  // A session that ended while a page stood open: the door takes its place, at the same address.
  if (queryClient.getQueryData(sessionQuery.queryKey) === undefined) return;
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.invalidate();
});
const router = createAppRouter(queryClient);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to stand in.');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
