import type { Actor } from '../reading/payloads.js';
import type { UserBody } from './bodies.js';

/** The account that REST names where the true one was deleted; GraphQL says nobody. */
const GHOST_ID = 10_137;

export function toActor(user: UserBody | null | undefined): Actor | null {
  return !user || user.id === GHOST_ID ? null : { __typename: user.type, login: user.login };
}
