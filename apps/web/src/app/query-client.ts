import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, RequestError } from '../graphql/request.js';

/** Figures stay fresh for half a minute; what a sync changes is asked again by whoever watches the sync. */
export function createQueryClient(onSignedOut: () => void = () => {}): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && onSignedOut() }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: shouldRetry,
        retryDelay: 600,
        networkMode: ALWAYS,
      },
      mutations: { networkMode: ALWAYS },
    },
  });
}

/** A server on this machine answers without a network; and one that does not must be told of, not waited for. */
const ALWAYS = 'always';

/** A refusal stays a refusal; only a server that did not answer is asked again. */
function shouldRetry(failures: number, error: Error): boolean {
  if (isSignedOut(error)) return false;
  return error instanceof RequestError && error.code === 'UNREACHABLE' && failures < 2;
}
