import { z } from 'zod';
import { badInput, WeirError } from '../errors/weir-error.js';
import { mayActAs } from './role.js';
import type { Viewer } from './viewer.js';

/** What a token for one purpose may do, and nothing besides. */
const SCOPES = ['deployments:write', 'incidents:write'] as const;
export type Scope = (typeof SCOPES)[number];

const Scopes = z.array(z.enum(SCOPES));

/** Scopes as somebody names them, each once; an unknown one is refused by name. */
export function parseScopes(named: readonly string[], field: string): Scope[] {
  const parsed = Scopes.safeParse([...new Set(named)]);
  if (parsed.success) return parsed.data;
  const unknown = named[Number(parsed.error.issues[0]?.path[0])];
  throw badInput(field, `"${unknown}" is no scope. There are ${SCOPES.join(' and ')}.`);
}

/** Scopes allow exactly what they name; without any, a manager may do it all. */
export function requireScope({ name, role, scopes }: Viewer, needed: Scope): void {
  if (scopes === undefined ? mayActAs(role, 'MANAGER') : scopes.includes(needed)) return;
  const has = scopes === undefined ? `is a ${role.toLowerCase()}` : `is for ${scopes.join(', ')} only`;
  const message = `"${name}" ${has}. This needs a token of a manager, or one made with \`weir token create --scope ${needed}\`.`;
  throw new WeirError('FORBIDDEN', message);
}
