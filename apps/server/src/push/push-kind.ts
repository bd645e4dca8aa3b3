import type { Scope } from '../platform/access/scope.js';

/** What programs push, and what one must be allowed to do for it. */
export const PUSH_SCOPES = { deployments: 'deployments:write', incidents: 'incidents:write' } as const satisfies Record<
  string,
  Scope
>;
export type PushKind = keyof typeof PUSH_SCOPES;
