import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { SessionQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import { SessionDocument } from './session-query.js';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request(SessionDocument, {}, signal),
  staleTime: 60_000,
});

export type Session = SessionQuery;

/** Who looks at what; loaded before any page behind the door opens. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** True for roles that may add, sync and remove sources. */
export function canManage({ viewer }: Session): boolean {
  return viewer.role === 'MANAGER' || viewer.role === 'ADMIN';
}

/** Ends the session and leaves nothing of it in the page. */
export async function signOut(): Promise<void> {
  await fetch('/sign-out', { method: 'POST', credentials: 'same-origin' }).catch(() => undefined);
  window.location.assign('/');
}
